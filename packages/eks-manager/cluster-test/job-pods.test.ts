import type { Json } from "../test/chart/render-chart";
import {
  job,
  levels,
  makeNamespaces,
  refusalOf,
  removeNamespaces,
  runnerTable,
  takesPrivileged,
  type Level,
  type PodFleet,
} from "./job-pods-cluster";
import { KubeClient } from "./kube-client";

const client = new KubeClient();

beforeAll(() => makeNamespaces(client));
afterAll(() => removeNamespaces(client));

const refusal = (level: Level, runner: Json) => refusalOf(client, level, runner);

/** The levels that take a pod. */
async function takenBy(runner: Json): Promise<Level[]> {
  const refusals = await Promise.all(levels.map((level) => refusal(level, runner)));
  return levels.filter((_level, index) => refusals[index] === "");
}

describe("each profile fits its level, and no stricter one", () => {
  test.each([
    ["restricted", ["restricted", "baseline", "privileged"]],
    ["image-builds", ["privileged"]],
  ] as const)("%s", async (profile, expected) => {
    expect(await takenBy(runnerTable({ profile }))).toEqual(expected);
  });

  test("image builds differ from 'restricted' in their build container alone", async () => {
    const refused = await refusal("restricted", runnerTable({ profile: "image-builds" }));
    expect(refused).toContain('unrestricted capabilities (container "build" must not include "SETGID", "SETUID"');
    expect(refused).toContain('allowPrivilegeEscalation != false (container "build" must set');
    expect(refused).toContain('seccompProfile (container "build" must not set');
    expect(refused).not.toMatch(/"(helper|svc-0|init-permissions)"/);
    expect(await refusal("baseline", runnerTable({ profile: "image-builds" }))).toContain(
      'seccompProfile (container "build" must not set securityContext.seccompProfile.type to "Unconfined")',
    );
  });
});

describe("privileged containers fit 'privileged' alone", () => {
  const inService = { privileged: true, allowPrivilegeEscalation: true };
  test.each<[name: string, fleet: Partial<PodFleet>, containers: number[], said: string]>([
    [
      "that of the job and those of services, as 'privileged' has them",
      { profile: "privileged" },
      [0, 2],
      '"build", "svc-0"',
    ],
    [
      "those of services, over 'restricted'",
      { kubernetes: { image: "ruby:3.4", serviceContainerSecurityContext: inService } },
      [2],
      '"svc-0"',
    ],
  ])("%s", async (_name, fleet, containers, said) => {
    const runner = runnerTable(fleet);
    const allowed = await takesPrivileged(client);
    const byServer = containers.map((index) => `spec.containers[${index}].securityContext.privileged`);
    expect(inServersWords(await refusal("privileged", runner))).toEqual(allowed ? [] : byServer);
    const plural = containers.length > 1 ? "s" : "";
    const byLevel = `privileged (container${plural} ${said} must not set securityContext.privileged=true)`;
    for (const level of ["restricted", "baseline"] as const) {
      const refused = await refusal(level, runner);
      expect(inServersWords(refused)).toEqual(allowed ? [] : byServer);
      expect(refused).toContain(allowed ? byLevel : "disallowed by cluster policy");
    }
  });

  /** The fields that an API server without `--allow-privileged` names. */
  const inServersWords = (message: string) =>
    message.match(/spec\.\w+\[\d\]\.securityContext\.privileged(?=: Forbidden)/g) ?? [];
});

const init = '"init-permissions", "build", "helper", "svc-0"';

