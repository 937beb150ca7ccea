import { Expression, Template } from "@runner-fleet/config";
import { managerValues } from "../src";
import { terraformValue } from "../src/terraform-value";
import { configOf, fleet, image, writer } from "./synthesise";

const valuesOf = (input: Parameters<typeof configOf>[0] = {}, more: object = {}) =>
  managerValues(configOf(input), 0, { image, region: "eu-west-1", ...more });

test("the least description gives the least values", () => {
  const { config, resources, affinity, ...rest } = JSON.parse(JSON.stringify(valuesOf()));
  expect(Object.keys(affinity)).toEqual(["podAntiAffinity"]);
  expect(rest).toEqual({
    fullnameOverride: "ci",
    podLabels: { "runner-fleet/deployment": "ci" },
    image: { repository: image.repository, tag: image.tag },
    tokens: { secretName: "ci-tokens", env: { RUNNER_TOKEN_LINUX: "linux" }, revision: 1 },
    aws: { region: "eu-west-1" },
    serviceAccount: { name: "ci" },
    terminationGracePeriodSeconds: 3_900,
    preflight: { timeoutSeconds: 300 },
  });
  expect(Object.keys(config).sort()).toEqual(["restartChecksum", "toml"]);
  expect(resources.limits).toEqual({ memory: resources.requests.memory });
});

test("an image without the plugin has it installed when the pod starts", () => {
  const values = valuesOf({ manager: { pluginVersion: "1.0.0" } }, { image: { ...image, hasPlugin: false } });
  expect(values.plugin).toEqual({ install: "aws:1.0.0" });
});

test("each fleet's token comes from its own key of the Secret", () => {
  const values = valuesOf({
    cluster: { name: "cluster", tokens: { secretName: "mine", revision: 7 } },
    fleets: { linux: fleet, "large-arm": { ...fleet, tokenKey: "arm" } },
  });
  expect(values.tokens).toEqual({
    secretName: "mine",
    env: { RUNNER_TOKEN_LINUX: "linux", RUNNER_TOKEN_LARGE_ARM: "arm" },
    revision: 7,
  });
});

test("what the description says of the pod is in the values", () => {
  const cluster = {
    name: "cluster",
    cpuRequest: "500m",
    memoryRequest: "1Gi",
    nodeSelector: { "example.com/pool": "ci" },
    tolerations: [{ key: "ci", operator: "Exists" as const, effect: "NoSchedule" as const }],
    priorityClassName: "high",
  };
  expect(valuesOf({ cluster })).toMatchObject({
    resources: { requests: { cpu: "500m", memory: "1Gi" }, limits: { memory: "1Gi" } },
    nodeSelector: cluster.nodeSelector,
    tolerations: cluster.tolerations,
    priorityClassName: "high",
  });
});

test("a fleet with a private key of its own names the Secret it is in", () => {
  const ssh = { publicKey: `ssh-ed25519 ${"A".repeat(68)}`, privateKeySecret: { name: "machines" } };
  const values = valuesOf({ fleets: { linux: { ...fleet, machines: { ...fleet.machines, ssh } }, other: fleet } });
  expect(values.sshKeys).toEqual({ linux: "machines" });
});

test.each<[string, boolean, Parameters<typeof configOf>[0]]>([
  ["idle policy", false, { fleets: { linux: { ...fleet, policies: [{ idleCount: 1 }] } } }],
  ["job image", false, { fleets: { linux: { ...fleet, docker: { image: "debian:13" } } } }],
  ["environment", false, { fleets: { linux: { ...fleet, environment: ["A=1"] } } }],
  ["address of GitLab", true, { gitlab: { url: "https://gitlab.example.org" } }],
  ["plugin", true, { manager: { pluginVersion: "1.0.0" } }],
  ["size of a fleet", true, { fleets: { linux: { ...fleet, maxInstances: 5 } } }],
])("another %s changes config.toml; that it changes the restart checksum is %s", (_what, restarts, input) => {
  const [before, after] = [valuesOf(), valuesOf(input)].map(
    ({ config }) => config as { readonly toml: Template; readonly restartChecksum: string },
  );
  expect(`${after?.toml}`).not.toBe(`${before?.toml}`);
  expect(after?.restartChecksum !== before?.restartChecksum).toBe(restarts);
});

test("for Terraform literal texts and keys are escaped, expressions are not, and what is left out is gone", () => {
  const value = {
    text: "${a} %{b}",
    "${key}": 1,
    template: new Template(["${c}", Expression.text("var.d")]),
    expression: Expression.number("var.e"),
    list: ["${f}", true],
    none: undefined,
  };
  expect(terraformValue(value, writer)).toEqual({
    text: "$${a} %%{b}",
    "$${key}": 1,
    template: "$${c}${var.d}",
    expression: "${var.e}",
    list: ["$${f}", true],
  });
});
