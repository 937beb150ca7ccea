import { valuesWith, type Json } from "./render-chart";

/** Lines of one `[[runners]]` with the kubernetes executor; what is left out has no lines. */
export interface KubernetesRunner {
  /** Lines below `[[runners]]`. */
  readonly runner?: string;
  /** Lines below `[runners.feature_flags]`. */
  readonly flags?: string;
  /** Lines below `[runners.kubernetes]`, tables of it included. */
  readonly kubernetes?: string;
}

/** Values of a manager with these runners, whose jobs are pods, and no others. */
export function kubernetesValues(...runners: KubernetesRunner[]): Json {
  const tables = runners.map(
    ({ runner = "", flags = "", kubernetes = 'namespace = "jobs"' }, index) => `
[[runners]]
  name = "runner-${index}"
  url = "https://gitlab.com"
  id = ${index + 1}
  token = "\${TOKEN_${index}}"
  executor = "kubernetes"
  ${runner}
  [runners.feature_flags]
    ${flags}
  [runners.kubernetes]
    ${kubernetes}
`,
  );
  const keys = runners.map((_runner, index) => [`TOKEN_${index}`, `key-${index}`]);
  return valuesWith({
    config: { toml: `concurrent = 10\n${tables.join("")}` },
    tokens: { secretName: "tokens", env: Object.fromEntries(keys) },
    plugin: { install: "" },
  });
}

/** Lines below `[runners.kubernetes]` for a runner that keeps pause pods, with further lines of the autoscaler. */
export function pausePods(lines = ""): string {
  return `namespace = "jobs"
    [runners.kubernetes.autoscaler]
      ${lines}
      [[runners.kubernetes.autoscaler.policy]]
        idle_count = 1`;
}
