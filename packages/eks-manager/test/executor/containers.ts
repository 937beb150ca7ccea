import type { Json } from "../chart/render-chart";
import { isOn } from "./feature-flags";
import type { Job, JobService } from "./job";
import { buildImage, helperImage } from "./job-images";
import type { Services } from "./job-services";
import { containerEnvironment, expand } from "./job-variables";
import { resources, type Resources } from "./overwrites";
import type { PodParts } from "./pod-parts";
import { pullPolicy } from "./pull-policy";
import { lifecycle } from "./scheduling";
import { containerSecurityContext, withoutUndefined } from "./security-context";
import { scriptsDir, volumeMounts } from "./volumes";

/** The shell that scripts are given to. `BashDetectShellScript` looks for it in more places. */
const shell = ["sh", "-c", "if [ -x /bin/bash ]; then exec /bin/bash; else exec /bin/sh; fi"];

/** The containers of the pod: build, helper, and one for each service. */
export function containers(parts: PodParts, services: Services): Json[] {
  const { runner, job, variables } = parts;
  const { kubernetes } = runner;
  return [
    container(parts, {
      name: "build",
      image: buildImage(parts),
      env: containerEnvironment(variables),
      resources: resources(kubernetes, variables, ""),
      securityContext: containerSecurityContext(kubernetes, "build", job.user),
      imagePullPolicy: pullPolicy(kubernetes, job.pullPolicy),
      ...commandOf(parts, job, shellCommand(parts)),
    }),
    container(parts, {
      name: "helper",
      image: helperImage(parts),
      resources: resources(kubernetes, variables, "helper_"),
      // The job's user is for the job's image; the helper takes one from the runner's table only.
      securityContext: containerSecurityContext(kubernetes, "helper"),
      imagePullPolicy: pullPolicy(kubernetes, job.pullPolicy),
      ...commandOf(parts, {}, shellCommand(parts)),
    }),
    ...services.map(([name, service]) => serviceContainer(parts, name, service)),
  ];
}

function serviceContainer(parts: PodParts, name: string, service: JobService): Json {
  const { runner, variables } = parts;
  const own = Object.entries(service.variables ?? {}).map(([key, value]) => [key, expand(value, variables)] as const);
  return container(parts, {
    name,
    image: service.name,
    env: containerEnvironment(new Map([...variables, ...own])),
    resources: serviceResources(parts, service),
    securityContext: containerSecurityContext(runner.kubernetes, "service", service.user),
    imagePullPolicy: pullPolicy(runner.kubernetes, service.pullPolicy),
    ...commandOf(parts, service),
  });
}

/** A service's own variables overwrite for it alone; the job's for all services. */
function serviceResources({ runner, variables }: PodParts, service: JobService): Resources {
  const own = Object.entries(service.variables ?? {});
  return resources(runner.kubernetes, new Map([...variables, ...own]), "service_");
}

/** What `buildContainer` gives to all of them. */
const container = ({ runner, variables }: PodParts, own: Json): Json =>
  withoutUndefined({
    ...own,
    volumeMounts: volumeMounts(runner, variables),
    lifecycle: lifecycle(runner.kubernetes.container_lifecycle),
    stdin: true,
  });

/**
 * `getCommandAndArgs`: the entrypoint of the YAML file is the command, and its command the arguments; where the image's
 * own entrypoint is honoured, the runner's shell becomes its arguments.
 */
function commandOf(
  { runner, variables }: PodParts,
  image: Pick<Job, "entrypoint" | "command">,
  given?: string[],
): Json {
  if (isOn("FF_KUBERNETES_HONOR_ENTRYPOINT", runner, variables)) {
    return { args: given };
  }
  const ofImage = image.entrypoint && image.entrypoint.length > 0 ? image.entrypoint : undefined;
  return { command: given ?? ofImage, args: image.command && image.command.length > 0 ? image.command : undefined };
}

const shellCommand = ({ runner, variables }: PodParts): string[] =>
  isOn("FF_USE_DUMB_INIT_WITH_KUBERNETES_EXECUTOR", runner, variables)
    ? [`${scriptsDir(runner)}/dumb-init`, "--", ...shell]
    : shell;
