import { Expression, type RunnerFleetInput } from "@runner-fleet/config";
import { managerValues } from "../src";
import { terraformValue } from "../src/terraform-value";
import { configOf, fleet, image, writer, type Block } from "./synthesise";

/** What Terraform is told of values, some of which it alone knows. */
const valuesOf = (input: Partial<RunnerFleetInput>, shard = 0, more: object = {}) =>
  terraformValue(managerValues(configOf(input), shard, { image, region: "eu-west-1", ...more }), writer) as Block;

const ofCluster = (cluster: Partial<RunnerFleetInput["cluster"]>) =>
  valuesOf({ cluster: { name: "cluster", ...cluster } });

describe("names that only Terraform knows", () => {
  const ssh = { publicKey: `ssh-ed25519 ${"A".repeat(68)}`, privateKeySecret: { name: "machines" } };
  const values = valuesOf(
    {
      name: Expression.text("var.name"),
      manager: { shards: 2 },
      fleets: {
        linux: {
          ...fleet,
          plannedName: Expression.text("var.fleet_name"),
          tokenKey: Expression.text("var.token_key"),
          machines: { ...fleet.machines, ssh },
        },
        arm: { ...fleet, machines: { ...fleet.machines, ssh } },
      },
    },
    1,
  );

  test("are the pod's, its account's and the Secret's", () => {
    expect(values.fullnameOverride).toBe('${"${var.name}-2"}');
    expect(values.serviceAccount).toEqual({ name: '${"${var.name}-2"}' });
    expect(values.tokens.secretName).toBe('${"${var.name}-tokens"}');
  });

  test("are those by which the managers of a deployment know each other", () => {
    expect(values.podLabels).toEqual({ "runner-fleet/deployment": "${var.name}" });
    expect(JSON.stringify(values.affinity).split("${var.name}")).toHaveLength(3);
  });

  test("are keys of the tokens' variables and of the folders of SSH keys", () => {
    expect(values.tokens.env).toBe(
      '${{ ("RUNNER_TOKEN_${upper(replace(var.fleet_name, "-", "_"))}") = var.token_key, ("RUNNER_TOKEN_ARM") = "arm" }}',
    );
    expect(values.sshKeys).toBe('${{ (var.fleet_name) = "machines", ("arm") = "machines" }}');
  });

  test("give the token's variable the name that config.toml asks for", () => {
    const [, asked = ""] = /\ntoken = \$\{jsonencode\("\$\$\{(.*)\}"\)\}\n/.exec(values.config.toml as string) ?? [];
    expect(asked).toBe('RUNNER_TOKEN_${upper(replace(var.fleet_name, "-", "_"))}');
    expect(values.tokens.env).toContain(`("${asked}")`);
  });
});

describe("the restart checksum", () => {
  test("is Terraform's where it alone knows some of the keys, of those keys alone", () => {
    const { restartChecksum } = valuesOf({
      fleets: { linux: { ...fleet, maxInstances: Expression.number("var.max") } },
    }).config as { restartChecksum: string };
    expect(restartChecksum).toMatch(/^checksum of /);
    expect(restartChecksum).toContain("max_instances = ${var.max}\n");
    expect(restartChecksum).not.toContain("alpine:3.22");
  });

  test("is a text where what Terraform alone knows restarts nothing", () => {
    const docker = { image: Expression.text("var.image") };
    expect(valuesOf({ fleets: { linux: { ...fleet, docker } } }).config.restartChecksum).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe("the plugin", () => {
  const pluginVersion = Expression.text("var.plugin_version");
  const pluginOf = (hasPlugin: boolean | Expression<"flag">) =>
    valuesOf({ manager: { pluginVersion } }, 0, { image: { ...image, hasPlugin } }).plugin;

  test("is installed in the version that Terraform finds, where it is not in the image", () => {
    expect(pluginOf(false)).toEqual({ install: '${"aws:${var.plugin_version}"}' });
    expect(pluginOf(true)).toBeUndefined();
  });

  test("is installed where Terraform finds that it is not in the image", () => {
    expect(pluginOf(Expression.flag("var.has_plugin"))).toEqual({
      install: '${var.has_plugin ? "" : "aws:${var.plugin_version}"}',
    });
    expect(pluginOf(Expression.flag("var.own ? var.has_plugin : false"))).toEqual({
      install: '${(var.own ? var.has_plugin : false) ? "" : "aws:${var.plugin_version}"}',
    });
  });
});

test("a drain that only Terraform knows is part of the pod's time", () => {
  const drainTimeout = Expression.text("var.drain_timeout");
  expect(valuesOf({ manager: { drainTimeout, shutdownTimeout: 60 } }).terminationGracePeriodSeconds).toMatch(
    /^\$\{sum\(\[for part in regexall\(".*", var\.drain_timeout\) : .*\]\) \+ 240\}$/,
  );
});

test("requests by the size of the fleet are chosen by Terraform where it alone knows the size", () => {
  const { resources } = valuesOf({ fleets: { linux: { ...fleet, maxInstances: Expression.number("var.max") } } });
  expect(resources).toEqual({
    requests: {
      cpu: '${var.max <= 20 ? "100m" : var.max <= 100 ? "250m" : var.max <= 400 ? "500m" : "1"}',
      memory: '${var.max <= 20 ? "512Mi" : var.max <= 100 ? "1Gi" : var.max <= 400 ? "2Gi" : "4Gi"}',
    },
    limits: { memory: resources.requests.memory },
  });
});

describe("of the cluster", () => {
  test("a node selector is one value", () => {
    expect(ofCluster({ nodeSelector: Expression.map("var.node_selector") }).nodeSelector).toBe("${var.node_selector}");
  });

  test("tolerations lose what is null in them, which the chart refuses", () => {
    expect(ofCluster({ tolerations: Expression.objects("var.tolerations") }).tolerations).toBe(
      "${[for toleration in var.tolerations : { for key, value in toleration : key => value if value != null }]}",
    );
  });

  test("monitoring has the switch that the chart has", () => {
    const monitoring = { presentWhen: Expression.flag("var.monitoring"), interval: "15s" };
    expect(ofCluster({ monitoring }).monitoring).toEqual({ enabled: "${var.monitoring}", interval: "15s" });
  });

  test("a preflight is told apart by its two switches", () => {
    const preflight = (mode: string) => ofCluster({ preflight: Expression.text(mode) }).preflight;
    expect(preflight("var.preflight")).toEqual({
      enabled: '${var.preflight != "none"}',
      verify: '${var.preflight == "full"}',
      timeoutSeconds: 300,
    });
    expect(preflight('var.online ? "full" : "offline"')).toMatchObject({
      enabled: '${(var.online ? "full" : "offline") != "none"}',
      verify: '${(var.online ? "full" : "offline") == "full"}',
    });
  });
});