/** What a fleet writes over `restricted`, the levels that then refuse its pods, and what the first of them says. */
const loosenings: readonly [
  name: string,
  kubernetes: PodFleet["kubernetes"],
  refusedBy: readonly Level[],
  said: string,
][] = [
  [
    "escalation in every container",
    { allowPrivilegeEscalation: true },
    ["restricted"],
    `allowPrivilegeEscalation != false (containers ${init} must set securityContext.allowPrivilegeEscalation=false)`,
  ],
  [
    "escalation in the build container",
    { buildContainerSecurityContext: { allowPrivilegeEscalation: true } },
    ["restricted"],
    'allowPrivilegeEscalation != false (container "build" must set',
  ],
  [
    "root in the whole pod",
    { podSecurityContext: { runAsNonRoot: false, runAsUser: 0 } },
    ["restricted"],
    "runAsNonRoot != true (pod must not set securityContext.runAsNonRoot=false)",
  ],
  [
    "root in the helper",
    { helperContainerSecurityContext: { runAsUser: 0 } },
    ["restricted"],
    'runAsUser=0 (container "helper" must not set runAsUser=0)',
  ],
  [
    "root in the init container",
    { initPermissionsContainerSecurityContext: { runAsUser: 0 } },
    ["restricted"],
    'runAsUser=0 (container "init-permissions" must not set runAsUser=0)',
  ],
  [
    "no seccomp in the build container",
    { buildContainerSecurityContext: { seccompProfile: { type: "Unconfined" } } },
    ["restricted", "baseline"],
    'seccompProfile (container "build" must not set securityContext.seccompProfile.type to "Unconfined")',
  ],
  [
    "no seccomp in the whole pod",
    { podSecurityContext: { seccompProfile: { type: "Unconfined" } } },
    ["restricted", "baseline"],
    'seccompProfile (pod must not set securityContext.seccompProfile.type to "Unconfined")',
  ],
  [
    "no AppArmor",
    { podSecurityContext: { appArmorProfile: { type: "Unconfined" } } },
    ["restricted", "baseline"],
    "forbidden AppArmor profile",
  ],
  [
    "a capability of root's",
    { capAdd: ["SYS_ADMIN"] },
    ["restricted", "baseline"],
    `containers ${init} must not include "SYS_ADMIN" in securityContext.capabilities.add`,
  ],
  [
    "a capability that is common",
    { capAdd: ["CHOWN"] },
    ["restricted"],
    `unrestricted capabilities (containers ${init} must not include "CHOWN" in securityContext.capabilities.add)`,
  ],
  [
    "one capability dropped in place of all",
    { buildContainerSecurityContext: { capabilities: { drop: ["NET_RAW"] } } },
    ["restricted"],
    'unrestricted capabilities (container "build" must set securityContext.capabilities.drop=["ALL"])',
  ],
  [
    "a directory of the node",
    { volumes: { hostPath: [{ name: "docker", mountPath: "/var/run/docker.sock" }] } },
    ["restricted", "baseline"],
    'restricted volume types (volume "docker" uses restricted volume type "hostPath")',
  ],
  [
    "a volume of an NFS server",
    { volumes: { nfs: [{ name: "share", mountPath: "/share", server: "nfs.example.com", path: "/" }] } },
    ["restricted"],
    'restricted volume types (volume "share" uses restricted volume type "nfs")',
  ],
  [
    "another SELinux type",
    { helperContainerSecurityContext: { selinuxType: "spc_t" } },
    ["restricted", "baseline"],
    'seLinuxOptions (container "helper" set forbidden securityContext.seLinuxOptions: type "spc_t")',
  ],
  [
    "the node's network, by a patch",
    { podSpec: [{ name: "network", patch: "hostNetwork: true" }] },
    ["restricted", "baseline"],
    "host namespaces (hostNetwork=true)",
  ],
].map(([name, kubernetes, ...rest]) => [name, { image: "ruby:3.4", ...(kubernetes as object) }, ...rest] as never);

test.each(loosenings)("over 'restricted', %s is refused", async (_name, kubernetes, refusedBy, said) => {
  const runner = runnerTable({ kubernetes });
  expect(await takenBy(runner)).toEqual(levels.filter((level) => !refusedBy.includes(level)));
  expect(await refusal("restricted", runner)).toContain(said);
});

test.each<[name: string, kubernetes: Omit<PodFleet["kubernetes"], "image">]>([
  ["another user", { podSecurityContext: { runAsUser: 59417, runAsGroup: 59417, fsGroup: 59417 } }],
  ["ports below 1024", { capAdd: ["NET_BIND_SERVICE"] }],
  ["a root file system that is read-only", { buildContainerSecurityContext: { readOnlyRootFilesystem: true } }],
  ["a token of the service account", { automountServiceAccountToken: true }],
  ["volumes of the cluster", { volumes: { pvc: [{ name: "data", mountPath: "/data" }] } }],
])("over 'restricted', %s is taken everywhere", async (_name, kubernetes) => {
  expect(await takenBy(runnerTable({ kubernetes: { image: "ruby:3.4", ...kubernetes } }))).toEqual(levels);
});

