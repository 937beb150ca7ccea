import { cpu, size } from "./kubernetes-quantity";

/**
 * The keys of `[runners.kubernetes]` about what the helper container, which fetches the repository and moves caches
 * and artifacts, may use.
 */
export const kubernetesHelperResources = {
  /**
   * The most CPU that the helper container gets, in cores, or in thousandths of one with an `m`: `1.5`, `500m`. More is
   * not given.
   *
   * @default - that of the namespace's limit range; without one, none
   */
  helperCpuLimit: cpu(),
  /**
   * The most that a job may set with `KUBERNETES_HELPER_CPU_LIMIT`.
   *
   * @default - a job may not set it
   */
  helperCpuLimitOverwriteMaxAllowed: cpu(),
  /**
   * CPU that a node must have left for the helper container. Where all want more than there is, shares are by requests.
   *
   * @default - that of the namespace's limit range; without one, the limit
   */
  helperCpuRequest: cpu(),
  /**
   * The most that a job may set with `KUBERNETES_HELPER_CPU_REQUEST`.
   *
   * @default - a job may not set it
   */
  helperCpuRequestOverwriteMaxAllowed: cpu(),
  /**
   * The most memory that the helper container gets, in bytes, with a unit: `512Mi`. With more it is killed, and the job
   * fails.
   *
   * @default - that of the namespace's limit range; without one, none
   */
  helperMemoryLimit: size(),
  /**
   * The most that a job may set with `KUBERNETES_HELPER_MEMORY_LIMIT`.
   *
   * @default - a job may not set it
   */
  helperMemoryLimitOverwriteMaxAllowed: size(),
  /**
   * Memory that a node must have left for the helper container. On a node that runs short, pods that use more than they
   * requested are evicted first.
   *
   * @default - that of the namespace's limit range; without one, the limit
   */
  helperMemoryRequest: size(),
  /**
   * The most that a job may set with `KUBERNETES_HELPER_MEMORY_REQUEST`.
   *
   * @default - a job may not set it
   */
  helperMemoryRequestOverwriteMaxAllowed: size(),
  /**
   * The most disk space that the helper container gets, in bytes, with a unit: `2Gi`. Its own files and log count; the
   * pod's emptyDir volumes, the builds directory among them, count against the limits of all containers together. With
   * more the pod is evicted, and the job fails.
   *
   * @default - that of the namespace's limit range; without one, none
   */
  helperEphemeralStorageLimit: size(),
  /**
   * The most that a job may set with `KUBERNETES_HELPER_EPHEMERAL_STORAGE_LIMIT`.
   *
   * @default - a job may not set it
   */
  helperEphemeralStorageLimitOverwriteMaxAllowed: size(),
  /**
   * Disk space that a node must have left for the helper container.
   *
   * @default - that of the namespace's limit range; without one, the limit
   */
  helperEphemeralStorageRequest: size(),
  /**
   * The most that a job may set with `KUBERNETES_HELPER_EPHEMERAL_STORAGE_REQUEST`.
   *
   * @default - a job may not set it
   */
  helperEphemeralStorageRequestOverwriteMaxAllowed: size(),
} as const;
