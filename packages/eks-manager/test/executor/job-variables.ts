import { ids, places, type Job, type RunnerTable } from "./job";

/** Variables by name, expanded. */
export type Variables = ReadonlyMap<string, string>;

/** Directory below which repositories are cloned. */
export const buildsDir = (runner: RunnerTable): string => runner.builds_dir ?? "/builds";

/**
 * The variables of a job as `Build.GetAllVariables` puts them together: of two with a name the later one wins, so a
 * job's own win over those of the runner.
 */
export function jobVariables(runner: RunnerTable, job: Job): Variables {
  const environment: string[] = runner.environment ?? [];
  const written = new Map<string, string>([
    ["CI_JOB_IMAGE", job.image ?? ""],
    ...environment.map((entry): [string, string] => {
      const at = entry.indexOf("=");
      return [entry.slice(0, at), entry.slice(at + 1)];
    }),
    ["CI_BUILDS_DIR", buildsDir(runner)],
    ["CI_PROJECT_DIR", `${buildsDir(runner)}/${places.namespace}/${places.projectName}`],
    ["CI_PROJECT_ID", String(ids.project)],
    ["CI_PROJECT_NAMESPACE", places.namespace],
    ["CI_PROJECT_NAMESPACE_ID", String(ids.namespace)],
    ["CI_PROJECT_ROOT_NAMESPACE", places.namespace],
    ["CI_JOB_ID", String(ids.job)],
    ...Object.entries(job.variables ?? {}),
  ]);
  return new Map([...written].map(([name, value]) => [name, expand(value, written)]));
}

/** What Go's `os.Expand` makes of a text: a variable that is not there is empty, and two dollars are one. */
export function expand(text: string, variables: Variables): string {
  return text.replace(/\$(?:\{([^}]*)\}|(\w+)|\$)/g, (match, inBraces?: string, bare?: string) =>
    match === "$$" ? "$" : (variables.get(inBraces ?? bare ?? "") ?? ""),
  );
}

/** A container's environment. `buildVariables` doubles each dollar, which Kubernetes would otherwise read itself. */
export const containerEnvironment = (variables: Variables) =>
  [...variables].map(([name, value]) => ({ name, value: value.replaceAll("$", "$$$$") }));
