import * as z from "zod";
import { kubernetesPatterns, selectorPattern } from "../kubernetes-pattern";
import { section } from "../section";
import { integer, text, textList, textMap } from "../value";
import { nodeFieldRequirementSchema, nodeRequirementSchema, podRequirementSchema } from "./requirement";

const labelKeys = () => textList({ ...kubernetesPatterns.labelKey, since: "19.1" }).optional();

const weight = () => integer({ min: 1, max: 100 });

/** Nodes by what they have. All of it must hold. */
export const nodeSelectorTermSchema = section({
  /**
   * What must hold of the labels of a node.
   *
   * @default - nothing
   */
  matchExpressions: z.array(nodeRequirementSchema).optional(),
  /**
   * What must hold of the name of a node.
   *
   * @default - nothing
   */
  matchFields: z.array(nodeFieldRequirementSchema).optional(),
});

/** Nodes that a pod must have. */
export const nodeSelectorSchema = section({
  /** Kinds of nodes, at least one. A node of any of them will do. */
  nodeSelectorTerms: z.array(nodeSelectorTermSchema).min(1),
});

/** Nodes that a pod should have. */
export const preferredNodesSchema = section({
  /** How much the preference counts beside others, 1 to 100. */
  weight: weight(),
  /** The nodes that are preferred. */
  preference: nodeSelectorTermSchema,
});

/** `[runners.kubernetes.affinity.node_affinity]`: the nodes that a pod must or should have. */
export const nodeAffinitySchema = section({
  /**
   * Nodes that a pod must have to start.
   *
   * @default - any node
   */
  requiredDuringSchedulingIgnoredDuringExecution: nodeSelectorSchema.optional(),
  /**
   * Nodes that a pod gets if it can.
   *
   * @default - none
   */
  preferredDuringSchedulingIgnoredDuringExecution: z.array(preferredNodesSchema).optional(),
});

/** Objects by their labels. All of it must hold; `{}` is every object. */
export const labelSelectorSchema = section({
  /**
   * Labels that an object must have.
   *
   * @default - none
   */
  matchLabels: textMap(selectorPattern).optional(),
  /**
   * What must hold of its labels.
   *
   * @default - nothing
   */
  matchExpressions: z.array(podRequirementSchema).optional(),
});

/** Other pods, and how near is near. */
export const podAffinityTermSchema = section({
  /**
   * The pods, by their labels.
   *
   * @default - no pods
   */
  labelSelector: labelSelectorSchema.optional(),
  /**
   * Namespaces of those pods.
   *
   * @default - the pod's own, and those of `namespaceSelector`
   */
  namespaces: textList({ ...kubernetesPatterns.label, expected: "a Kubernetes namespace" }).optional(),
  /**
   * Namespaces of those pods, by their labels; `{}` is every namespace.
   *
   * @default - the pod's own, and those in `namespaces`
   */
  namespaceSelector: labelSelectorSchema.optional(),
  /** Label of nodes whose value is the same on nodes that are near: `kubernetes.io/hostname` is one node. */
  topologyKey: text(kubernetesPatterns.labelKey),
  /**
   * Keys of labels whose values those pods must share with the pod. Needs `labelSelector`.
   *
   * @default - none
   * @since GitLab Runner 19.1
   */
  matchLabelKeys: labelKeys(),
  /**
   * Keys of labels whose values those pods must not share with the pod. Needs `labelSelector`.
   *
   * @default - none
   * @since GitLab Runner 19.1
   */
  mismatchLabelKeys: labelKeys(),
});

/** Other pods that a pod should or should not have near. */
export const weightedPodsSchema = section({
  /** How much the preference counts beside others, 1 to 100. */
  weight: weight(),
  /** The other pods, and how near. */
  podAffinityTerm: podAffinityTermSchema,
});

/** `[runners.kubernetes.affinity.pod_affinity]`: other pods that a pod must or should have near. */
export const podAffinitySchema = section({
  /**
   * Pods that a pod must have near to start.
   *
   * @default - none
   */
  requiredDuringSchedulingIgnoredDuringExecution: z.array(podAffinityTermSchema).optional(),
  /**
   * Pods that a pod has near if it can.
   *
   * @default - none
   */
  preferredDuringSchedulingIgnoredDuringExecution: z.array(weightedPodsSchema).optional(),
});

/** `[runners.kubernetes.affinity.pod_anti_affinity]`: other pods that a pod must not or should not have near. */
export const podAntiAffinitySchema = section({
  /**
   * Pods that a pod must not have near to start.
   *
   * @default - none
   */
  requiredDuringSchedulingIgnoredDuringExecution: z.array(podAffinityTermSchema).optional(),
  /**
   * Pods that a pod avoids if it can.
   *
   * @default - none
   */
  preferredDuringSchedulingIgnoredDuringExecution: z.array(weightedPodsSchema).optional(),
});

/** `[runners.kubernetes.affinity]`: nodes and neighbours that a job's pod must or should have. */
export const affinitySchema = section({
  /**
   * The nodes that a pod must or should have.
   *
   * @default - any
   */
  nodeAffinity: nodeAffinitySchema.optional(),
  /**
   * Other pods that a pod must or should have near.
   *
   * @default - none
   */
  podAffinity: podAffinitySchema.optional(),
  /**
   * Other pods that a pod must not or should not have near.
   *
   * @default - none
   */
  podAntiAffinity: podAntiAffinitySchema.optional(),
});
