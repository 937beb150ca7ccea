import { TerraformVariable } from "cdktf";
import type { ManagerImageProps } from "../src";
import { synth } from "./synthesised-image";

describe("wrong props are refused", () => {
  test.each<[Partial<ManagerImageProps>, string]>([
    [
      { runnerVersion: "v19.4.0" },
      `'runnerVersion' must be an exact version of three numbers, for instance 1.2.3, got "v19.4.0"`,
    ],
    [{ runnerVersion: "latest" }, `'runnerVersion' must be an exact version`],
    [{ pluginVersion: "1" }, `'pluginVersion' must be an exact version of three numbers, for instance 1.2.3, got "1"`],
    [{ architectures: [] }, `'architectures' must name at least one of amd64, arm64, got []`],
    [{ architectures: ["s390x" as "amd64"] }, `'architectures' must name at least one of amd64, arm64, got ["s390x"]`],
    [{ architectures: ["amd64", "amd64"] }, `'architectures' must name each architecture once, got ["amd64","amd64"]`],
    [{ repositoryName: "m" }, `'repositoryName' must be 2 to 256`],
    [{ repositoryName: `m${"x".repeat(256)}` }, `'repositoryName' must be 2 to 256`],
    [{ repositoryName: "Manager" }, `between them, in parts separated by /, got "Manager"`],
    [{ repositoryName: "a--b" }, `got "a--b"`],
    [{ repositoryName: "/manager" }, `got "/manager"`],
    [
      { kmsKeyArn: "arn:aws:kms:eu-west-1:123456789012:alias/x" },
      `'kmsKeyArn' must be the ARN of a KMS key (not of an alias)`,
    ],
    [{ keepImages: 1 }, `'keepImages' must be a whole number of at least 2, because a draining manager`],
    [{ keepImages: 2.5 }, `got 2.5`],
    [
      { baseRepository: "https://mirror.example.com/runner" },
      `'baseRepository' must be an image name without scheme, tag or digest`,
    ],
    [{ baseRepository: "mirror.example.com/runner:1" }, `got "mirror.example.com/runner:1"`],
    [
      { buildkitRepository: "b:1" },
      `'buildkitRepository' must be an image name without scheme, tag or digest, got "b:1"`,
    ],
    [
      { plugin: "mirror" as "registry" },
      `'plugin' must be 'registry', 'release', { registry } or { downloads }, got "mirror"`,
    ],
    [{ plugin: {} as "registry" }, `'plugin' must be 'registry', 'release', { registry } or { downloads }, got {}`],
    [
      { plugin: { registry: "https://m.example.com/p" } },
      `'plugin.registry' must be a host with a dot and without a port`,
    ],
    [{ plugin: { registry: "m.example.com:5000/p" } }, `got "m.example.com:5000/p"`],
    [{ plugin: { registry: "mirror/p" } }, `got "mirror/p"`],
    [{ plugin: { registry: "m.example.com" } }, `got "m.example.com"`],
    [{ plugin: { downloads: "m.example.com" } }, `'plugin.downloads' must be an http or https address without user`],
    [{ plugin: { downloads: "https://m.example.com/" } }, `got "https://m.example.com/"`],
    [{ plugin: { downloads: "https://u:p@m.example.com" } }, `'plugin.downloads' must be an http or https address`],
    [
      { plugin: { downloads: "http://m.example.com" }, pluginSha256: { amd64: "a".repeat(64) } },
      `'plugin.downloads' must be an https address unless 'pluginSha256' has every architecture`,
    ],
    [{ pluginSha256: { amd64: "A".repeat(64) } }, `'pluginSha256.amd64' must be 64 digits 0-9 and a-f`],
    [
      { architectures: ["amd64"], pluginSha256: { arm64: "a".repeat(64) } },
      `'pluginSha256' must name architectures that are built (amd64)`,
    ],
    [
      { buildArgs: { AWS_PLUGIN_DOWNLOADS: "x" } },
      `'buildArgs.AWS_PLUGIN_DOWNLOADS' is set by the prop 'plugin'; leave it out here`,
    ],
    [
      { buildArgs: { AWS_PLUGIN_SHA256_ARM64: "x" } },
      `'buildArgs.AWS_PLUGIN_SHA256_ARM64' is set by the prop 'pluginSha256'; leave it out here`,
    ],
    [{ runnerVersion: "${var.version}" }, `'runnerVersion' must be an exact version`],
    [
      { buildArgs: { RUNNER_VERSION: "1.2.3" } },
      `'buildArgs.RUNNER_VERSION' is set by the prop 'runnerVersion'; leave it out here`,
    ],
    [
      { buildArgs: { GO_REPO: "x" } },
      `'buildArgs.GO_REPO' is no argument of the Dockerfile; it has ALL_PROXY, BASE_DIGEST, FTP_PROXY, GOPROXY, GO_DIGEST, GO_REPOSITORY, GO_TAG, HTTPS_PROXY, HTTP_PROXY, NO_PROXY`,
    ],
    [{ buildArgs: { GO_TAG: "a\nb" } }, `'buildArgs.GO_TAG' must be one line without '\${' and '%{', got "a\\nb"`],
    [{ buildArgs: { GO_TAG: "${x}" } }, `'buildArgs.GO_TAG' must be one line`],
    [{ buildArgs: { https_proxy: "http://me:hunter2@proxy" } }, `'buildArgs.https_proxy' holds a password`],
  ])("%j", (props, message) => {
    expect(() => synth(props)).toThrow(message);
    expect(() => synth(props)).toThrow(/^stack\/Image: '/);
  });

  test("a password is not repeated in the message", () => {
    expect(() => synth({ buildArgs: { HTTPS_PROXY: "http://me:hunter2@proxy" } })).toThrow(
      /^(?!.*hunter2).*a password/,
    );
  });

  test.each(["runnerVersion", "pluginVersion", "baseRepository"] as const)("%s known at plan only", (prop) => {
    expect(() =>
      synth((scope) => ({ [prop]: new TerraformVariable(scope, "v", { type: "string" }).stringValue })),
    ).toThrow(`'${prop}' must be known at synthesis, because the image's tag is made from it; give a literal`);
  });

  test.each(["registry", "downloads"])("a plugin's %s known at plan only", (prop) => {
    expect(() =>
      synth((scope) => ({
        plugin: { [prop]: new TerraformVariable(scope, "v", { type: "string" }).stringValue } as { registry: string },
      })),
    ).toThrow(`'plugin.${prop}' must be known at synthesis`);
  });

  test("a plugin's checksum known at plan only", () => {
    expect(() =>
      synth((scope) => ({
        pluginSha256: { arm64: new TerraformVariable(scope, "v", { type: "string" }).stringValue },
      })),
    ).toThrow("'pluginSha256.arm64' must be known at synthesis");
  });

  test("a build argument known at plan only", () => {
    expect(() =>
      synth((scope) => ({ buildArgs: { GO_TAG: new TerraformVariable(scope, "v", { type: "string" }).stringValue } })),
    ).toThrow("'buildArgs.GO_TAG' must be known at synthesis");
  });

  test("what is right is accepted", () => {
    expect(
      synth({
        repositoryName: "team-a/runner_fleet.manager",
        keepImages: 2,
        plugin: { downloads: "http://mirror.example.com:8080/aws" },
        pluginSha256: { amd64: "a".repeat(64), arm64: "b".repeat(64) },
        baseRepository: "localhost:5000/gitlab-org/gitlab-runner",
        buildArgs: { no_proxy: "169.254.169.254", GO_REPOSITORY: "public.ecr.aws/docker/library/golang" },
      }).image.tag,
    ).toContain("19.4.0-aws1.1.0-");
  });
});
