import type { Json } from "../chart/render-chart";
import type { Job, JobService, RunnerTable } from "./job";
import { expand, type Variables } from "./job-variables";

const label = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const subdomain = /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** Services by the names of their containers, in the order in which the executor adds them. */
export type Services = readonly (readonly [container: string, service: JobService])[];

/**
 * The services of the runner, then those of the job, as `prepareOptions` names them: after the first alias that is free
 * and a label of DNS, else `svc-0`, `svc-1` and on. Containers and host names then follow the names' order.
 */
export function services(runner: RunnerTable, job: Job, variables: Variables): Services {
  const used = new Set<string>();
  let next = 0;
  const named = [...ofRunner(runner, variables), ...ofJob(job, variables)].map((service) => {
    const free = aliases(service).filter((alias) => !used.has(alias));
    const name = free.find((alias) => label.test(alias));
    free.slice(0, name === undefined ? free.length : free.indexOf(name) + 1).forEach((alias) => used.add(alias));
    return [name ?? `svc-${next++}`, service] as const;
  });
  return named.sort(([one], [other]) => (one < other ? -1 : 1));
}

function ofRunner({ kubernetes }: RunnerTable, variables: Variables): JobService[] {
  return (kubernetes.services ?? [])
    .map((service: Json) => ({
      ...service,
      name: expand(service.name, variables),
      alias: expand(service.alias ?? "", variables),
      variables: Object.fromEntries(
        (service.environment ?? []).map((entry: string) => {
          const at = entry.indexOf("=");
          return [entry.slice(0, at), entry.slice(at + 1)];
        }),
      ),
    }))
    .filter(({ name }: JobService) => name !== "");
}

const ofJob = (job: Job, variables: Variables): JobService[] =>
  (job.services ?? [])
    .map((service) => (typeof service === "string" ? { name: service } : service))
    .map((service) => ({
      ...service,
      name: expand(service.name, variables),
      alias: expand(service.alias ?? "", variables),
    }));

const aliases = ({ alias = "" }: JobService): string[] => alias.split(/[\s,]+/).filter((name) => name !== "");

/**
 * The host names of the pod, as `createHostAliases` makes them: services first, all of them on the loopback address that
 * the containers share, by the image's name with each `/` replaced, and by their aliases.
 *
 * @throws Error if an alias is no name of DNS
 */
export function hostAliases({ kubernetes }: RunnerTable, found: Services): Json[] {
  const hostnames = found.flatMap(([, service]) => {
    const wrong = aliases(service).find((alias) => !subdomain.test(alias));
    if (wrong !== undefined) {
      throw new Error(`provided host alias ${wrong} for service ${service.name} is invalid DNS`);
    }
    return [...imageAliases(service.name), ...aliases(service)];
  });
  const given = (kubernetes.host_aliases ?? []).map(({ ip, hostnames }: Json) => ({ ip, hostnames }));
  return [...(hostnames.length > 0 ? [{ ip: "127.0.0.1", hostnames }] : []), ...given];
}

/** `SplitNameAndVersion`: without digest, tag and the registry's port; what DNS does not take is left out. */
function imageAliases(image: string): string[] {
  const name = image
    .replace(/@.*$/, "")
    .replace(/:[^:/]+$/, "")
    .replace(/:\d+(?=\/)/, "");
  return [...new Set([name.replaceAll("/", "__"), name.replaceAll("/", "-")])].filter((alias) => subdomain.test(alias));
}
