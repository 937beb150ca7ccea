import { createHash } from "node:crypto";

/** A processor architecture, as Docker and Go name it. */
export type Architecture = "amd64" | "arm64";

/** Everything the content of a built image depends on, defaults filled in. */
export interface ImageInputs {
  /** Text of each file that gets into the build, by path. */
  readonly sources: Readonly<Record<string, string>>;
  /** Version of GitLab Runner, for instance 19.4.0. */
  readonly runnerVersion: string;
  /** Version of the fleeting plugin for AWS, for instance 1.1.0. */
  readonly pluginVersion: string;
  /** Architectures the image is built for, in any order. */
  readonly architectures: readonly Architecture[];
  /** Further build arguments by name, in any order. */
  readonly buildArgs: Readonly<Record<string, string>>;
}

/** The platforms as `docker buildx build --platform` takes them: sorted, separated by commas. */
export function imagePlatforms(inputs: ImageInputs): string {
  return [...inputs.architectures]
    .sort()
    .map((architecture) => `linux/${architecture}`)
    .join(",");
}

const byName = (record: Readonly<Record<string, string>>) =>
  Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));

/** All build arguments, one `NAME=value` a line: the two versions, then the others by name. */
export function imageBuildArguments(inputs: ImageInputs): string {
  return [
    ["RUNNER_VERSION", inputs.runnerVersion],
    ["AWS_PLUGIN_VERSION", inputs.pluginVersion],
    ...byName(inputs.buildArgs),
  ]
    .map(([name, value]) => `${name}=${value}`)
    .join("\n");
}

/**
 * The image's tag: both versions and the first 12 digits of the hash of all inputs, for instance
 * `19.4.0-aws1.1.0-0123456789ab`. The same inputs give the same tag, so a tag that exists needs no build.
 */
export function imageTag(inputs: ImageInputs): string {
  const content = JSON.stringify([byName(inputs.sources), imagePlatforms(inputs), imageBuildArguments(inputs)]);
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 12);
  return `${inputs.runnerVersion}-aws${inputs.pluginVersion}-${hash}`;
}
