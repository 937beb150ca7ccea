import { EcrLifecyclePolicy } from "@cdktf/provider-aws/lib/ecr-lifecycle-policy";
import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository";
import { versions } from "@runner-fleet/config";
import { TerraformData } from "@runner-fleet/terraform-values";
import { AssetType, type IResolvable, type ITerraformDependable, TerraformAsset, Token } from "cdktf";
import { Construct } from "constructs";
import { assertBuildArgs } from "./build-args";
import { assertAll, builtImageChecks } from "./image-checks";
import { buildkitImage, imageInputs } from "./image-inputs";
import { imageDirectory, readSources } from "./image-sources";
import { type Architecture, imageBuildArguments, imagePlatforms, imageTag } from "./image-tag";
import { lifecyclePolicy } from "./lifecycle-policy";
import { readPins } from "./pins";
import { pluginDownloads, pluginRegistry, type PluginSource } from "./plugin-source";
import {
  type IManagerImage,
  officialImage,
  type OfficialImageProps,
  registryImage,
  type RegistryImageProps,
} from "./registry-image";

/** What the manager's image is made of and where it goes. */
export interface ManagerImageProps {
  /** Name of the ECR repository to make: 2 to 256 characters, unique in the account and region. */
  readonly repositoryName: string;

  /**
   * Version of GitLab Runner: three numbers. The base image `alpine-v<version>` must exist.
   *
   * @default - the version this release was made for (`versions.gitlabRunner`)
   */
  readonly runnerVersion?: string;

  /**
   * Version of the fleeting plugin for AWS: three numbers. config.toml must name the same one.
   *
   * @default - the version this release was made for (`versions.awsPlugin`)
   */
  readonly pluginVersion?: string;

  /**
   * Architectures of the nodes the manager may run on. Another architecture than that of the machine that builds needs
   * QEMU (binfmt_misc) there; without it the apply fails and says so.
   *
   * @default ["amd64", "arm64"]
   */
  readonly architectures?: readonly Architecture[];

  /**
   * ARN of the KMS key that encrypts the repository. A change replaces the repository.
   *
   * @default - AES-256 with ECR's own key
   */
  readonly kmsKeyArn?: string;

  /**
   * How many images the repository keeps, the newest first. At least 2: a draining manager still runs the one before.
   *
   * @default 10
   */
  readonly keepImages?: number;

  /**
   * Whether destroying the stack deletes the repository with the images in it.
   *
   * @default false
   */
  readonly forceDelete?: boolean | IResolvable;

  /**
   * Where GitLab Runner's image comes from, without tag: a mirror that keeps the tags `alpine-v<version>` and their
   * digests. The build can read what needs no login and any ECR registry its AWS credentials reach, pull-through caches
   * among them.
   *
   * @default - GitLab's registry
   */
  readonly baseRepository?: string;

  /**
   * Where BuildKit's image comes from, without tag, if a builder has to be made.
   *
   * @default - Docker Hub
   */
  readonly buildkitRepository?: string;

  /**
   * Where the plugin comes from: GitLab's registry, the plugin's release, or a mirror of either.
   *
   * @default "registry"
   */
  readonly plugin?: PluginSource;

  /**
   * SHA-256 that the plugin's program must have, 64 digits for each architecture; with another the build fails.
   *
   * @default - the one that `npm run pin` found for this source and version; if there is none, a program from a registry
   * is held against the registry's own digests, and one from a release against its `release.sha256`
   */
  readonly pluginSha256?: Readonly<Partial<Record<Architecture, string>>>;

  /**
   * A file of certificates in PEM format that the build trusts for modules and plugin, in place of the certificates of
   * its images: a path on the machine that applies. It does not get into the image. BuildKit has its own for registries.
   *
   * @default - the certificates of the images that build
   */
  readonly caBundle?: string;

  /**
   * Further build arguments: those of the Dockerfile (`GO_REPOSITORY`, `GO_TAG`, `GOPROXY`; `BASE_DIGEST` and
   * `GO_DIGEST`, where an empty one drops the pin) and Docker's for proxies (`HTTPS_PROXY`, …). Literals only, no
   * passwords.
   *
   * @default - none
   */
  readonly buildArgs?: Readonly<Record<string, string>>;

  /**
   * Profile of the AWS command line to build with, which can name a role to assume. The build is a local command: it
   * does not see the credentials or the role of Terraform's provider.
   *
   * @default - the AWS credentials in the environment of Terraform
   */
  readonly awsProfile?: string;

