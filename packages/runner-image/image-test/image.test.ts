import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { versions } from "@runner-fleet/config";
import { imageDirectory, readSources } from "../src/image-sources";
import { bases, buildBases } from "./base-images";
import { architecture, Buildah, requireImageBuilds } from "./buildah";

requireImageBuilds();

const manager = "localhost/runner-fleet-test/manager:1";
const pluginPath = `/opt/fleeting/plugins/registry.gitlab.com/gitlab-org/fleeting/plugins/aws/${versions.awsPlugin}/plugin`;
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const go = (name: string) => execFileSync("go", ["env", name], { encoding: "utf8" }).trim();

let buildah: Buildah;
beforeAll(async () => {
  buildah = new Buildah();
  for (const folder of ["ecr-login", "supervisor"]) {
    execFileSync("go", ["mod", "download"], {
      cwd: join(imageDirectory, folder),
      stdio: ["ignore", "ignore", "inherit"],
    });
  }
  await buildBases(buildah, { go: versions.goImage, runner: `alpine-v${versions.gitlabRunner}` });
});
afterAll(() => buildah.remove());

/** As in a closed network: bases and modules from elsewhere, and no registry at all. */
const build = (tag: string, args: Record<string, string> = {}, secrets: Record<string, string> = {}) =>
  buildah.build(imageDirectory, {
    tag,
    args: { GO_REPOSITORY: bases.go, BASE_REPOSITORY: bases.runner, GOPROXY: "file:///modules", ...args },
    secrets,
    volumes: {
      [go("GOROOT")]: "/usr/local/go:ro",
      [join(go("GOMODCACHE"), "cache/download")]: "/modules:ro",
      [go("GOCACHE")]: "/gocache:rw",
    },
  });

describe("the image, its plugin from a registry", () => {
  beforeAll(async () => {
    const { status, output } = await build(manager);
    if (status !== 0) throw new Error(output);
  });

  test("runs the runner as its first process and its own user, who is asked to drain", () => {
    const { User, Entrypoint, Cmd, StopSignal } = buildah.config(manager);
    expect({ User, Entrypoint, Cmd, StopSignal }).toEqual({
      User: "100:65533",
      Entrypoint: ["gitlab-runner"],
      Cmd: ["run"],
      StopSignal: "SIGQUIT",
    });
  });

  test("says what is in it", () => {
    const { Labels, Env, Volumes } = buildah.config(manager);
    expect(Labels).toMatchObject({
      "org.opencontainers.image.title": "runner-fleet manager",
      "org.opencontainers.image.version": `${versions.gitlabRunner}-aws${versions.awsPlugin}`,
    });
    expect(Env).toEqual(
      expect.arrayContaining(["FLEETING_PLUGIN_PATH=/opt/fleeting/plugins", "AWS_ECR_DISABLE_CACHE=true"]),
    );
    expect(Env.filter((variable) => /SHA256|DOWNLOADS|GOPROXY/.test(variable))).toEqual([]);
    expect(Object.keys(Volumes)).toContain("/var/lib/runner-fleet");
  });

  test.each([
    ["/usr/local/bin/docker-credential-ecr-login", "755 0:0"],
    ["/usr/local/bin/runner-supervisor", "755 0:0"],
    [pluginPath, "755 0:0"],
    ["/var/lib/runner-fleet", "700 100:65533"],
  ])("%s is there with mode and owner %s", (path, expected) => {
    expect(buildah.inside(manager, "0:0", "stat", "-c", "%a %u:%g", path)).toBe(`${expected}\n`);
  });

  test("lets its user run what is in it, and write its state", () => {
    const inside = (command: string) => buildah.inside(manager, "100:65533", "sh", "-c", command);
    expect(inside("docker-credential-ecr-login -v")).toContain(versions.ecrCredentialHelper);
    expect(inside(pluginPath)).toContain("from registry.gitlab.com/gitlab-org/fleeting/plugins/aws");
    expect(inside("runner-supervisor 2>&1 || true")).toContain("usage: runner-supervisor");
    expect(inside("touch /var/lib/runner-fleet/x && ls /var/lib/runner-fleet")).toBe("x\n");
  });

  test("keeps nothing of its build", () => {
    const left = ["-name", "*.go", "-o", "-name", "go.mod", "-o", "-name", "*.sh", "-o", "-name", "release.sha256"];
    expect(buildah.inside(manager, "0:0", "find", "/", "-xdev", "(", ...left, ")")).toBe("");
    expect(buildah.inside(manager, "0:0", "find", "/tmp", "/opt/fleeting", "-type", "f")).toBe(`${pluginPath}\n`);
  });
});

