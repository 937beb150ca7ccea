import { renderConfigToml, type RunnerFleetInput } from "@runner-fleet/config";
import { managerValues, type ManagerValuesInput } from "../src";
import { renderChart } from "./chart/render-chart";
import { configOf, fleet, image } from "./synthesise";

interface Description {
  readonly input?: Partial<RunnerFleetInput>;
  readonly shard?: number;
  readonly more?: Partial<ManagerValuesInput>;
}

/** What a description comes to for the manager's pod, with the version of the chart in this repository. */
const rendered = ({ input = {}, shard = 0, more }: Description) => {
  const config = configOf(input);
  const toml = renderConfigToml(config, shard).toString();
  const values = managerValues(config, shard, { image, region: "eu-west-1", chartDigest: "0".repeat(64), ...more });
  const text = JSON.stringify(values, (key, value) => (key === "toml" ? toml : value));
  return { toml, chart: renderChart(JSON.parse(text), "ci", "ci") };
};

const ssh = { publicKey: `ssh-ed25519 ${"A".repeat(68)}`, privateKeySecret: { name: "machines", key: "private" } };

const all: Partial<RunnerFleetInput> = {
  cluster: {
    name: "cluster",
    serviceAccountName: "manager",
    cpuRequest: "1",
    memoryRequest: "1.5Gi",
    nodeSelector: { "example.com/pool": "ci" },
    tolerations: [{ key: "ci", value: "true", effect: "NoSchedule" }, { operator: "Exists" }],
    priorityClassName: "high",
  },
  manager: { drainTimeout: "90m", shutdownTimeout: 60 },
};

const cases: readonly (Description & { readonly what: string })[] = [
  { what: "the least description" },
  { what: "the official image, in which the plugin is installed", more: { image: { ...image, hasPlugin: false } } },
  { what: "an image by its digest", more: { image: { ...image, digest: `sha256:${"0".repeat(64)}` } } },
  {
    what: "the role of IRSA",
    more: { serviceAccountAnnotations: { "eks.amazonaws.com/role-arn": "arn:aws:iam::123456789012:role/x" } },
  },
  { what: "the second of two shards", input: { manager: { shards: 2 } }, shard: 1 },
  {
    what: "two fleets, one with a private key of its own",
    input: { fleets: { linux: fleet, arm: { ...fleet, machines: { ...fleet.machines, ssh } } } },
  },
  {
    what: "tokens in a Secret of one's own",
    input: { cluster: { name: "cluster", tokens: { secretName: "mine", revision: 2 } } },
  },
  { what: "all that can be said of the pod", input: all },
  {
    what: "text that YAML, Helm and a shell would read otherwise",
    input: {
      fleets: {
        linux: {
          ...fleet,
          environment: ["A={{ .Values.image }}", "B=\"'#: - &x *y"],
          preBuildScript: "  first\n\n\tsecond ${HOME} $(id) `id`\n",
        },
      },
    },
  },
];

test.each(cases)("the chart takes the values of $what, and keeps config.toml byte for byte", (description) => {
  const { toml, chart } = rendered(description);
  expect(chart.configMap.data["config.toml"]).toBe(toml);
  expect(chart.manager.image).toMatch(/^registry\.example\.com\/ci\/runner-manager[:@]/);
});

test("a value that the chart does not know is refused", () => {
  expect(() => rendered({ more: { image: { ...image, repository: "not an image" } } })).toThrow("/image/repository");
});

test("the pod is given its time, its account, its tokens and its place", () => {
  const { pod, manager } = rendered({ input: all }).chart;
  expect(pod).toMatchObject({
    terminationGracePeriodSeconds: 90 * 60 + 60 + 180,
    serviceAccountName: "manager",
    nodeSelector: { "example.com/pool": "ci" },
    priorityClassName: "high",
  });
  expect(pod.tolerations).toHaveLength(2);
  expect(manager.resources).toEqual({ requests: { cpu: "1", memory: "1.5Gi" }, limits: { memory: "1.5Gi" } });
  expect(manager.env).toContainEqual({
    name: "RUNNER_TOKEN_LINUX",
    valueFrom: { secretKeyRef: { name: "ci-tokens", key: "linux" } },
  });
});

test("another restart checksum is another ConfigMap, another job image is the same one", () => {
  const nameOf = (input: Partial<RunnerFleetInput>) => rendered({ input }).chart.configMap.metadata.name;
  expect(nameOf({ fleets: { linux: { ...fleet, docker: { image: "debian:13" } } } })).toBe(nameOf({}));
  expect(nameOf({ fleets: { linux: { ...fleet, maxInstances: 5 } } })).not.toBe(nameOf({}));
});