  /**
   * Tags of the repository.
   *
   * @default - the provider's default tags only
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * The manager's own image: an ECR repository, and the build that fills it.
 *
 * The build runs on apply, never at plan, on the machine that runs Terraform. The tag is made from everything the image
 * depends on and can't be overwritten: a tag that exists is not built again, and a manager that restarts gets the bytes
 * it had. Terraform does not look whether the image is still there; `-replace` the build to make it again.
 */
export class ManagerImage extends Construct implements IManagerImage {
  /**
   * An image that exists already, built elsewhere from this package's Dockerfile or one like it.
   *
   * @throws Error if the repository, tag or digest has not the form of one
   */
  static fromRegistry(props: RegistryImageProps): IManagerImage {
    return registryImage(props);
  }

  /** GitLab's own image. It has neither the plugin nor docker-credential-ecr-login. */
  static official(props?: OfficialImageProps): IManagerImage {
    return officialImage(props);
  }

  /** Address of the repository, known to Terraform after apply. */
  readonly repository: string;
  /** Tag of the image: versions and hash, known at synthesis. */
  readonly tag: string;
  /** Always true: the build fails without the plugin. */
  readonly hasPlugin = true;
  /** The build. What runs the image depends on it. */
  readonly ready: ITerraformDependable;
  /** ARN of the repository, known to Terraform after apply. */
  readonly repositoryArn: string;

  /** @throws Error if a prop breaks its rule; the message names prop, rule and value */
  constructor(scope: Construct, id: string, props: ManagerImageProps) {
    super(scope, id);
    const runnerVersion = props.runnerVersion ?? versions.gitlabRunner;
    const pluginVersion = props.pluginVersion ?? versions.awsPlugin;
    const architectures = props.architectures ?? ["amd64", "arm64"];
    const keepImages = props.keepImages ?? 10;
    const { repositoryName, kmsKeyArn, baseRepository, buildkitRepository, pluginSha256, buildArgs = {} } = props;
    const plugin = props.plugin ?? "registry";
    const sources = readSources();
    const pins = readPins();

    const known = {
      runnerVersion,
      pluginVersion,
      architectures,
      baseRepository,
      "plugin.registry": pluginRegistry(plugin),
      "plugin.downloads": pluginDownloads(plugin),
      ...Object.fromEntries(Object.entries(pluginSha256 ?? {}).map(([name, sum]) => [`pluginSha256.${name}`, sum])),
    };
    for (const [prop, value] of Object.entries(known)) {
      if (Token.isUnresolved(value)) {
        throw new Error(
          `${this.node.path}: '${prop}' must be known at synthesis, because the image's tag is made from it; give a literal`,
        );
      }
    }
    assertAll(
      this.node.path,
      builtImageChecks({
        runnerVersion,
        pluginVersion,
        architectures,
        repositoryName,
        kmsKeyArn,
        keepImages,
        baseRepository,
        buildkitRepository,
        plugin,
        pluginSha256,
      }),
    );
    assertBuildArgs(this.node.path, buildArgs, sources.Dockerfile ?? "");

    const inputs = imageInputs(
      { runnerVersion, pluginVersion, architectures, plugin, pluginSha256, baseRepository, buildArgs },
      sources,
      pins,
    );
    this.tag = imageTag(inputs);

    const repository = new EcrRepository(this, "Resource", {
      name: repositoryName,
      imageTagMutability: "IMMUTABLE",
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfiguration: [
        kmsKeyArn === undefined ? { encryptionType: "AES256" } : { encryptionType: "KMS", kmsKey: kmsKeyArn },
      ],
      forceDelete: props.forceDelete ?? false,
      tags: props.tags,
    });
    this.repository = repository.repositoryUrl;
    this.repositoryArn = repository.arn;

    new EcrLifecyclePolicy(this, "LifecyclePolicy", {
      repository: repository.name,
      policy: lifecyclePolicy(keepImages),
    });

    const files = new TerraformAsset(this, "Files", { path: imageDirectory, type: AssetType.DIRECTORY });
    this.ready = new TerraformData(this, "Build", {
      // Not the program that builds: a new one makes the same image.
      triggersReplace: { image: `${this.repository}:${this.tag}` },
      dependsOn: [repository],
      provisioners: [
        {
          type: "local-exec",
          // One argument of bash, so a path with a space stays whole and no file has to be executable.
          interpreter: ["bash"],
          command: `\${path.module}/${files.path}/build.sh`,
          environment: {
            IMAGE_REPOSITORY: this.repository,
            IMAGE_TAG: this.tag,
            ECR_REGION: repository.region,
            ECR_REGISTRY_ID: repository.registryId,
            ECR_REPOSITORY_NAME: repository.name,
            PLATFORMS: imagePlatforms(inputs),
            BUILD_ARGS: imageBuildArguments(inputs),
            BUILDKIT_IMAGE: buildkitImage(buildkitRepository, pins),
            ...(props.caBundle === undefined ? {} : { CA_BUNDLE: props.caBundle }),
            ...(props.awsProfile === undefined ? {} : { AWS_PROFILE: props.awsProfile }),
          },
        },
      ],
    });
  }
}
