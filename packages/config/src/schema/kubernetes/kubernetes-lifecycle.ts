import { integer } from "../value";
import { containerLifecycleSchema } from "./container-lifecycle";

/** The keys of `[runners.kubernetes]` about the start and the end of a pod. */
export const kubernetesLifecycle = {
  /**
   * What Kubernetes does right after the build container starts and before it ends.
   *
   * @default - nothing
   */
  containerLifecycle: containerLifecycleSchema.optional(),
  /**
   * Seconds that a pod has to end by itself, whoever ends it, before its processes are killed.
   *
   * @default - 30, Kubernetes' own
   */
  podTerminationGracePeriodSeconds: integer().optional(),
  /**
   * The same for a pod that GitLab Runner removes after its job.
   *
   * @default - that of the pod
   */
  cleanupGracePeriodSeconds: integer().optional(),
} as const;
