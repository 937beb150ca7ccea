import { UsageError } from "../terminal/command-error";
import type { DrainOptions } from "./drain-options";
import type { Platform } from "./manager-place";

/** The flags that say where managers are. */
export type PlaceFlags = Pick<DrainOptions, "region" | "cluster" | "namespace" | "context" | "kubeconfig">;

/** The platform that each of them is for. */
const platforms: Readonly<Record<keyof PlaceFlags, { readonly of: readonly Platform[]; readonly named: string }>> = {
  region: { of: ["ec2", "fargate"], named: "EC2 or Fargate" },
  cluster: { of: ["fargate"], named: "Fargate" },
  namespace: { of: ["kubernetes"], named: "Kubernetes" },
  context: { of: ["kubernetes"], named: "Kubernetes" },
  kubeconfig: { of: ["kubernetes"], named: "Kubernetes" },
};

/**
 * Sees to it that no flag is given that means nothing for the managers' platform.
 *
 * @throws UsageError when there is one
 */
export function checkFlags(flags: PlaceFlags, platform: Platform): void {
  for (const [flag, { of, named }] of Object.entries(platforms)) {
    if (flags[flag as keyof PlaceFlags] !== undefined && !of.includes(platform)) {
      throw new UsageError(`--${flag}: is for managers on ${named}, but these are on ${platform}; leave it out`);
    }
  }
}

/**
 * A value that a flag has to say where nothing else does.
 *
 * @throws UsageError when neither says it
 */
export function valueOrFlag(
  flag: keyof PlaceFlags,
  flags: PlaceFlags,
  value: string | undefined,
  reason: string,
): string {
  const found = flags[flag] ?? value;
  if (found === undefined) {
    throw new UsageError(`--${flag}: must be given, since ${reason}`);
  }
  return found;
}
