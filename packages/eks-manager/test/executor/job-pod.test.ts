import { readConfig, renderConfigToml, type RunnerFleetInput } from "@runner-fleet/config";
import { parse } from "smol-toml";
import type { Json } from "../chart/render-chart";
import type { Job } from "./job";
import { jobPod } from "./job-pod";

const pod = (kubernetes: Json = {}, job: Job = {}, runner: Json = {}) =>
  jobPod(
    { name: "pods", token: "glrt-t1_abcdefghijkl", ...runner, kubernetes: { image: "ruby:3.4", ...kubernetes } },
    job,
  );

const flags = (...names: string[]) => ({ feature_flags: Object.fromEntries(names.map((name) => [name, true])) });

test("a pod has the containers build and helper, and the init container init-permissions", () => {
  const { metadata, spec } = pod();
  expect(metadata.name).toBe("runner-abcdefghi-project-7-concurrent-0-00000000");
  expect(spec.initContainers.map(({ name }: Json) => name)).toEqual(["init-permissions"]);
  expect(spec.containers.map(({ name }: Json) => name)).toEqual(["build", "helper"]);
  expect(spec.initContainers[0].image).toBe(spec.containers[1].image);
  expect(spec.initContainers[0].command.at(-1)).toBe(
    "touch /logs-7-42/output.log && (chmod 777 /logs-7-42/output.log || exit 0)",
  );
  // The executor attaches to the shell of each.
  expect(spec.containers.map(({ stdin }: Json) => stdin)).toEqual([true, true]);
  expect(spec).toMatchObject({ restartPolicy: "Never", affinity: {}, dnsPolicy: "ClusterFirst", resources: {} });
});

test.each([
  ["by default", {}, ["init-permissions"]],
  ["with the legacy strategy", flags("FF_USE_LEGACY_KUBERNETES_EXECUTION_STRATEGY"), []],
  [
    "with the legacy strategy and dumb-init",
    flags("FF_USE_LEGACY_KUBERNETES_EXECUTION_STRATEGY", "FF_USE_DUMB_INIT_WITH_KUBERNETES_EXECUTOR"),
    ["init-permissions"],
  ],
  [
    "without umask",
    flags("FF_DISABLE_UMASK_FOR_KUBERNETES_EXECUTOR"),
    ["init-build-uid-gid-collector", "init-permissions"],
  ],
])("the init containers %s", (_name, runner, expected) => {
  const { initContainers } = pod({}, {}, runner).spec;
  expect(initContainers.map(({ name }: Json) => name)).toEqual(expected);
});

test("the collector of the user's id is a build container as far as security goes", () => {
  const kubernetes = { build_container_security_context: { run_as_user: 5 }, cpu_limit: "2" };
  const { spec } = pod(kubernetes, {}, flags("FF_DISABLE_UMASK_FOR_KUBERNETES_EXECUTOR"));
  expect(spec.initContainers[0]).toMatchObject({
    image: "ruby:3.4",
    resources: { limits: { cpu: "2" } },
    securityContext: spec.containers[0].securityContext,
  });
});

test("with dumb-init it is the first process of build and helper, copied by the init container", () => {
  const { spec } = pod({}, {}, flags("FF_USE_DUMB_INIT_WITH_KUBERNETES_EXECUTOR"));
  expect(spec.initContainers[0].command.at(-1)).toMatch(/;\ncp \/usr\/bin\/dumb-init \/scripts-7-42$/);
  for (const { command } of spec.containers) {
    expect(command.slice(0, 2)).toEqual(["/scripts-7-42/dumb-init", "--"]);
  }
});

test("the job's image and user are for the build container; the helper has neither", () => {
  const [build, helper] = pod({}, { image: "node:24", user: "1234" }).spec.containers;
  expect(build).toMatchObject({ image: "node:24", securityContext: { runAsUser: 1234 } });
  expect(helper.securityContext).not.toHaveProperty("runAsUser");
});

test.each([
  [{}, /gitlab-runner-helper:x86_64-v19\./],
  [{ node_selector: { "kubernetes.io/arch": "arm64" } }, /gitlab-runner-helper:arm64-v19\./],
  [{ helper_image_flavor: "ubi-fips" }, /gitlab-runner-helper:ubi-fips-x86_64-v19\./],
  [{ helper_image: "registry.example.com/helper:1" }, /^registry\.example\.com\/helper:1$/],
])("the helper's image with %j", (kubernetes, image) => {
  expect(pod(kubernetes).spec.containers[1].image).toMatch(image);
});

