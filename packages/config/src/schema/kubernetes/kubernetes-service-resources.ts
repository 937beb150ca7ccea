import { cpu, size } from "./kubernetes-quantity";

/** The keys of `[runners.kubernetes]` about what each service's container may use. */
export const kubernetesServiceResources = {
  /**
   * The most CPU that the container of a service gets, in cores, or in thousandths of one with an `m`: `1.5`, `500m`.
   * More is not given.
   *
   * @default - that of the namespace's limit range; without one, none
   */
  serviceCpuLimit: cpu(),
  /**
   * The most that a job may set with `KUBERNETES_SERVICE_CPU_LIMIT`.
   *
   * @default - a job may not set it
   */
  serviceCpuLimitOverwriteMaxAllowed: cpu(),
  /**
   * CPU that a node must have left for the container of a service. Where all want more than there is, shares are by
   * requests.
   *
   * @default - that of the namespace's limit range; without one, the limit
   */
  serviceCpuRequest: cpu(),
  /**
   * The most that a job may set with `KUBERNETES_SERVICE_CPU_REQUEST`.
   *
   * @default - a job may not set it
   */
  serviceCpuRequestOverwriteMaxAllowed: cpu(),
  /**
   * The most memory that the container of a service gets, in bytes, with a unit: `512Mi`. With more it is killed, and
   * the job fails.
   *
   * @default - that of the namespace's limit range; without one, none
   */
  serviceMemoryLimit: size(),
  /**
   * The most that a job may set with `KUBERNETES_SERVICE_MEMORY_LIMIT`.
   *
   * @default - a job may not set it
   */
  serviceMemoryLimitOverwriteMaxAllowed: size(),
  /**
   * Memory that a node must have left for the container of a service. On a node that runs short, pods that use more
   * than they requested are evicted first.
   *
   * @default - that of the namespace's limit range; without one, the limit
   */
  serviceMemoryRequest: size(),
  /**
   * The most that a job may set with `KUBERNETES_SERVICE_MEMORY_REQUEST`.
   *
   * @default - a job may not set it
   */
  serviceMemoryRequestOverwriteMaxAllowed: size(),
  /**
   * The most disk space that the container of a service gets, in bytes, with a unit: `2Gi`. Its own files and log
   * count; the pod's emptyDir volumes, the builds directory among them, count against the limits of all containers
   * together. With more the pod is evicted, and the job fails.
   *
   * @default - that of the namespace's limit range; without one, none
   */
  serviceEphemeralStorageLimit: size(),
  /**
   * The most that a job may set with `KUBERNETES_SERVICE_EPHEMERAL_STORAGE_LIMIT`.
   *
   * @default - a job may not set it
   */
  serviceEphemeralStorageLimitOverwriteMaxAllowed: size(),
  /**
   * Disk space that a node must have left for the container of a service.
   *
   * @default - that of the namespace's limit range; without one, the limit
   */
  serviceEphemeralStorageRequest: size(),
  /**
   * The most that a job may set with `KUBERNETES_SERVICE_EPHEMERAL_STORAGE_REQUEST`.
   *
   * @default - a job may not set it
   */
  serviceEphemeralStorageRequestOverwriteMaxAllowed: size(),
} as const;
