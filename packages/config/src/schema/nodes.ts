import { settings } from "./section";
import { quantity } from "./quantity";

/** What the largest node has to give to a pod: what `kubectl describe node` calls allocatable, less what DaemonSets request. */
export const largestNodeSchema = settings({
  /**
   * CPU, such as `7910m`.
   *
   * @default - not checked
   */
  cpu: quantity("7910m").optional(),
  /**
   * Memory, such as `29Gi`.
   *
   * @default - not checked
   */
  memory: quantity("29Gi").optional(),
  /**
   * Disk space for containers, such as `80Gi`.
   *
   * @default - not checked
   */
  ephemeralStorage: quantity("80Gi").optional(),
});

/** The nodes that pods of jobs run on. Nothing is made of it: it is held against what the pods ask for. */
export const nodesSchema = settings({
  /** What the largest node has to give. A pod that asks for more never starts. */
  largest: largestNodeSchema,
});