test("a job without an image fails where the runner has none either", () => {
  expect(() => pod({ image: "" })).toThrow("no image specified and no default set in config");
});

test("the pod ends a second after the job's time, unless the flag is off", () => {
  expect(pod({}, { timeout: 600 }).spec.activeDeadlineSeconds).toBe(601);
  expect(pod({}, { timeout: 600 }).metadata.annotations["job.runner.gitlab.com/timeout"]).toBe("10m0s");
  const off = { feature_flags: { FF_USE_POD_ACTIVE_DEADLINE_SECONDS: false } };
  expect(pod({}, { timeout: 600 }, off).spec).not.toHaveProperty("activeDeadlineSeconds");
});

test("a flag of the runner's wins over the job's variable", () => {
  const variables = { FF_USE_POD_ACTIVE_DEADLINE_SECONDS: "false" };
  expect(pod({}, { variables }).spec).not.toHaveProperty("activeDeadlineSeconds");
  expect(pod({}, { variables }, flags("FF_USE_POD_ACTIVE_DEADLINE_SECONDS")).spec.activeDeadlineSeconds).toBe(3601);
});

test("patches of the pod's spec count only with their flag", () => {
  const pod_spec = [{ name: "users", patch: "hostUsers: false" }];
  expect(pod({ pod_spec }).spec).not.toHaveProperty("hostUsers");
  expect(pod({ pod_spec }, {}, flags("FF_USE_ADVANCED_POD_SPEC_CONFIGURATION")).spec.hostUsers).toBe(false);
});

test("what the pod is scheduled by arrives under the names of Kubernetes, labels as they are", () => {
  const { spec } = pod({
    affinity: {
      pod_anti_affinity: {
        preferred_during_scheduling_ignored_during_execution: [
          {
            weight: 5,
            pod_affinity_term: { topology_key: "zone", label_selector: { match_labels: { my_label: "a_b" } } },
          },
        ],
      },
    },
    scheduler_name: "other",
    priority_class_name: "low",
    runtime_class_name: "gvisor",
    pod_termination_grace_period_seconds: 30,
    image_pull_secrets: ["registry"],
    container_lifecycle: { pre_stop: { http_get: { port: 80, http_headers: [{ name: "a_b", value: "c" }] } } },
    dns_policy: "none",
    dns_config: { nameservers: ["192.0.2.53"], options: [{ name: "ndots", value: "2" }] },
  });
  expect(spec).toMatchObject({
    affinity: {
      podAntiAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [
          { weight: 5, podAffinityTerm: { topologyKey: "zone", labelSelector: { matchLabels: { my_label: "a_b" } } } },
        ],
      },
    },
    schedulerName: "other",
    priorityClassName: "low",
    runtimeClassName: "gvisor",
    terminationGracePeriodSeconds: 30,
    imagePullSecrets: [{ name: "registry" }],
    dnsPolicy: "None",
    dnsConfig: { nameservers: ["192.0.2.53"], options: [{ name: "ndots", value: "2" }] },
  });
  expect(spec.containers[1].lifecycle).toEqual({
    preStop: { httpGet: { port: 80, httpHeaders: [{ name: "a_b", value: "c" }] } },
  });
  expect(spec.initContainers[0]).not.toHaveProperty("lifecycle");
});

describe("a job of a fleet without root", () => {
  const description = {
    gitlab: { url: "https://gitlab.example.com" },
    cluster: { name: "ci" },
    fleets: { pods: { executor: "kubernetes", limit: 4, kubernetes: { image: "ruby:3.4" } } },
  } satisfies RunnerFleetInput;
  const [runner] = parse(String(renderConfigToml(readConfig(description).config))).runners as Json[];
  const { spec } = jobPod(runner, { services: ["redis:8"] });
  const variable = (container: Json, name: string) => container.env.find((entry: Json) => entry.name === name)?.value;

  test("has its home in the volume of the builds, in every container that has variables", () => {
    const [build, , service] = spec.containers;
    expect([build, service].map((container) => variable(container, "HOME"))).toEqual(["/builds", "/builds"]);
  });

  test("puts caches together in that volume", () => {
    const mounts = spec.containers[1].volumeMounts.filter(({ mountPath }: Json) =>
      runner.cache_dir.startsWith(`${mountPath}/`),
    );
    expect(mounts).toEqual([{ name: "repo", mountPath: "/builds" }]);
  });
});
