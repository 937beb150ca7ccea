import { Expression, type RunnerFleetInput } from "@runner-fleet/config";
import { TerraformLocal } from "cdktf";
import { RunnerManager, type RunnerManagerProps } from "../src";
import { configOf, image, only, synthesise } from "./synthesise";

const synthesiseManager = (props: Partial<RunnerManagerProps> = {}) =>
  synthesise((stack) => {
    new RunnerManager(stack, "Manager", { config: configOf(), namespace: "ci", region: "eu-west-1", image, ...props });
  });

const timeoutWith = (input: Partial<RunnerFleetInput>) =>
  only(synthesiseManager({ config: configOf(input) }), "helm_release").timeout;

test("a manager is one release, and the values that it is given", () => {
  expect(synthesiseManager().paths).toEqual(["Manager/Resource", "Manager/values"]);
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
    "${((var.shutdown + 3780) + 1200)}",
  );
});

test("the values are encoded by Terraform, so that no value known later can break them", () => {
  const stack = synthesiseManager();
  const [name] = Object.keys(stack.locals);
  expect(only(stack, "helm_release").values).toEqual([`\${yamlencode(local.${name})}`]);
});

test("the role of IRSA is an annotation of the service account, and Pod Identity needs none", () => {
  const [values] = Object.values(synthesiseManager({ irsaRoleArn: "arn:aws:iam::123456789012:role/x" }).locals);
  expect(values.serviceAccount).toEqual({
    name: "ci",
    annotations: { "eks.amazonaws.com/role-arn": "arn:aws:iam::123456789012:role/x" },
  });
  const [without] = Object.values(synthesiseManager().locals);
  expect(without.serviceAccount).toEqual({ name: "ci" });
});

test("a chart of a registry is named with its version, and has no digest", () => {
  const stack = synthesiseManager({ chart: { oci: "oci://registry.example.com/charts/manager", version: "1.2.3" } });
  expect(only(stack, "helm_release")).toMatchObject({
    chart: "oci://registry.example.com/charts/manager",
    version: "1.2.3",
  });
  expect(Object.values(stack.locals)[0]).not.toHaveProperty("chartDigest");
});

test("a chart of a folder travels with the stack, and its digest is in the values", () => {
  const stack = synthesiseManager();
  expect(only(stack, "helm_release").chart).toBe("${path.module}/assets/runner-manager-chart");
  expect(only(stack, "helm_release")).not.toHaveProperty("version");
  expect(Object.values(stack.locals)[0].chartDigest).toMatch(/^[0-9a-f]{64}$/);
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
