import { Expression, type RunnerFleetInput } from "@runner-fleet/config";
import { TerraformLocal } from "cdktf";
import { RunnerManager, type RunnerManagerProps } from "../src";
import { configOf, fleet, image, localOf, only, synthesise } from "./synthesise";

const synthesiseManager = (props: Partial<RunnerManagerProps> = {}) =>
  synthesise((stack) => {
    new RunnerManager(stack, "Manager", { config: configOf(), namespace: "ci", region: "eu-west-1", image, ...props });
  });

const timeoutWith = (input: Partial<RunnerFleetInput>) =>
  only(synthesiseManager({ config: configOf(input) }), "helm_release").timeout;

test("a manager is one release, and the configuration and the values that it is given", () => {
  expect(synthesiseManager().paths).toEqual(["Manager/Resource", "Manager/config_toml", "Manager/values"]);
});

test("the release has the name of the deployment, in its namespace", () => {
  expect(only(synthesiseManager(), "helm_release")).toMatchObject({ name: "ci", namespace: "ci" });
});

test("a further shard's release is numbered, and has groups of its own", () => {
  const stack = synthesiseManager({ config: configOf({ manager: { shards: 2 } }), shard: 1 });
  expect(only(stack, "helm_release").name).toBe("ci-2");
  expect(JSON.stringify(stack.locals)).toContain('name = \\"ci-linux-2\\"');
});

test("the release waits for the manager, and is not rolled back, which would drain it a second time", () => {
  expect(only(synthesiseManager(), "helm_release")).toMatchObject({ wait: true, atomic: false, max_history: 5 });
});

test("the release does not wait where that is chosen", () => {
  expect(only(synthesiseManager({ waitForRollout: false }), "helm_release").wait).toBe(false);
});

// The drain, the removal of the machines, 180 s for the pod's own end, 900 s for the new pod, the preflight.
test.each<[Partial<RunnerFleetInput>, number]>([
  [{}, 3_600 + 120 + 180 + 900 + 300],
  [{ manager: { drainTimeout: "2h", shutdownTimeout: 60 } }, 7_200 + 60 + 180 + 900 + 300],
  [{ cluster: { name: "cluster", preflightTimeoutSeconds: 600 } }, 3_600 + 120 + 180 + 900 + 600],
  [{ cluster: { name: "cluster", preflight: "none" } }, 3_600 + 120 + 180 + 900],
])("the release is given the time that preflight, old manager and new one may take: %j", (input, seconds) => {
  expect(timeoutWith(input)).toBe(seconds);
});

test("that time is reckoned by Terraform where a part of it is an expression", () => {
  expect(timeoutWith({ manager: { shutdownTimeout: Expression.number("var.shutdown") } })).toBe(
    "${(var.shutdown + 3780) + 1200}",
  );
});

test("the values are encoded by Terraform, so that no value known later can break them", () => {
  expect(only(synthesiseManager(), "helm_release").values).toEqual([
    expect.stringMatching(/^\$\{yamlencode\(local\.Manager_values_[0-9A-F]{8}\)\}$/),
  ]);
});

describe("what only Terraform knows", () => {
  const name = Expression.text("var.name");
  const maxInstances = Expression.number("var.max");
  const stack = synthesiseManager({ config: configOf({ name, fleets: { linux: { ...fleet, maxInstances } } }) });

  test("is the release's name", () => {
    expect(only(stack, "helm_release").name).toBe("${var.name}");
  });

  test("numbers the release of a further shard", () => {
    const config = configOf({ name, manager: { shards: 2 } });
    expect(only(synthesiseManager({ config, shard: 1 }), "helm_release").name).toBe('${"${var.name}-2"}');
  });

  test("is in a local with config.toml, and in one with what restarts the manager, to which the values refer", () => {
    expect(stack.paths).toEqual(["Manager/Resource", "Manager/config_toml", "Manager/restart_keys", "Manager/values"]);
    expect(localOf(stack, "config_toml")).toContain("max_instances = ${var.max}\n");
    expect(localOf(stack, "config_toml")).toContain('image = "alpine:3.22"\n');
    expect(localOf(stack, "restart_keys")).toContain("max_instances = ${var.max}\n");
    expect(localOf(stack, "restart_keys")).not.toContain("alpine");
    expect(localOf(stack, "values").config).toEqual({
      toml: expect.stringMatching(/^\$\{local\.Manager_config_toml_\w+\}$/),
      restartChecksum: expect.stringMatching(/^\$\{sha256\(local\.Manager_restart_keys_\w+\)\}$/),
    });
  });

  test("is in config.toml as others are told of it", () => {
    const { locals } = synthesise((scope) => {
      const manager = new RunnerManager(scope, "Manager", {
        config: configOf(),
        namespace: "ci",
        region: "eu-west-1",
        image,
      });
      new TerraformLocal(scope, "told", manager.configToml).overrideLogicalId("told");
    });
    expect(locals.told).toMatch(/^\$\{local\.Manager_config_toml_\w+\}$/);
  });
});

test("the role of IRSA is an annotation of the service account, and Pod Identity needs none", () => {
  const irsaRoleArn = "arn:aws:iam::123456789012:role/x";
  expect(localOf(synthesiseManager({ irsaRoleArn }), "values").serviceAccount).toEqual({
    name: "ci",
    annotations: { "eks.amazonaws.com/role-arn": irsaRoleArn },
  });
  expect(localOf(synthesiseManager(), "values").serviceAccount).toEqual({ name: "ci" });
});

test("a chart of a registry is named with its version, and has no digest", () => {
  const stack = synthesiseManager({ chart: { oci: "oci://registry.example.com/charts/manager", version: "1.2.3" } });
  expect(only(stack, "helm_release")).toMatchObject({
    chart: "oci://registry.example.com/charts/manager",
    version: "1.2.3",
  });
  expect(localOf(stack, "values")).not.toHaveProperty("chartDigest");
});

test("a chart of a folder travels with the stack, and its digest is in the values", () => {
  const stack = synthesiseManager();
  expect(only(stack, "helm_release").chart).toBe("${path.module}/assets/runner-manager-chart");
  expect(only(stack, "helm_release")).not.toHaveProperty("version");
  expect(localOf(stack, "values").chartDigest).toMatch(/^[0-9a-f]{64}$/);
});

test("the release waits for what it depends on", () => {
  const { resources } = synthesise((stack) => {
    const { release } = new RunnerManager(stack, "First", {
      config: configOf(),
      namespace: "ci",
      region: new TerraformLocal(stack, "region", "eu-west-1").asString,
      image,
    });
    new RunnerManager(stack, "Second", {
      config: configOf(),
      namespace: "ci",
      region: "eu-west-1",
      image,
      dependsOn: [release],
    });
  });
  const releases = Object.values(resources.helm_release ?? {});
  expect(releases.map(({ depends_on }) => depends_on)).toEqual([
    undefined,
    [expect.stringMatching(/^helm_release\.First_/)],
  ]);
});
