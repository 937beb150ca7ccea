import { Expression, renderConfigToml, type RunnerFleetInput } from "@runner-fleet/config";
import { parse } from "smol-toml";
import { managerValues } from "../src";
import { terraformValue } from "../src/terraform-value";
import { trustValues } from "../src/trust-values";
import { renderChart } from "./chart/render-chart";
import { configOf, fleet, image, writer } from "./synthesise";

type Trust = NonNullable<RunnerFleetInput["trust"]>;

// The chart looks at the form of certificates, and this one has none inside.
const pem = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
const caBundle = Expression.text("var.ca");
const proxy = "http://proxy.example.com:3128";
const pods = { executor: "kubernetes", limit: 5, kubernetes: { image: "alpine:3.22" } } as const;

const valuesOf = (trust: Trust, fleets: RunnerFleetInput["fleets"] = { linux: fleet }) =>
  terraformValue(trustValues(configOf({ trust, fleets })), writer);

test.each<[string, Trust, object]>([
  ["nothing", {}, {}],
  ["certificates", { caBundle }, { caCertificates: { pem: "${var.ca}" } }],
  ["a proxy", { httpProxy: proxy, httpsProxy: proxy }, { proxy: { http: proxy, https: proxy } }],
  [
    "what is reached without it",
    { httpsProxy: proxy, noProxy: [".example.com", "10.0.0.0/16"] },
    { proxy: { https: proxy, noProxy: ".example.com,10.0.0.0/16" } },
  ],
  ["what would be reached without a proxy that is not there", { noProxy: [".example.com"] }, {}],
])("the manager is told %s", (_what, trust, values) => {
  expect(valuesOf(trust)).toEqual(values);
});

test("with pods the API server is reached without the proxy, by the address that Kubernetes puts in", () => {
  expect(valuesOf({ httpsProxy: proxy }, { pods })).toEqual({
    proxy: { https: proxy, noProxy: "$(KUBERNETES_SERVICE_HOST)" },
  });
  expect(valuesOf({ httpsProxy: proxy, noProxy: [".example.com"] }, { linux: fleet, pods })).toEqual({
    proxy: { https: proxy, noProxy: "$(KUBERNETES_SERVICE_HOST),.example.com" },
  });
});

test("what only Terraform knows stays an expression", () => {
  expect(
    valuesOf({ httpsProxy: Expression.text("var.proxy"), noProxy: Expression.list("var.hosts") }, { pods }),
  ).toEqual({
    proxy: { https: "${var.proxy}", noProxy: '${join(",", concat(["$(KUBERNETES_SERVICE_HOST)"], var.hosts))}' },
  });
});

describe("of pods that trust a bundle", () => {
  const chartOf = (fleets: RunnerFleetInput["fleets"]) => {
    const config = configOf({ trust: { caBundle, httpsProxy: proxy }, fleets });
    const toml = renderConfigToml(config, 0).toString();
    const values = JSON.stringify(managerValues(config, 0, { image, region: "eu-west-1" }), (key, value) =>
      key === "toml" ? toml : Expression.is(value) ? pem : value,
    );
    return { toml: parse(toml), chart: renderChart(JSON.parse(values), "ci", "ci") };
  };
  const configMaps = (text: string) =>
    [...text.matchAll(/kind: ConfigMap\nmetadata:\n {2}name: (\S+)\n {2}namespace: (\S+)/g)].map(
      ([, name, namespace]) => `${namespace}/${name}`,
    );

  test.each<[string, RunnerFleetInput["fleets"], { ca: string; made: string[] }]>([
    ["a namespace that is made", { pods }, { ca: "ci-pods/ci-ca", made: ["ci-pods"] }],
    [
      "one that exists",
      {
        pods: { ...pods, kubernetes: { ...pods.kubernetes, namespace: "jobs" }, jobs: { namespacePolicy: "existing" } },
      },
      { ca: "jobs/ci-ca", made: [] },
    ],
    [
      "one that two fleets share",
      {
        pods: { ...pods, kubernetes: { ...pods.kubernetes, namespace: "jobs" } },
        more: {
          ...pods,
          kubernetes: { ...pods.kubernetes, namespace: "jobs" },
          jobs: { namespacePolicy: "existing" },
        },
      },
      { ca: "jobs/ci-ca", made: ["jobs"] },
    ],
  ])("%s has the ConfigMap that they mount", (_what, fleets, { ca, made }) => {
    const { toml, chart } = chartOf(fleets);
    const runners = toml.runners as { kubernetes: { volumes: { config_map: { name: string }[] } } }[];
    expect(
      configMaps(chart.text)
        .filter((name) => name.endsWith("-ca"))
        .sort(),
    ).toEqual(["ci/ci-ca", ca].sort());
    expect([...chart.text.matchAll(/kind: Namespace\nmetadata:\n {2}name: (\S+)/g)].map(([, name]) => name)).toEqual(
      made,
    );
    expect(
      new Set(runners.map(({ kubernetes }) => kubernetes.volumes.config_map.map(({ name }) => name).join())),
    ).toEqual(new Set(["ci-ca"]));
  });

  test("the manager's environment has the proxy, and what goes past it", () => {
    const { chart } = chartOf({ pods });
    expect(chart.text).toContain(
      '- name: NO_PROXY\n              value: "$(KUBERNETES_SERVICE_HOST),169.254.170.23,fd00:ec2::23,169.254.169.254"',
    );
  });
});
