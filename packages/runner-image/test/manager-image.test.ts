import childProcess from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack, TerraformVariable, Testing, Token } from "cdktf";
import { versions } from "@runner-fleet/config";
import { ManagerImage, type ManagerImageProps } from "../src";
import { readSources } from "../src/image-sources";
import type { Pins } from "../src/pins";
import { only, synth, type Synthesised } from "./synthesised-image";

const none: Pins = { images: {}, files: {} };
let mockPins = none;
jest.mock("../src/pins", () => ({ readPins: () => mockPins }));
beforeEach(() => {
  mockPins = none;
});

const environmentOf = (synthesised: Synthesised) =>
  only(synthesised, "terraform_data").provisioner[0]["local-exec"].environment;

describe("the repository", () => {
  test("three resources are made, no more", () => {
    const { resource } = synth();
    expect(Object.entries(resource).map(([type, all]) => `${Object.keys(all).length} ${type}`)).toEqual([
      "1 aws_ecr_lifecycle_policy",
      "1 aws_ecr_repository",
      "1 terraform_data",
    ]);
  });

  test("ids are public API", () => {
    expect(synth().image.node.children.map((child) => child.node.id)).toEqual([
      "Resource",
      "LifecyclePolicy",
      "Files",
      "Build",
    ]);
  });

  test("tags can't be overwritten, pushed images are scanned, and a destroy keeps images", () => {
    expect(only(synth(), "aws_ecr_repository")).toMatchObject({
      name: "runner-fleet/manager",
      image_tag_mutability: "IMMUTABLE",
      image_scanning_configuration: { scan_on_push: true },
      encryption_configuration: [{ encryption_type: "AES256" }],
      force_delete: false,
    });
  });

  test("a KMS key, tags and forced deletion are passed on", () => {
    const kmsKeyArn = "arn:aws:kms:eu-west-1:123456789012:key/mrk-1234abcd";
    expect(only(synth({ kmsKeyArn, forceDelete: true, tags: { team: "ci" } }), "aws_ecr_repository")).toMatchObject({
      encryption_configuration: [{ encryption_type: "KMS", kms_key: kmsKeyArn }],
      force_delete: true,
      tags: { team: "ci" },
    });
  });

  test("name, key and number of images may be Terraform expressions", () => {
    const synthesised = synth((scope) => {
      const variable = (id: string, type: string) => new TerraformVariable(scope, id, { type });
      return {
        repositoryName: variable("name", "string").stringValue,
        kmsKeyArn: variable("key", "string").stringValue,
        keepImages: variable("keep", "number").numberValue,
      };
    });
    expect(only(synthesised, "aws_ecr_repository")).toMatchObject({
      name: "${var.name}",
      encryption_configuration: [{ kms_key: "${var.key}" }],
    });
    expect(only(synthesised, "aws_ecr_lifecycle_policy").policy).toContain('"countNumber":${var.keep},');
  });

  test.each([
    [undefined, 10],
    [2, 2],
  ])(
    "keepImages %p keeps %p tagged images, and no untagged one expires, since a tagged one may refer to it",
    (keepImages, kept) => {
      const { rules } = JSON.parse(only(synth({ keepImages }), "aws_ecr_lifecycle_policy").policy);
      expect(rules.map((rule: { selection: object }) => rule.selection)).toEqual([
        { tagStatus: "tagged", tagPatternList: ["*"], countType: "imageCountMoreThan", countNumber: kept },
      ]);
    },
  );
});

