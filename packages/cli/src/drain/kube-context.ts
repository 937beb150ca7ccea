import { CommandError } from "../terminal/command-error";

/**
 * Name of the EKS cluster that a context is for, as `aws eks update-kubeconfig` and eksctl name their contexts.
 * `undefined` for contexts that somebody named otherwise.
 */
export function clusterOfContext(context: string): string | undefined {
  return (
    /^arn:aws[\w-]*:eks:[^:]*:\d+:cluster\/(.+)$/.exec(context)?.[1] ??
    /^[^@]+@([^.@]+)\.[\w-]+\.eksctl\.io$/.exec(context)?.[1]
  );
}

/**
 * Sees to it that the current context, which nobody chose for this, is not one of another cluster.
 *
 * @throws CommandError when it is
 */
export function checkContext(context: string, clusterName: string | undefined): void {
  const cluster = clusterOfContext(context);
  if (clusterName !== undefined && cluster !== undefined && cluster !== clusterName) {
    throw new CommandError(
      `kubectl's current context must be one of the cluster '${clusterName}' (cluster.name), got '${context}'; give --context`,
    );
  }
}
