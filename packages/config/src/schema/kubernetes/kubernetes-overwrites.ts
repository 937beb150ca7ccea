import { regularExpression } from "./regular-expression";

const overwrite = () => regularExpression().optional();

/**
 * The keys of `[runners.kubernetes]` about what a job may choose by variables: regular expressions in Go's syntax, of at
 * most 1000 characters. It is enough that one matches somewhere in the value, so write it from `^` to `$`.
 */
export const kubernetesOverwrites = {
  /**
   * Namespaces that a job may choose for its pod with `KUBERNETES_NAMESPACE_OVERWRITE`. The manager has rights in
   * `namespace` alone; those in the others are yours to give.
   *
   * @default - a job may choose none
   */
  namespaceOverwriteAllowed: overwrite(),
  /**
   * Service accounts that a job may choose for its pod with `KUBERNETES_SERVICE_ACCOUNT_OVERWRITE`.
   *
   * @default - the names in `jobs.serviceAccounts`; without any, a job may choose none
   */
  serviceAccountOverwriteAllowed: overwrite(),
  /**
   * Labels, as `key=value`, that a job may add to its pod with variables whose names start with
   * `KUBERNETES_POD_LABELS_`.
   *
   * @default - a job may add none
   */
  podLabelsOverwriteAllowed: overwrite(),
  /**
   * Annotations, as `key=value`, that a job may add to its pod with variables whose names start with
   * `KUBERNETES_POD_ANNOTATIONS_`.
   *
   * @default - a job may add none
   */
  podAnnotationsOverwriteAllowed: overwrite(),
  /**
   * Labels of nodes, as `key=value`, that a job may ask for with variables whose names start with
   * `KUBERNETES_NODE_SELECTOR_`. They are added to `nodeSelector`, and replace its values.
   *
   * @default - a job may ask for none
   */
  nodeSelectorOverwriteAllowed: overwrite(),
  /**
   * Taints, as `key[=value][:effect]`, that a job may tolerate with variables whose names start with
   * `KUBERNETES_NODE_TOLERATIONS_`. They are added to `nodeTolerations`.
   *
   * @default - a job may tolerate no more
   */
  nodeTolerationsOverwriteAllowed: overwrite(),
} as const;
