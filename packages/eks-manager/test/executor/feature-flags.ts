import type { RunnerTable } from "./job";
import type { Variables } from "./job-variables";

/** Defaults of the flags that change a job's pod, from GitLab Runner 19.4. */
const defaults = {
  FF_USE_LEGACY_KUBERNETES_EXECUTION_STRATEGY: false,
  FF_USE_DUMB_INIT_WITH_KUBERNETES_EXECUTOR: false,
  FF_DISABLE_UMASK_FOR_KUBERNETES_EXECUTOR: false,
  FF_KUBERNETES_HONOR_ENTRYPOINT: false,
  FF_USE_POD_ACTIVE_DEADLINE_SECONDS: true,
  FF_USE_ADVANCED_POD_SPEC_CONFIGURATION: false,
} as const;

/** A flag that changes a job's pod. */
export type FeatureFlag = keyof typeof defaults;

/** Whether a flag is on. What the runner's table says wins over a variable, the opposite of other settings. */
export function isOn(flag: FeatureFlag, runner: RunnerTable, variables: Variables): boolean {
  const written: boolean | undefined = runner.feature_flags?.[flag];
  const variable = variables.get(flag);
  return written ?? (variable === undefined ? defaults[flag] : ["1", "t", "true"].includes(variable.toLowerCase()));
}
