import { parse } from "smol-toml";
import { knownKeys } from "../../src/keys/known-keys";
import { tomlTable } from "../../src/render/toml-table";
import { tomlText } from "../../src/render/toml-text";
import { instanceSchema } from "../../src/schema/instance";
import { kubernetesSchema } from "../../src/schema/kubernetes/kubernetes";
import { Expression } from "../../src/values/expression";
import { completeKubernetes } from "../complete-kubernetes";
import { modelledKeys } from "../modelled-keys";
import { refusals } from "../refusals";
import { tomlPaths } from "../toml-paths";

const image = "ruby:3.4";

const rendered = (settings: object) =>
  tomlText(tomlTable(kubernetesSchema, kubernetesSchema.parse({ image, ...settings }))).toString();
const parsed = (settings: object) => parse(rendered(settings), { integersAsBigInt: true });

describe("[runners.kubernetes]", () => {
  test("needs an image", () => {
    expect(refusals(kubernetesSchema, {})).toEqual(["image: is required and must be a text"]);
  });

  test("has no defaults of its own, so that a profile's can be told from the user's", () => {
    expect(kubernetesSchema.parse({ image })).toEqual({ image });
    const nothing = { podSecurityContext: {}, buildContainerSecurityContext: {}, volumes: {}, affinity: {} };
    expect(kubernetesSchema.parse({ image, ...nothing })).toEqual({ image, ...nothing });
  });

  test.each<[string, unknown]>([
    ["image", "$CI_REGISTRY/team/ruby:3.4"],
    ["image", Expression.text("var.job_image")],
    ["pullPolicy", "never"],
    ["pullPolicy", ["if-not-present", "always"]],
    ["allowedPullPolicies", ["always", "never"]],
    ["allowedImages", ["ruby:*", "registry.example.com/**"]],
    ["allowedServices", Expression.list("var.services")],
    ["imagePullSecrets", ["registry.example.com"]],
    ["helperImageFlavor", "ubi-fips"],
    ["namespace", "ci-jobs"],
    ["namespace", Expression.text("var.namespace")],
    ["serviceAccount", "ci.jobs"],
    ["podLabels", { "example.com/project": "$CI_PROJECT_ID", team: "a_1.b" }],
    ["podLabels", { "runner.gitlab.community/x": "1" }],
    ["podAnnotations", { "karpenter.sh/do-not-disrupt": "true", "example.com/note": "what $CI_JOB_NAME does" }],
    ["logsBaseDir", "/tmp"],
    ["cpuLimit", "0"],
    ["cpuLimit", "1.5"],
    ["cpuLimit", "100u"],
    ["cpuLimit", Expression.text("var.cpu")],
    ["cpuLimitOverwriteMaxAllowed", "4"],
    ["memoryRequest", "512Mi"],
    ["memoryRequest", ".5Gi"],
    ["memoryRequest", "1e9"],
    ["memoryRequest", "134217728"],
    ["helperEphemeralStorageLimit", "2G"],
    ["podMemoryLimit", "8Gi"],
    ["nodeSelector", { "kubernetes.io/arch": "arm64", "node-role.kubernetes.io/ci": "" }],
    ["nodeTolerations", { "example.com/team=ci": "NoSchedule", "empty=": "PreferNoSchedule", onlyKey: "" }],
    ["schedulerName", "volcano"],
    ["runtimeClassName", "gvisor"],
    ["capDrop", ["ALL"]],
    ["capAdd", ["NET_BIND_SERVICE", Expression.text("var.capability")]],
    ["allowedUsers", ["0", "1000", "2147483647"]],
    ["podSecurityContext", { fsGroup: 0, supplementalGroups: [1000, 2_147_483_647] }],
    ["podSecurityContext", { seccompProfile: { type: "Localhost", localhostProfile: "profiles/ci.json" } }],
    ["podSecurityContext", { seccompProfile: { type: Expression.text("var.type") } }],
    ["podSecurityContext", { appArmorProfile: { type: "Unconfined" } }],
    ["buildContainerSecurityContext", { procMount: "unmasked", runAsNonRoot: false }],
    ["dnsPolicy", "cluster-first-with-host-net"],
    [
      "dnsConfig",
      { nameservers: ["10.0.0.2", "fd00::2"], options: [{ name: "ndots", value: "1" }, { name: "edns0" }] },
    ],
    ["hostAliases", [{ ip: "10.0.0.7", hostnames: ["registry.internal", "cache"] }]],
    ["containerLifecycle", { preStop: { exec: { command: ["sleep", "5"] } } }],
    ["containerLifecycle", { postStart: { httpGet: { port: 65_535, scheme: "HTTPS", path: "/ready" } } }],
    ["podTerminationGracePeriodSeconds", 0],
    ["cleanupResourcesTimeout", "90s"],
    ["retryBackoffMax", 500],
    ["retryLimits", { "TLS handshake timeout": 10, "etcdserver: leader changed": Expression.number("var.tries") }],
    ["serviceAccountOverwriteAllowed", "^(deploy|release)$"],
    ["namespaceOverwriteAllowed", Expression.text("var.pattern")],
    ["services", [{ name: "postgres:17", alias: "db" }]],
    ["volumes", { hostPath: [{ name: "kvm", mountPath: "/dev/kvm" }] }],
    ["volumes", { pvc: [{ name: "cache-$CI_CONCURRENT_ID", mountPath: "/cache", subPath: "$CI_PROJECT_ID" }] }],
    [
      "volumes",
      { secret: [{ name: "maven", mountPath: "/etc/maven", items: { "settings.xml": "conf/settings.xml" } }] },
    ],
    ["volumes", { emptyDir: [{ name: "tmp", mountPath: "/tmp", medium: "Memory", sizeLimit: "1Gi" }] }],
    [
      "volumes",
      { csi: [{ name: "s", mountPath: "/s", driver: "secrets-store.csi.k8s.io", volumeAttributes: { a: "" } }] },
    ],
    ["volumes", { nfs: [{ name: "n", mountPath: "/n", server: "fd00::7", path: "/exports/ci" }] }],
    ["podSpec", [{ name: "hostname", patch: "hostname: ci", patchType: "merge" }]],
    ["autoscaler", { maxPausePods: 0, policies: [] }],
    [
      "affinity",
      {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [
              {
                matchExpressions: [
                  { key: "karpenter.sh/capacity-type", operator: "In", values: ["spot"] },
                  { key: "example.com/gpu", operator: "DoesNotExist" },
                  { key: "example.com/generation", operator: "Gt", values: ["5"] },
                  { key: "example.com/zone", operator: "NotIn", values: Expression.list("var.zones") },
                ],
                matchFields: [{ key: "metadata.name", operator: "NotIn", values: ["ip-10-0-0-7.internal"] }],
              },
            ],
          },
        },
        podAntiAffinity: {
          preferredDuringSchedulingIgnoredDuringExecution: [
            { weight: 100, podAffinityTerm: { topologyKey: "kubernetes.io/hostname", labelSelector: {} } },
          ],
        },
      },
    ],
  ])("takes %s: %j", (key, value) => {
    expect(refusals(kubernetesSchema, { image, [key]: value })).toEqual([]);
  });

  test("fills in what a policy of pause pods leaves out", () => {
    const { autoscaler } = kubernetesSchema.parse({ image, autoscaler: { policies: [{}] } });
    expect(autoscaler?.policies).toMatchObject([{ timezone: "UTC", idleCount: 0 }]);
    expect(String(autoscaler?.policies?.[0]?.idleTime)).toBe("5m");
  });
});

