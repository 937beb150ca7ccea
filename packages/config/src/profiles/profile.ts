import type * as z from "zod";
import type { kubernetesSchema } from "../schema/kubernetes/kubernetes";

/** A part of what a description may write under `kubernetes`. */
export type PodTable = Partial<z.input<typeof kubernetesSchema>>;

/** Levels of the Pod Security Standards, the strictest first. */
export type PodSecurityLevel = "restricted" | "baseline" | "privileged";

/** A coherent starting point for the pods of jobs. What a fleet writes itself wins, value by value. */
export interface Profile {
  /** The strictest Pod Security level that admits pods with these settings; the jobs' namespace enforces it. */
  readonly podSecurity: PodSecurityLevel;
  /** Whom the profile is for and what it costs, in one sentence. */
  readonly why: string;
  /** The part of `kubernetes` that the profile sets. */
  readonly kubernetes: PodTable;
  /**
   * Variables of every job, each as `NAME=value`, that the settings above make necessary. GitLab Runner expands
   * `$CI_BUILDS_DIR` to the directory of `buildsDir`. One that the fleet's `environment` names too is left to the fleet.
   */
  readonly environment: readonly string[];
  /**
   * Whether caches are put together below `buildsDir`, since the user of the helper container may not make `/cache`. A
   * `cacheDir` of the fleet wins.
   */
  readonly cacheBelowBuilds: boolean;
}
