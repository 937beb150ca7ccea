import type { Json } from "../chart/render-chart";

const inKubernetes = new Map([
  ["always", "Always"],
  ["if-not-present", "IfNotPresent"],
  ["never", "Never"],
]);

/** A runner without policies has one, which is empty: Kubernetes decides by the image's tag. */
const ofRunner = (written: string | readonly string[] = [""]): readonly string[] =>
  typeof written === "string" ? [written] : written;

/**
 * The policy that the executor pulls an image with at first, as `preparePullManager` finds it: the first that the job
 * asks for, else of the runner's, as far as the runner allows it. A runner without a list of what it allows allows
 * what it pulls with itself.
 *
 * @returns undefined where Kubernetes decides by the image's tag
 * @throws Error if none of them is allowed
 */
export function pullPolicy(kubernetes: Json, asked: readonly string[] = []): string | undefined {
  const own = ofRunner(kubernetes.pull_policy);
  const wanted = asked.length > 0 ? asked : own;
  const allowed = kubernetes.allowed_pull_policies ?? own;
  const effective = wanted.find((policy) => allowed.includes(policy));
  if (effective === undefined) {
    throw new Error(
      `pull_policy ([${wanted.join(" ")}]) is not one of the allowed_pull_policies ([${allowed.join(" ")}])`,
    );
  }
  return inKubernetes.get(effective);
}