describe("the build", () => {
  test("is a local command that runs on creation only, after the repository is there", () => {
    const build = only(synth(), "terraform_data");
    expect(build.depends_on).toEqual([expect.stringMatching(/^aws_ecr_repository\./)]);
    expect(build.provisioner).toHaveLength(1);
    const command = build.provisioner[0]["local-exec"];
    expect(command.when).toBe(undefined);
    expect(command.interpreter).toEqual(["bash"]);
    expect(command.command).toMatch(/^\$\{path\.module\}\/assets\/[A-Za-z0-9_]+\/[A-F0-9]+\/build\.sh$/);
  });

  test("pushes the tag that the construct exposes, to the repository it made", () => {
    const synthesised = synth();
    const environment = environmentOf(synthesised);
    const { image } = synthesised;
    expect(image.tag).toMatch(/^19\.4\.0-aws1\.1\.0-[a-f0-9]{12}$/);
    expect(environment.IMAGE_TAG).toBe(image.tag);
    expect(environment.IMAGE_REPOSITORY).toMatch(/^\$\{aws_ecr_repository\.[A-Za-z0-9_]+\.repository_url\}$/);
    const resource = environment.IMAGE_REPOSITORY!.replace(".repository_url}", "");
    expect(environment).toMatchObject({
      ECR_REGION: `${resource}.region}`,
      ECR_REGISTRY_ID: `${resource}.registry_id}`,
      ECR_REPOSITORY_NAME: `${resource}.name}`,
    });
    expect(only(synthesised, "terraform_data").triggers_replace).toEqual({
      image: `${environment.IMAGE_REPOSITORY}:${image.tag}`,
    });
    expect(image.hasPlugin).toBe(true);
    expect(Token.isUnresolved(image.repository)).toBe(true);
  });

  test("gets the platforms and every argument", () => {
    const environment = environmentOf(
      synth({
        runnerVersion: "19.3.1",
        pluginVersion: "1.0.1",
        architectures: ["arm64"],
        baseRepository: "mirror.example.com/gitlab-runner",
        buildkitRepository: "mirror.example.com/buildkit",
        buildArgs: {
          HTTPS_PROXY: "http://proxy.example.com:3128",
          GO_TAG: "1.26.8",
          GOPROXY: "https://go.example.com",
        },
        awsProfile: "ci",
        caBundle: "/etc/ca.pem",
      }),
    );
    expect(environment.PLATFORMS).toBe("linux/arm64");
    expect(environment.AWS_PROFILE).toBe("ci");
    expect(environment.CA_BUNDLE).toBe("/etc/ca.pem");
    expect(environment.BUILDKIT_IMAGE).toBe(`mirror.example.com/buildkit:v${versions.buildkit}`);
    expect(environment.BUILD_ARGS!.split("\n")).toEqual([
      "RUNNER_VERSION=19.3.1",
      "AWS_PLUGIN_VERSION=1.0.1",
      "BASE_REPOSITORY=mirror.example.com/gitlab-runner",
      "GOPROXY=https://go.example.com",
      "GO_TAG=1.26.8",
      "HTTPS_PROXY=http://proxy.example.com:3128",
    ]);
  });

  test("has the pinned versions, both architectures and no profile by default", () => {
    const environment = environmentOf(synth());
    expect(environment.PLATFORMS).toBe("linux/amd64,linux/arm64");
    expect(environment.BUILD_ARGS).toBe(
      `RUNNER_VERSION=${versions.gitlabRunner}\nAWS_PLUGIN_VERSION=${versions.awsPlugin}`,
    );
    expect(environment.BUILDKIT_IMAGE).toBe(`docker.io/moby/buildkit:v${versions.buildkit}`);
    expect(environment).not.toHaveProperty("AWS_PROFILE");
    expect(environment).not.toHaveProperty("CA_BUNDLE");
  });

  const argumentsOf = (props: Partial<ManagerImageProps>) =>
    environmentOf(synth(props)).BUILD_ARGS!.split("\n").slice(2);

  test.each<[NonNullable<ManagerImageProps["plugin"]>, string[]]>([
    ["registry", []],
    ["release", ["AWS_PLUGIN_DOWNLOADS=https://gitlab.com/gitlab-org/fleeting/plugins/aws/-/releases"]],
    [{ registry: "mirror.example.com/gitlab/plugins" }, ["AWS_PLUGIN_REGISTRY=mirror.example.com/gitlab/plugins"]],
    [{ downloads: "https://mirror.example.com/aws" }, ["AWS_PLUGIN_DOWNLOADS=https://mirror.example.com/aws"]],
  ])("the plugin comes from %j", (plugin, expected) => {
    expect(argumentsOf({ plugin })).toEqual(expected);
  });

  test("is held to the pins of what it starts from and of the plugin, from a mirror too", () => {
    const digest = (digit: string) => `sha256:${digit.repeat(64)}`;
    const sum = (digit: string) => digit.repeat(64);
    const registry = "registry.gitlab.com/gitlab-org/fleeting/plugins/aws";
    const release =
      "https://gitlab.com/gitlab-org/fleeting/plugins/aws/-/releases/v1.1.0/downloads/fleeting-plugin-aws";
    mockPins = {
      images: {
        "registry.gitlab.com/gitlab-org/gitlab-runner:alpine-v19.4.0": digest("a"),
        [`docker.io/library/golang:${versions.goImage}`]: digest("b"),
        [`docker.io/moby/buildkit:v${versions.buildkit}`]: digest("c"),
      },
      files: {
        [`${registry}:1.1.0 linux/amd64`]: sum("1"),
        [`${registry}:1.1.0 linux/arm64`]: sum("2"),
        [`${release}-linux-amd64`]: sum("3"),
        [`${release}-linux-arm64`]: sum("4"),
      },
    };
    const sums = (amd64: string, arm64: string) => [
      `AWS_PLUGIN_SHA256_AMD64=${sum(amd64)}`,
      `AWS_PLUGIN_SHA256_ARM64=${sum(arm64)}`,
    ];
    const images = [`BASE_DIGEST=${digest("a")}`, `GO_DIGEST=${digest("b")}`];
    expect(argumentsOf({})).toEqual([...sums("1", "2"), ...images]);
    expect(argumentsOf({ plugin: "release" }).slice(1)).toEqual([...sums("3", "4"), ...images]);
    expect(argumentsOf({ plugin: { registry: "m.example.com/p" } }).slice(1)).toEqual([...sums("1", "2"), ...images]);
    expect(argumentsOf({ plugin: { downloads: "https://m.example.com" } }).slice(1)).toEqual([
      ...sums("3", "4"),
      ...images,
    ]);
    expect(argumentsOf({ baseRepository: "m.example.com/runner" })).toContain(images[0]);
    expect(environmentOf(synth({ buildkitRepository: "m.example.com/b" })).BUILDKIT_IMAGE).toBe(
      `m.example.com/b:v${versions.buildkit}@${digest("c")}`,
    );
    // What the user says wins, and what is not of the pinned version is not held to its pin.
    expect(argumentsOf({ pluginSha256: { amd64: sum("9") } }).slice(0, 2)).toEqual(sums("9", "2"));
    expect(argumentsOf({ buildArgs: { BASE_DIGEST: "", GO_TAG: "1.26.9" } })).toEqual([
      ...sums("1", "2"),
      "BASE_DIGEST=",
      "GO_TAG=1.26.9",
    ]);
    expect(argumentsOf({ runnerVersion: "19.4.1", pluginVersion: "1.1.1" })).toEqual([images[1]]);
    expect(argumentsOf({ architectures: ["arm64"] })[0]).toBe(`AWS_PLUGIN_SHA256_ARM64=${sum("2")}`);
  });

  test("a pin that is new is another image", () => {
    const before = synth().image.tag;
    mockPins = { ...none, images: { "registry.gitlab.com/gitlab-org/gitlab-runner:alpine-v19.4.0": "sha256:a" } };
    expect(synth().image.tag).not.toBe(before);
  });

  test("is what a release can wait for", () => {
    const { resource } = JSON.parse(
      Testing.synthScope((scope) => {
        const image = new ManagerImage(scope, "Image", { repositoryName: "manager" });
        new EcrRepository(scope, "Release", { name: "stands-for-a-release", dependsOn: [image.ready] });
      }),
    );
    expect(resource.aws_ecr_repository.Release.depends_on).toEqual([
      `terraform_data.${Object.keys(resource.terraform_data)[0]}`,
    ]);
  });
});

