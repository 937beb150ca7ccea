import { cpu, size } from "./kubernetes-quantity";

/**
 * The keys of `[runners.kubernetes]` about what all containers of a pod may use together. They need Kubernetes 1.34,
 * or 1.32 with the feature gate PodLevelResources.
 */
export const kubernetesPodResources = {
  /**
   * The most CPU that the whole pod gets, in cores, or in thousandths of one with an `m`: `1.5`, `500m`. More is not
   * given.
   *
   * @default - the limits of the containers together
   * @since GitLab Runner 18.10
   */
  podCpuLimit: cpu("18.10"),
  /**
   * The most that a job may set with `KUBERNETES_POD_CPU_LIMIT`.
   *
   * @default - a job may not set it
   * @since GitLab Runner 18.10
   */
  podCpuLimitOverwriteMaxAllowed: cpu("18.10"),
  /**
   * CPU that a node must have left for the whole pod. Where all want more than there is, shares are by requests.
   *
   * @default - the requests of the containers together
   * @since GitLab Runner 18.10
   */
  podCpuRequest: cpu("18.10"),
  /**
   * The most that a job may set with `KUBERNETES_POD_CPU_REQUEST`.
   *
   * @default - a job may not set it
   * @since GitLab Runner 18.10
   */
  podCpuRequestOverwriteMaxAllowed: cpu("18.10"),
  /**
   * The most memory that the whole pod gets, in bytes, with a unit: `512Mi`. With more it is killed, and the job fails.
   *
   * @default - the limits of the containers together
   * @since GitLab Runner 18.10
   */
  podMemoryLimit: size("18.10"),
  /**
   * The most that a job may set with `KUBERNETES_POD_MEMORY_LIMIT`.
   *
   * @default - a job may not set it
   * @since GitLab Runner 18.10
   */
  podMemoryLimitOverwriteMaxAllowed: size("18.10"),
  /**
   * Memory that a node must have left for the whole pod. On a node that runs short, pods that use more than they
   * requested are evicted first.
   *
   * @default - the requests of the containers together
   * @since GitLab Runner 18.10
   */
  podMemoryRequest: size("18.10"),
  /**
   * The most that a job may set with `KUBERNETES_POD_MEMORY_REQUEST`.
   *
   * @default - a job may not set it
   * @since GitLab Runner 18.10
   */
  podMemoryRequestOverwriteMaxAllowed: size("18.10"),
} as const;
