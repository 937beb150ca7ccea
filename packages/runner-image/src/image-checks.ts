import { Token } from "cdktf";
import type { Architecture } from "./image-tag";
import { pluginDownloads, pluginRegistry, type PluginSource } from "./plugin-source";

/** One rule about one prop: what must hold, and how to say so. */
interface Check {
  readonly prop: string;
  readonly value: unknown;
  readonly holds: (value: never) => boolean;
  readonly must: string;
}

const version = /^\d+\.\d+\.\d+$/;
// https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html
const ecrName = /^(?:[a-z0-9]+(?:[._-][a-z0-9]+)*\/)*[a-z0-9]+(?:[._-][a-z0-9]+)*$/;
// https://pkg.go.dev/github.com/distribution/reference: an optional host, then a path, without tag or digest.
const pathPart = "[a-z0-9]+(?:(?:\\.|_{1,2}|-+)[a-z0-9]+)*";
const imageName = new RegExp(`^(?:[a-zA-Z0-9.-]+(?::\\d+)?/)?${pathPart}(?:/${pathPart})*$`);
const imageTag = /^\w[\w.-]{0,127}$/;
const digest = /^sha256:[a-f0-9]{64}$/;
const sha256 = /^[a-f0-9]{64}$/;
// The paths that Go's modules know, without capitals: `fleeting install` names a folder after the reference.
const pluginPath = /^[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)+(?:\/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)+$/;
const address = /^https?:\/\/[^\s/@?#]+(?:\/[^\s/@?#]+)*$/;
const keyArn = /^arn:[a-z0-9-]+:kms:[a-z0-9-]+:\d{12}:key\/[A-Za-z0-9-]+$/;
const knownArchitectures: readonly Architecture[] = ["amd64", "arm64"];

const isImageName = (value: string) => imageName.test(value);
const nameMust = "be an image name without scheme, tag or digest";

/** What an image that is built here must fulfil, beyond its types. */
export function builtImageChecks(props: {
  readonly runnerVersion: string;
  readonly pluginVersion: string;
  readonly architectures: readonly string[];
  readonly repositoryName: string;
  readonly kmsKeyArn?: string;
  readonly keepImages: number;
  readonly baseRepository?: string;
  readonly buildkitRepository?: string;
  readonly plugin: PluginSource;
  readonly pluginSha256?: Readonly<Partial<Record<Architecture, string>>>;
}): Check[] {
  const { architectures, pluginSha256 = {} } = props;
  return [
    ...(["runnerVersion", "pluginVersion"] as const).map((prop) => ({
      prop,
      value: props[prop],
      holds: (value: string) => version.test(value),
      must: "be an exact version of three numbers, for instance 1.2.3",
    })),
    {
      prop: "architectures",
      value: props.architectures,
      holds: (value: Architecture[]) => value.length > 0 && value.every((one) => knownArchitectures.includes(one)),
      must: `name at least one of ${knownArchitectures.join(", ")}`,
    },
    {
      prop: "architectures",
      value: props.architectures,
      holds: (value: string[]) => new Set(value).size === value.length,
      must: "name each architecture once",
    },
    {
      prop: "repositoryName",
      value: props.repositoryName,
      holds: (value: string) => value.length >= 2 && value.length <= 256 && ecrName.test(value),
      must: "be 2 to 256 lower-case letters, digits and single . _ - between them, in parts separated by /",
    },
    {
      prop: "kmsKeyArn",
      value: props.kmsKeyArn,
      holds: (value: string) => keyArn.test(value),
      must: "be the ARN of a KMS key (not of an alias)",
    },
    {
      prop: "keepImages",
      value: props.keepImages,
      holds: (value: number) => Number.isInteger(value) && value >= 2,
      must: "be a whole number of at least 2, because a draining manager still runs the image before the newest",
    },
    { prop: "baseRepository", value: props.baseRepository, holds: isImageName, must: nameMust },
    { prop: "buildkitRepository", value: props.buildkitRepository, holds: isImageName, must: nameMust },
    {
      prop: "plugin",
      value: props.plugin,
      holds: (value: PluginSource) => (pluginRegistry(value) === undefined) !== (pluginDownloads(value) === undefined),
      must: "be 'registry', 'release', { registry } or { downloads }",
    },
    {
      prop: "plugin.registry",
      value: pluginRegistry(props.plugin),
      holds: (value: string) => pluginPath.test(value),
      must: "be a host with a dot and without a port, and a path below it, because 'fleeting install' takes no other",
    },
    {
      prop: "plugin.downloads",
      value: pluginDownloads(props.plugin),
      holds: (value: string) => address.test(value),
      must: "be an http or https address without user, query and slash at its end",
    },
    {
      prop: "plugin.downloads",
      value: pluginDownloads(props.plugin),
      holds: (value: string) =>
        value.startsWith("https:") || architectures.every((one) => Object.hasOwn(pluginSha256, one)),
      must: "be an https address unless 'pluginSha256' has every architecture, because http lets anyone replace the checksums too",
    },
    {
      prop: "pluginSha256",
      value: pluginSha256,
      holds: (value: object) => Object.keys(value).every((one) => architectures.includes(one)),
      must: `name architectures that are built (${architectures.join(", ")})`,
    },
    ...Object.entries(pluginSha256).map(([architecture, value]) => ({
      prop: `pluginSha256.${architecture}`,
      value,
      holds: (text: string) => sha256.test(text),
      must: "be 64 digits 0-9 and a-f",
    })),
  ];
}

/** What a reference to an image in a registry must fulfil, beyond its types. */
export function registryImageChecks(props: {
  readonly repository: string;
  readonly tag: string;
  readonly digest?: string;
}): Check[] {
  return [
    { prop: "repository", value: props.repository, holds: isImageName, must: nameMust },
    {
      prop: "tag",
      value: props.tag,
      holds: (value: string) => imageTag.test(value),
      must: "be up to 128 letters, digits, dots, dashes and underscores, not starting with a dot or dash",
    },
    {
      prop: "tag",
      value: props.tag,
      holds: (value: string) => value !== "latest",
      must: "name one version, because a manager that restarts must get the image it had",
    },
    {
      prop: "digest",
      value: props.digest,
      holds: (value: string) => digest.test(value),
      must: "be sha256: and 64 hexadecimal digits",
    },
  ];
}

/**
 * Throws for the first check that fails. What is left out, or known to Terraform only, passes.
 *
 * @param where the path that starts the message
 * @throws Error naming the prop, the rule and the value
 */
export function assertAll(where: string, checks: readonly Check[]): void {
  for (const { prop, value, holds, must } of checks) {
    if (value === undefined || Token.isUnresolved(value)) continue;
    if (!holds(value as never)) throw new Error(`${where}: '${prop}' must ${must}, got ${JSON.stringify(value)}`);
  }
}