test("certificates that are given for the build do not get into the image", async () => {
  const file = join(buildah.folder, "ca.pem");
  writeFileSync(file, "given for the build");
  const tag = `${manager}-ca`;
  // Another checksum than none makes the step run again.
  const args = { AWS_PLUGIN_SHA256_AMD64: "", AWS_PLUGIN_SHA256_ARM64: "" };
  const { status, output } = await build(tag, args, { "id=ca,src": file });
  expect([status, output]).toEqual([0, expect.any(String)]);
  expect(buildah.inside(tag, "0:0", "cat", "/etc/ssl/certs/ca-certificates.crt")).toBe("of the base\n");
});

describe("the image, its plugin from a release", () => {
  const program = `fleeting-plugin-aws-linux-${architecture}`;
  const folder = `/v${versions.awsPlugin}/downloads`;
  const sums = { [`${folder}/release.sha256`]: `${sha256("#!/bin/sh\necho released\n")}  ${program}\n` };

  async function buildWith(tag: string, files: Record<string, string>) {
    const server = createServer(({ url = "" }, response) => {
      if (files[url] === undefined) response.writeHead(404).end();
      else response.end(files[url]);
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    try {
      return await build(tag, { AWS_PLUGIN_DOWNLOADS: `http://127.0.0.1:${port}` });
    } finally {
      server.close();
    }
  }

  test("has the program where the runner looks for it", async () => {
    const tag = `${manager}-release`;
    const { status, output } = await buildWith(tag, {
      ...sums,
      [`${folder}/${program}`]: "#!/bin/sh\necho released\n",
    });
    expect([status, output]).toEqual([0, expect.any(String)]);
    expect(buildah.inside(tag, "100:65533", pluginPath)).toBe("released\n");
  });

  test.each<[string, Record<string, string>, string]>([
    ["corrupted", { ...sums, [`${folder}/${program}`]: "#!/bin/sh\necho replaced\n" }, "and release.sha256 says"],
    ["missing", sums, `install-plugin: cannot download http://127.0.0.1:`],
    ["without a checksum", { [`${folder}/${program}`]: "x" }, "/release.sha256"],
  ])("is not built if the program is %s", async (_, files, reason) => {
    const { status, output } = await buildWith(`${manager}-bad`, files);
    expect(status).not.toBe(0);
    expect(output).toContain(reason);
  });
});

test("the build is sent what the image's tag is made of, and nothing else", async () => {
  const file = join(buildah.folder, "Dockerfile.context");
  writeFileSync(file, `FROM ${bases.runner}:alpine-v${versions.gitlabRunner}\nCOPY . /sent/\n`);
  const tag = "localhost/runner-fleet-test/context:1";
  const ignoreFile = join(imageDirectory, ".dockerignore");
  expect((await buildah.build(imageDirectory, { tag, file, ignoreFile })).status).toBe(0);
  const sent = buildah.inside(tag, "0:0", "sh", "-c", "cd /sent && find * -type f");
  expect(sent.trimEnd().split("\n").sort()).toEqual(Object.keys(readSources()).filter((path) => path !== "Dockerfile"));
});
