import { Token } from "cdktf";
import type { Architecture } from "./image-tag";

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
}): Check[] {
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
