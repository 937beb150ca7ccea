import { kubernetesPatterns, selectorPattern, tolerationsPattern } from "../kubernetes-pattern";
import { flag, text, textMap } from "../value";
import { affinitySchema } from "./affinity";

const objectName = (expected: string) => text({ ...kubernetesPatterns.subdomain, expected }).optional();

/** The keys of `[runners.kubernetes]` about the nodes that pods run on, and which pods come first. */
export const kubernetesScheduling = {
  /**
   * Labels that a node must have to run pods of jobs. `kubernetes.io/arch` also chooses the helper's image.
   *
   * @default - any node
   */
  nodeSelector: textMap(selectorPattern).optional(),
  /**
   * Taints that a job's pod tolerates: `<key>=<value>`, or `<key>` for any value, with the taint's effect, or "" for
   * every effect.
   *
   * @default - none
   */
  nodeTolerations: textMap(tolerationsPattern).optional(),
  /**
   * Nodes and neighbours that a job's pod must or should have.
   *
   * @default - none
   */
  affinity: affinitySchema.optional(),
  /**
   * PriorityClass of a job's pod.
   *
   * @default - the cluster's default
   */
  priorityClassName: objectName("a name of a PriorityClass"),
  /**
   * Scheduler that chooses a node for a job's pod.
   *
   * @default - the cluster's default
   */
  schedulerName: objectName("a name of a scheduler"),
  /**
   * RuntimeClass of a job's pod, such as that of gVisor or Kata Containers. A pod with one that does not exist is refused.
   *
   * @default - the nodes' own
   */
  runtimeClassName: objectName("a name of a RuntimeClass"),
  /**
   * Whether every job's pod has a PodDisruptionBudget, so that draining its node waits for the job.
   *
   * @default - false
   * @since GitLab Runner 18.11
   */
  podDisruptionBudget: flag({ since: "18.11" }).optional(),
} as const;
