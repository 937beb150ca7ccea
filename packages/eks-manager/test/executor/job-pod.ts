import type { Json } from "../chart/render-chart";
import { containers } from "./containers";
import { isOn } from "./feature-flags";
import { initContainers } from "./init-containers";
import type { Job, RunnerTable } from "./job";
import { hostAliases, services } from "./job-services";
import { jobVariables } from "./job-variables";
import { atFirst, overwrittenMap, overwrittenText, resources } from "./overwrites";
import { podAnnotations, podLabels, projectUniqueName } from "./pod-metadata";
import { patchedSpec } from "./pod-patch";
import { dnsConfig, dnsPolicy, inCamelCase, tolerations } from "./scheduling";
import { podSecurityContext, withoutUndefined } from "./security-context";
import { volumes } from "./volumes";

/**
 * The pod that GitLab Runner 19.4 makes on Linux for a job, after `preparePodConfig` of its kubernetes executor
 * (executors/kubernetes/kubernetes.go). Suspendable environments and native steps, two experiments, make other pods.
 *
 * @param runner a `[[runners]]` table of config.toml, as a TOML parser gives it
 * @throws Error where the executor would fail the job before it makes the pod
 */
export function jobPod(runner: RunnerTable, job: Job): Json {
  const { kubernetes } = runner;
  const variables = jobVariables(runner, job);
  const parts = { runner, job, variables };
  const found = services(runner, job, variables);
  const withPatches = isOn("FF_USE_ADVANCED_POD_SPEC_CONFIGURATION", runner, variables);
  const spec = withoutUndefined({
    volumes: volumes(runner, variables),
    schedulerName: kubernetes.scheduler_name,
    serviceAccountName: overwrittenText(kubernetes, variables, "service_account"),
    automountServiceAccountToken: kubernetes.automount_service_account_token,
    restartPolicy: "Never",
    nodeSelector: overwrittenMap(kubernetes, variables, "node_selector"),
    tolerations: tolerations(overwrittenMap(kubernetes, variables, "node_tolerations", atFirst(":"))),
    initContainers: initContainers(parts),
    containers: containers(parts, found),
    terminationGracePeriodSeconds: kubernetes.pod_termination_grace_period_seconds,
    // A second more than the job has, so that GitLab ends it first.
    activeDeadlineSeconds: isOn("FF_USE_POD_ACTIVE_DEADLINE_SECONDS", runner, variables)
      ? (job.timeout ?? 3600) + 1
      : undefined,
    imagePullSecrets: pullSecrets(kubernetes),
    securityContext: podSecurityContext(kubernetes),
    hostAliases: hostAliases(runner, found),
    // There even when it is empty.
    affinity: inCamelCase(kubernetes.affinity ?? {}),
    dnsPolicy: dnsPolicy(kubernetes.dns_policy),
    dnsConfig: dnsConfig(kubernetes.dns_config),
    runtimeClassName: kubernetes.runtime_class_name,
    priorityClassName: kubernetes.priority_class_name,
    resources: resources(kubernetes, variables, "pod_"),
  });
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      name: podName(runner),
      namespace: overwrittenText(kubernetes, variables, "namespace") || "default",
      labels: podLabels(runner, variables),
      annotations: podAnnotations(runner, job, variables),
    },
    spec: withPatches ? patchedSpec(spec, kubernetes.pod_spec ?? []) : spec,
  };
}

/** `generateNameForK8sResources` ends the name with eight random characters; here they are always the same. */
const podName = (runner: RunnerTable): string => `${projectUniqueName(runner).slice(0, 54)}-00000000`;

/** `prepareImagePullSecrets`; the Secret of the job's own credentials is one more, made for each job that has any. */
function pullSecrets(kubernetes: Json): Json[] | undefined {
  const names: string[] = kubernetes.use_service_account_image_pull_secrets
    ? []
    : (kubernetes.image_pull_secrets ?? []);
  return names.length > 0 ? names.map((name) => ({ name })) : undefined;
}
