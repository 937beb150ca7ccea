import * as z from "zod";
import { dockerServiceSchema } from "../docker-service";
import { pausePodsSchema } from "./pause-pods";
import { podSpecPatchSchema } from "./pod-spec-patch";
import { volumesSchema } from "./volumes";

/** The tables of `[runners.kubernetes]` that stand for themselves. */
export const kubernetesTables = {
  /**
   * Services of every job, besides its own.
   *
   * @default - none
   */
  services: z.array(dockerServiceSchema).optional(),
  /**
   * Volumes of every container of a pod, by kind.
   *
   * @default - none of yours
   */
  volumes: volumesSchema.optional(),
  /**
   * Changes to the pod that GitLab Runner would make, one after the other. They need
   * FF_USE_ADVANCED_POD_SPEC_CONFIGURATION, and can undo whatever the profile says.
   *
   * @default - none
   */
  podSpec: z.array(podSpecPatchSchema).optional(),
  /**
   * Pods that hold places on nodes, so that jobs need not wait for a node. The Pod Security level `restricted` refuses
   * them.
   *
   * @default - none
   */
  autoscaler: pausePodsSchema.optional(),
} as const;
