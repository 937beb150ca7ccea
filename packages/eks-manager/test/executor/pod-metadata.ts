import type { Json } from "../chart/render-chart";
import { ids, places, type Job, type RunnerTable } from "./job";
import { expand, type Variables } from "./job-variables";
import { overwrittenMap } from "./overwrites";

const domain = "runner.gitlab.com";

/** `ShortenToken`; a token that is only a reference to the environment stands for one of nine zeros. */
const shortToken = (token = ""): string =>
  token === "" || token.includes("$")
    ? "000000000"
    : token.replace(/^(glrt-(t[123]_)?|t[123]_|glrtr-|glcbt-|GR[0-9A-Fa-f]{7})/, "").slice(0, 9);

/** `ProjectUniqueName`: the beginning of the pod's name. */
export const projectUniqueName = ({ token }: RunnerTable): string =>
  `runner-${shortToken(token)}-project-${ids.project}-concurrent-${ids.concurrent}`
    .toLowerCase()
    .replace(/[^-a-z0-9]/g, "")
    .slice(0, 63);

/** `sanitizeLabel`: what Kubernetes does not take in a label's value is replaced or cut off. */
export function labelValue(text: string): string {
  const trimmed = (value: string) => value.replace(/^[-_.]+|[-_.]+$/g, "");
  return trimmed(trimmed(text.replace(/[^a-zA-Z0-9\-_.]/g, "_")).slice(0, 63));
}

/** The labels of the pod, as `buildLabels` makes them. Nothing in the executor's own domain can be overwritten. */
export function podLabels(runner: RunnerTable, variables: Variables): Record<string, string> {
  const own = {
    pod: projectUniqueName(runner),
    [`project.${domain}/id`]: String(ids.project),
    [`project.${domain}/namespace-id`]: String(ids.namespace),
    [`project.${domain}/name`]: places.projectName,
    [`project.${domain}/namespace`]: places.namespace,
    [`project.${domain}/root-namespace`]: places.namespace,
    [`project.${domain}/root-namespace-id`]: String(ids.rootNamespace),
    [`job.${domain}/pod`]: projectUniqueName(runner),
    [`manager.${domain}/name`]: labelValue(runner.name ?? ""),
    [`manager.${domain}/id-short`]: labelValue(shortToken(runner.token)),
  };
  const given = Object.entries<string>(overwrittenMap(runner.kubernetes, variables, "pod_labels"))
    .filter(([key]) => !new RegExp(`(^|.*\\.)${domain.replaceAll(".", "\\.")}(/.*|$)`, "i").test(key))
    .map(([key, value]) => [key, labelValue(expand(value, variables))]);
  return { ...own, ...Object.fromEntries(given) };
}

/** The annotations of the pod, as `buildPodAnnotations` makes them; here the runner and the job win. */
export function podAnnotations(runner: RunnerTable, job: Job, variables: Variables): Json {
  const given = Object.entries<string>(overwrittenMap(runner.kubernetes, variables, "pod_annotations")).map(
    ([key, value]) => [key, expand(value, variables)],
  );
  return {
    [`job.${domain}/id`]: String(ids.job),
    [`job.${domain}/url`]: `${places.server}/${places.namespace}/${places.projectName}/-/jobs/${ids.job}`,
    [`job.${domain}/sha`]: places.sha,
    [`job.${domain}/before_sha`]: places.beforeSha,
    [`job.${domain}/ref`]: places.ref,
    [`job.${domain}/name`]: places.jobName,
    [`job.${domain}/timeout`]: goDuration(job.timeout ?? 3600),
    [`project.${domain}/id`]: String(ids.project),
    ...Object.fromEntries(given),
  };
}

/** Seconds as Go writes a duration: `1h0m0s`, `10m0s`, `30s`. */
function goDuration(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60];
  const parts = hours > 0 ? [`${hours}h`, `${minutes}m`] : minutes > 0 ? [`${minutes}m`] : [];
  return [...parts, `${rest}s`].join("");
}
