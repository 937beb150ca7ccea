import { cpu, size } from "./kubernetes-quantity";

/** The keys of `[runners.kubernetes]` about what the build container, which runs a job's script, may use. */
export const kubernetesBuildResources = {
  /**
   * The most CPU that the build container gets, in cores, or in thousandths of one with an `m`: `1.5`, `500m`. More is
   * not given.
   *
   * @default - that of the namespace's limit range; without one, none
   */
  cpuLimit: cpu(),
  /**
   * The most that a job may set with `KUBERNETES_CPU_LIMIT`.
   *
   * @default - a job may not set it
   */
  cpuLimitOverwriteMaxAllowed: cpu(),
  /**
   * CPU that a node must have left for the build container. Where all want more than there is, shares are by requests.
   *
   * @default - that of the namespace's limit range; without one, the limit
   */
  cpuRequest: cpu(),
  /**
   * The most that a job may set with `KUBERNETES_CPU_REQUEST`.
   *
   * @default - a job may not set it
   */
  cpuRequestOverwriteMaxAllowed: cpu(),
  /**
   * The most memory that the build container gets, in bytes, with a unit: `512Mi`. With more it is killed, and the job
   * fails.
   *
   * @default - that of the namespace's limit range; without one, none
   */
  memoryLimit: size(),
  /**
   * The most that a job may set with `KUBERNETES_MEMORY_LIMIT`.
   *
   * @default - a job may not set it
   */
  memoryLimitOverwriteMaxAllowed: size(),
  /**
   * Memory that a node must have left for the build container. On a node that runs short, pods that use more than they
   * requested are evicted first.
   *
   * @default - that of the namespace's limit range; without one, the limit
   */
  memoryRequest: size(),
  /**
   * The most that a job may set with `KUBERNETES_MEMORY_REQUEST`.
   *
   * @default - a job may not set it
   */
  memoryRequestOverwriteMaxAllowed: size(),
  /**
   * The most disk space that the build container gets, in bytes, with a unit: `2Gi`. Its own files and log count; the
   * pod's emptyDir volumes, the builds directory among them, count against the limits of all containers together. With
   * more the pod is evicted, and the job fails.
   *
   * @default - that of the namespace's limit range; without one, none
   */
  ephemeralStorageLimit: size(),
  /**
   * The most that a job may set with `KUBERNETES_EPHEMERAL_STORAGE_LIMIT`.
   *
   * @default - a job may not set it
   */
  ephemeralStorageLimitOverwriteMaxAllowed: size(),
  /**
   * Disk space that a node must have left for the build container.
   *
   * @default - that of the namespace's limit range; without one, the limit
   */
  ephemeralStorageRequest: size(),
  /**
   * The most that a job may set with `KUBERNETES_EPHEMERAL_STORAGE_REQUEST`.
   *
   * @default - a job may not set it
   */
  ephemeralStorageRequestOverwriteMaxAllowed: size(),
} as const;
