import { versions } from "@runner-fleet/config";
import type { Architecture, ImageInputs } from "./image-tag";
import { origins } from "./origins";
import type { Pins } from "./pins";
import { pinnedPlugin, pluginDownloads, pluginRegistry, type PluginSource } from "./plugin-source";

/** What a user says about the content of an image, defaults filled in. */
export interface ImageContent {
  /** Version of GitLab Runner. */
  readonly runnerVersion: string;
  /** Version of the fleeting plugin for AWS. */
  readonly pluginVersion: string;
  /** Architectures the image is built for. */
  readonly architectures: readonly Architecture[];
  /** Where the plugin comes from. */
  readonly plugin: PluginSource;

  /**
   * Checksum of the plugin for each architecture.
   *
   * @default - the pinned one, if there is one
   */
  readonly pluginSha256?: Readonly<Partial<Record<Architecture, string>>>;

  /**
   * Where GitLab Runner's image comes from, without tag.
   *
   * @default - GitLab's registry
   */
  readonly baseRepository?: string;
  /** Further build arguments, which win over the pins. */
  readonly buildArgs: Readonly<Record<string, string>>;
}

/** What is not undefined of a record. */
const given = (record: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(record).filter((entry): entry is [string, string] => entry[1] !== undefined));

/**
 * Everything an image is made of. A mirror is held to the digests and checksums of the original, since it has the same
 * bytes.
 */
export function imageInputs(content: ImageContent, sources: Readonly<Record<string, string>>, pins: Pins): ImageInputs {
  const { runnerVersion, pluginVersion, architectures, plugin, pluginSha256 = {}, baseRepository, buildArgs } = content;
  const registry = pluginRegistry(plugin);
  return {
    sources,
    runnerVersion,
    pluginVersion,
    architectures,
    buildArgs: {
      ...given({
        BASE_REPOSITORY: baseRepository,
        BASE_DIGEST: pins.images[`${origins.base}:alpine-v${runnerVersion}`],
        GO_DIGEST: pins.images[`${origins.go}:${buildArgs.GO_TAG ?? versions.goImage}`],
        AWS_PLUGIN_REGISTRY: registry === origins.pluginRegistry ? undefined : registry,
        AWS_PLUGIN_DOWNLOADS: pluginDownloads(plugin),
        ...Object.fromEntries(
          architectures.map((architecture) => [
            `AWS_PLUGIN_SHA256_${architecture.toUpperCase()}`,
            pluginSha256[architecture] ?? pins.files[pinnedPlugin(plugin, pluginVersion, architecture)],
          ]),
        ),
      }),
      ...buildArgs,
    },
  };
}

/** BuildKit's image, for a builder that has to be made. */
export function buildkitImage(repository: string | undefined, pins: Pins): string {
  const tag = `v${versions.buildkit}`;
  const digest = pins.images[`${origins.buildkit}:${tag}`];
  return `${repository ?? origins.buildkit}:${tag}${digest === undefined ? "" : `@${digest}`}`;
}
