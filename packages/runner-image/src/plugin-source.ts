import type { Architecture } from "./image-tag";
import { origins } from "./origins";

/**
 * Where the fleeting plugin for AWS comes from.
 *
 * - `registry`: from GitLab's registry, by `gitlab-runner fleeting install`.
 * - `release`: the program of the plugin's release, held against the `release.sha256` beside it.
 * - `{ registry }`: as `registry`, from a mirror: host and path below which the image `aws` lies. The host has a dot and
 *   no port, as `fleeting install` wants it, and asks for no login.
 * - `{ downloads }`: as `release`, from a mirror: address without the slash at its end, below which lie
 *   `v<version>/downloads/fleeting-plugin-aws-linux-<architecture>` and `v<version>/downloads/release.sha256`.
 */
export type PluginSource = "registry" | "release" | { readonly registry: string } | { readonly downloads: string };

/** The registry of a source, if it is one. */
export function pluginRegistry(source: PluginSource): string | undefined {
  if (typeof source === "object") return "registry" in source ? source.registry : undefined;
  return source === "registry" ? origins.pluginRegistry : undefined;
}

/** The address of the releases of a source, if they are one. */
export function pluginDownloads(source: PluginSource): string | undefined {
  if (typeof source === "object") return "downloads" in source ? source.downloads : undefined;
  return source === "release" ? origins.pluginReleases : undefined;
}

/** The name under which a program's checksum is pinned. A mirror's program has the checksum of the original. */
export function pinnedPlugin(source: PluginSource, version: string, architecture: Architecture): string {
  return pluginDownloads(source) === undefined
    ? `${origins.pluginRegistry}/aws:${version} linux/${architecture}`
    : `${origins.pluginReleases}/v${version}/downloads/fleeting-plugin-aws-linux-${architecture}`;
}
