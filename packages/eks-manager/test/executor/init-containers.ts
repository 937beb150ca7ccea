import type { Json } from "../chart/render-chart";
import { isOn } from "./feature-flags";
import { buildImage, helperImage } from "./job-images";
import { buildsDir } from "./job-variables";
import { resources } from "./overwrites";
import type { PodParts } from "./pod-parts";
import { pullPolicy } from "./pull-policy";
import { containerSecurityContext, withoutUndefined } from "./security-context";
import { logsDir, scriptsDir, volumeMounts } from "./volumes";

/**
 * The init containers, as `buildInitContainers` makes them. The second is left out only with
 * FF_USE_LEGACY_KUBERNETES_EXECUTION_STRATEGY and without dumb-init; it runs the helper image, with the helper's
 * resources. The first runs the job's image, to find out which user it has.
 */
export function initContainers(parts: PodParts): Json[] {
  const { runner, job, variables } = parts;
  const attaches = !isOn("FF_USE_LEGACY_KUBERNETES_EXECUTION_STRATEGY", runner, variables);
  const usesDumbInit = isOn("FF_USE_DUMB_INIT_WITH_KUBERNETES_EXECUTOR", runner, variables);
  const log = `${logsDir(runner)}/output.log`;
  const mounts = volumeMounts(runner, variables);
  const collector = {
    name: "init-build-uid-gid-collector",
    image: buildImage(parts),
    resources: resources(runner.kubernetes, variables, ""),
    securityContext: containerSecurityContext(runner.kubernetes, "build", job.user),
    volumeMounts: mounts,
    command: ["sh", "-c", `> ${buildsDir(runner)}/.gitlab-build-uid-gid`],
  };
  const permissions = {
    name: "init-permissions",
    image: helperImage(parts),
    resources: resources(runner.kubernetes, variables, "helper_"),
    securityContext: containerSecurityContext(runner.kubernetes, "init_permissions"),
    imagePullPolicy: pullPolicy(runner.kubernetes, job.pullPolicy),
    volumeMounts: mounts,
    command: [
      "sh",
      "-c",
      [
        ...(attaches ? [`touch ${log} && (chmod 777 ${log} || exit 0)`] : []),
        ...(usesDumbInit ? [`cp /usr/bin/dumb-init ${scriptsDir(runner)}`] : []),
      ].join(";\n"),
    ],
  };
  return [
    ...(isOn("FF_DISABLE_UMASK_FOR_KUBERNETES_EXECUTOR", runner, variables) ? [collector] : []),
    ...(attaches || usesDumbInit ? [permissions] : []),
  ].map(withoutUndefined);
}