describe("what 'restricted' sets", () => {
  /** The keys of the rendered table, and what the level says to a pod whose table lacks one. */
  const needed: readonly [key: string, said: string][] = [
    ["privileged", ""],
    ["automount_service_account_token", ""],
    ["helper_container_security_context.read_only_root_filesystem", ""],
    ["init_permissions_container_security_context.read_only_root_filesystem", ""],
    ["pod_security_context.run_as_user", ""],
    ["pod_security_context.run_as_group", ""],
    ["allow_privilege_escalation", `containers ${init} must set securityContext.allowPrivilegeEscalation=false`],
    ["cap_drop", `containers ${init} must set securityContext.capabilities.drop=["ALL"]`],
    ["pod_security_context.run_as_non_root", `pod or containers ${init} must set securityContext.runAsNonRoot=true`],
    ["pod_security_context.seccomp_profile", `pod or containers ${init} must set securityContext.seccompProfile.type`],
  ];

  test("is each of these keys", () => {
    // Every fleet has those, whatever its profile.
    const { image: _image, namespace: _namespace, pod_annotations: _annotations, ...table } = runnerTable().kubernetes;
    const keys = Object.entries(table).flatMap(([key, value]) =>
      typeof value === "object" && !Array.isArray(value)
        ? Object.keys(value as Json).map((inner) => `${key}.${inner}`)
        : [key],
    );
    expect(keys.sort()).toEqual(needed.map(([key]) => key).sort());
  });

  test.each(needed)("without '%s' the level says '%s'", async (path, said) => {
    const runner = runnerTable();
    const keys = path.split(".");
    const last = keys.pop() as string;
    delete keys.reduce((table, key) => table[key], runner.kubernetes)[last];
    const refused = await refusal("restricted", runner);
    expect(refused === "" ? "" : refused.includes(said) && said).toBe(said);
  });
});

test("a job can't choose to be root, even where the list of users names it", async () => {
  const runner = runnerTable({ kubernetes: { image: "ruby:3.4", allowedUsers: ["0"], allowedGroups: ["0"] } });
  expect(await refusalOf(client, "restricted", runner, { ...job, user: "0:0" })).toBe("");
});

test("root without more rights, as docs/job-profiles.md has it for images that insist on it, fits 'baseline'", async () => {
  const kubernetes = {
    image: "ruby:3.4",
    podSecurityContext: { runAsNonRoot: false, runAsUser: 0, runAsGroup: 0 },
    capDrop: ["NET_RAW"],
  };
  expect(await takenBy(runnerTable({ kubernetes }))).toEqual(["baseline", "privileged"]);
});

test("a pod with settings of every kind has no key that Kubernetes does not know", async () => {
  const selector = { matchLabels: { app: "job" }, matchExpressions: [{ key: "team", operator: "Exists" as const }] };
  const podAffinityTerm = {
    topologyKey: "kubernetes.io/hostname",
    labelSelector: selector,
    namespaceSelector: selector,
  };
  const node = { matchExpressions: [{ key: "pool", operator: "In" as const, values: ["ci"] }] };
  const runner = runnerTable({
    kubernetes: {
      image: "ruby:3.4",
      cpuLimit: "2",
      memoryRequest: "1Gi",
      ephemeralStorageLimit: "10Gi",
      helperCpuRequest: "100m",
      serviceMemoryLimit: "512Mi",
      podMemoryLimit: "4Gi",
      nodeSelector: { "kubernetes.io/arch": "arm64" },
      nodeTolerations: { "ci=true": "NoSchedule", spot: "" },
      affinity: {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [node] },
          preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, preference: node }],
        },
        podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [podAffinityTerm] },
        podAntiAffinity: {
          preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 2, podAffinityTerm }],
        },
      },
      podLabels: { team: "shop" },
      podAnnotations: { "example.com/note": "a note" },
      podTerminationGracePeriodSeconds: 30,
      imagePullSecrets: ["registry"],
      pullPolicy: ["if-not-present"],
      dnsPolicy: "none",
      dnsConfig: { nameservers: ["192.0.2.53"], searches: ["example.com"], options: [{ name: "ndots", value: "2" }] },
      hostAliases: [{ ip: "192.0.2.1", hostnames: ["proxy.example.com"] }],
      containerLifecycle: { postStart: { exec: { command: ["true"] } }, preStop: { httpGet: { port: 80 } } },
      services: [{ name: "postgres:18", alias: "db", environment: ["POSTGRES_DB=test"] }],
      volumes: {
        emptyDir: [{ name: "tmp", mountPath: "/tmp", medium: "Memory", sizeLimit: "1Gi" }],
        configMap: [{ name: "settings", mountPath: "/settings", items: { key: "file" } }],
        secret: [{ name: "netrc", mountPath: "/netrc", subPath: "netrc", readOnly: true }],
        pvc: [{ name: "data", mountPath: "/data", mountPropagation: "HostToContainer" }],
        csi: [{ name: "store", mountPath: "/store", driver: "secrets-store.csi.k8s.io", volumeAttributes: { a: "b" } }],
      },
    },
  });
  expect(await refusal("restricted", runner)).toBe("");
});