describe("a synthesised stack", () => {
  const folder = mkdtempSync(join(tmpdir(), "manager-image-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  test("holds the Dockerfile and its programs, and synthesis starts no program, Terraform neither", () => {
    const calls = (["exec", "execFile", "execFileSync", "execSync", "fork", "spawn", "spawnSync"] as const).map(
      (name) => jest.spyOn(childProcess, name),
    );
    const app = new App({ outdir: join(folder, "out"), stackTraces: false });
    const stack = new TerraformStack(app, "test");
    new AwsProvider(stack, "aws", { region: "eu-west-1" });
    new ManagerImage(stack, "Image", { repositoryName: "manager" });
    app.synth();
    // The last one is the test's own, which shows that a call would have been seen.
    childProcess.execFileSync(process.execPath, ["--version"]);
    expect(calls.flatMap((call) => call.mock.calls.map(([command]) => command))).toEqual([process.execPath]);
    const root = join(folder, "out", "stacks", "test");
    const command = only(JSON.parse(readFileSync(join(root, "cdk.tf.json"), "utf8")), "terraform_data").provisioner[0][
      "local-exec"
    ].command;
    const script = command.replace("${path.module}", root);
    const copied = join(script, "..");
    expect(readdirSync(copied)).toEqual(
      expect.arrayContaining([".dockerignore", "build.sh", "docker-credential-runner-fleet"]),
    );
    expect(readSources(copied)).toEqual(readSources());
  });
});
