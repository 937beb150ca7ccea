import { imageTag, type ImageInputs } from "../src/image-tag";

const inputs: ImageInputs = {
  sources: { Dockerfile: "FROM a\n", "supervisor/main.go": "package main\n" },
  runnerVersion: "19.4.0",
  pluginVersion: "1.1.0",
  architectures: ["amd64", "arm64"],
  buildArgs: { GO_TAG: "1", HTTPS_PROXY: "2" },
};

test("the tag names both versions and 12 digits of the hash", () => {
  expect(imageTag(inputs)).toMatch(/^19\.4\.0-aws1\.1\.0-[0-9a-f]{12}$/);
});

test("the same inputs give the same tag, in whatever order they are listed", () => {
  const { Dockerfile, ...others } = inputs.sources;
  expect(
    imageTag({
      ...inputs,
      sources: { ...others, Dockerfile: Dockerfile! },
      architectures: ["arm64", "amd64"],
      buildArgs: { HTTPS_PROXY: "2", GO_TAG: "1" },
    }),
  ).toBe(imageTag(inputs));
});

test.each<[string, Partial<ImageInputs>]>([
  ["Dockerfile", { sources: { ...inputs.sources, Dockerfile: "FROM a\n\n" } }],
  ["supervisor", { sources: { ...inputs.sources, "supervisor/main.go": "package other\n" } }],
  ["names of sources", { sources: { Dockerfile: "FROM a\n", "supervisor/other.go": "package main\n" } }],
  ["runner's version", { runnerVersion: "19.4.1" }],
  ["plugin's version", { pluginVersion: "1.1.1" }],
  ["architectures", { architectures: ["amd64"] }],
  ["build arguments", { buildArgs: { GO_TAG: "1", HTTPS_PROXY: "3" } }],
  ["names of build arguments", { buildArgs: { GO_TAG: "1", HTTP_PROXY: "2" } }],
])("another value of the %s gives another hash", (_, change) => {
  const hash = (tag: string) => tag.split("-").at(-1);
  expect(hash(imageTag({ ...inputs, ...change }))).not.toBe(hash(imageTag(inputs)));
});
