import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { versions } from "@runner-fleet/config";
import { buildkitImage, imageInputs } from "../src/image-inputs";
import { imageBuildArguments } from "../src/image-tag";
import { readPins, type Pins } from "../src/pins";

const scripts = join(__dirname, "../../../scripts");
const folder = mkdtempSync(join(tmpdir(), "release-arguments-"));
afterAll(() => rmSync(folder, { recursive: true }));

const run = (script: string, ...args: string[]) =>
  execFileSync(process.execPath, [join(scripts, script), ...args], { encoding: "utf8" });

/** A value for everything that is pinned. */
const names = run("pin.mjs", "--list").trimEnd().split("\n");
const all: Pins = {
  images: Object.fromEntries(
    names.filter((name) => !/^https:| linux\//.test(name)).map((name, index) => [name, `sha256:${index}`]),
  ),
  files: Object.fromEntries(
    names.filter((name) => /^https:| linux\//.test(name)).map((name, index) => [name, `${index}`]),
  ),
};

test.each<[string, Pins]>([
  ["without pins", { images: {}, files: {} }],
  ["with every pin", all],
])("the release is built with what ManagerImage builds with by default, %s", (_, pins) => {
  const file = join(folder, "pins.json");
  writeFileSync(file, JSON.stringify(pins));
  const lines = run("image-arguments.mjs", file).trimEnd().split("\n");
  const content = {
    runnerVersion: versions.gitlabRunner,
    pluginVersion: versions.awsPlugin,
    architectures: ["amd64", "arm64"],
    plugin: "registry",
    buildArgs: {},
  } as const;
  const expected = imageBuildArguments(imageInputs(content, {}, pins)).split("\n");
  expect(lines.slice(lines.indexOf("BUILD_ARGS<<END") + 1, -1)).toEqual(expected);
  expect(expected).toHaveLength(pins === all ? 6 : 2);
  expect(lines[0]).toBe(`BUILDKIT_IMAGE=${buildkitImage(undefined, pins)}`);
  const digest = (name: string) => (pins === all ? `@${all.images[name]}` : "");
  const binfmt = `docker.io/tonistiigi/binfmt:${versions.binfmt}`;
  const scanner = `docker.io/docker/buildkit-syft-scanner:${versions.sbomScanner}`;
  expect(lines.slice(1, 3)).toEqual([
    `BINFMT_IMAGE=${binfmt}${digest(binfmt)}`,
    `SBOM_GENERATOR=${scanner}${digest(scanner)}`,
  ]);
  expect(lines.at(-1)).toBe("END");
});

test("everything that the package could ask the pins for is looked up, and the committed pins can be read", () => {
  for (const plugin of ["registry", "release"] as const) {
    const content = { runnerVersion: versions.gitlabRunner, pluginVersion: versions.awsPlugin, plugin, buildArgs: {} };
    const { buildArgs } = imageInputs({ ...content, architectures: ["amd64", "arm64"] }, {}, all);
    expect(Object.keys(buildArgs)).toEqual(
      expect.arrayContaining(["BASE_DIGEST", "GO_DIGEST", "AWS_PLUGIN_SHA256_AMD64", "AWS_PLUGIN_SHA256_ARM64"]),
    );
  }
  expect(Object.keys(readPins())).toEqual(["images", "files"]);
});