describe("[runners.kubernetes] as config.toml has it", () => {
  const paths = completeKubernetes().flatMap((settings) => tomlPaths(rendered(settings)));

  test("holds every key of the model", () => {
    const prefix = "runners[].kubernetes.";
    const modelled = modelledKeys().flatMap(({ path }) => (path.startsWith(prefix) ? [path.slice(prefix.length)] : []));
    expect(modelled.length).toBeGreaterThan(280);
    expect(new Set(paths.map(({ path }) => path))).toEqual(new Set(modelled));
  });

  test("holds only keys that GitLab Runner reads, each of its type", () => {
    const differences = paths.filter(({ path, types }) => {
      const known = knownKeys().get(`runners[].kubernetes.${path}`);
      return known === undefined || !types.includes(known);
    });
    expect(differences).toEqual([]);
  });

  test("has whole numbers in lists and maps as integers", () => {
    expect(
      parsed({ podSecurityContext: { supplementalGroups: [1000, 0] }, retryLimits: { "connection reset": 3 } }),
    ).toEqual({
      image,
      pod_security_context: { supplemental_groups: [1000n, 0n] },
      retry_limits: { "connection reset": 3n },
    });
  });

  test("leaves an expression in a map of whole numbers to Terraform", () => {
    const settings = kubernetesSchema.parse({ image, retryLimits: { timeout: Expression.number("var.tries") } });
    expect(tomlTable(kubernetesSchema, settings).retry_limits).toEqual({ timeout: Expression.number("var.tries") });
  });

  test("calls the policies of pause pods policy", () => {
    expect(parsed({ autoscaler: { maxPausePods: 3, policies: [{ idleCount: 2 }] } })).toEqual({
      image,
      autoscaler: { max_pause_pods: 3n, policy: [{ timezone: "UTC", idle_count: 2n, idle_time: "5m" }] },
    });
  });

  test("has taints and labels by the user's own keys", () => {
    expect(
      parsed({ nodeTolerations: { "example.com/team=ci": "" }, nodeSelector: { "kubernetes.io/arch": "arm64" } }),
    ).toEqual({
      image,
      node_tolerations: { "example.com/team=ci": "" },
      node_selector: { "kubernetes.io/arch": "arm64" },
    });
  });
});

describe("[runners.instance]", () => {
  test("has one key, and needs none", () => {
    expect(instanceSchema.parse({})).toEqual({});
    expect(tomlTable(instanceSchema, instanceSchema.parse({ useCommonBuildDir: true }))).toEqual({
      use_common_build_dir: true,
    });
  });

  test("takes true or false alone", () => {
    expect(refusals(instanceSchema, { useCommonBuildDir: "yes" })).toEqual([
      'useCommonBuildDir: must be true or false, got "yes"',
    ]);
  });
});
