import { kubernetesPatterns } from "./kubernetes-pattern";
import { quantity } from "./quantity";
import { settings } from "./section";
import { text } from "./value";

/** Where a cache in the cluster keeps its objects beyond its pod. */
export const cacheVolumeSchema = settings({
  /** StorageClass of the volume. */
  storageClass: text({ ...kubernetesPatterns.subdomain, expected: "a name of a StorageClass" }),
});

/** A small S3-compatible server in the manager's cluster, for clusters that have no bucket. */
export const cacheServerSchema = settings({
  /**
   * What the cache may hold.
   *
   * @default "20Gi"
   */
  size: quantity("20Gi").default("20Gi"),
  /**
   * A volume for the cache, which else lasts as long as its pod.
   *
   * @default - none
   */
  volume: cacheVolumeSchema.optional(),
});
