import { RunnerStack } from "../src";
import { description, fleet } from "./description";
import type { Graph } from "./graph";
import type { Plan } from "./plan";
import { TerraformRun } from "./terraform-run";

const stackOf = (fleets: Record<string, typeof fleet>) => (app: ConstructorParameters<typeof RunnerStack>[0]) =>
  new RunnerStack(app, "test", { ...description, fleets });

const both = stackOf({ linux: fleet, other: fleet });
const one = stackOf({ linux: fleet });
const renamed = stackOf({ linux: fleet, another: fleet });

/** What a manager needs as long as it has machines: without any of it, jobs that still run are lost. */
const types = [
  "aws_autoscaling_group",
  "aws_launch_template",
  "aws_security_group",
  "aws_vpc_security_group_ingress_rule",
  "aws_vpc_security_group_egress_rule",
  "aws_iam_policy",
  "aws_iam_role_policy_attachment",
];

const isOfFleet = (address: string) => /Fleet-other|FleetPolicy/.test(address);

/** The steps that destroy what the removed fleet had, each once. */
const destroySteps = (graph: Graph) => graph.nodes("").filter((name) => / \(destroy/.test(name) && isOfFleet(name));

const releaseStep = (graph: Graph) => {
  const steps = graph.nodes("helm_release.").filter((name) => !name.includes("("));
  expect(steps).toHaveLength(1);
  return steps[0] ?? "";
};

const typesOf = (addresses: readonly string[]) => [...new Set(addresses.map((name) => name.split(".")[0]))].sort();

describe.each([
  { what: "removing a fleet", next: one, added: [] },
  { what: "renaming a fleet", next: renamed, added: ["aws_autoscaling_group"] },
])("$what", ({ next, added }) => {
  let graph: Graph;
  let plan: Plan;
  const run = new TerraformRun();
  beforeAll(() => {
    run.synthesise(both);
    run.apply();
    run.synthesise(next);
    plan = run.plan();
    graph = run.graph(plan);
  });
  afterAll(() => run.remove());

  test("removes all that the fleet had, and nothing of another", () => {
    expect(typesOf(plan.removed)).toEqual([...types].sort());
    expect(plan.removed.filter((address) => !isOfFleet(address))).toEqual([]);
    expect(plan.changes.filter((change) => change.endsWith(": create")).map((change) => change.split(".")[0])).toEqual(
      expect.arrayContaining(added),
    );
  });

  test("destroys nothing of it before the manager has let go", () => {
    const steps = destroySteps(graph);
    expect(typesOf(steps)).toEqual([...types].sort());
    expect(steps.filter((step) => !graph.isAfter(step, releaseStep(graph)))).toEqual([]);
  });

  test("leaves nothing to change once it is applied", () => {
    run.apply(plan);
    expect(run.pending()).toBe("nothing");
  });
});

test("without create_before_destroy the fleet would be destroyed first, jobs included", () => {
  const run = new TerraformRun();
  const careless = () =>
    run.edit((text) => text.replaceAll('"create_before_destroy": true', '"create_before_destroy": false'));
  try {
    run.synthesise(both);
    careless();
    run.apply();
    run.synthesise(one);
    careless();
    const graph = run.graph(run.plan());
    const groups = destroySteps(graph).filter((step) => step.startsWith("aws_autoscaling_group."));
    expect(groups).toHaveLength(1);
    expect(graph.isAfter(groups[0] ?? "", releaseStep(graph))).toBe(false);
    expect(graph.isAfter(releaseStep(graph), groups[0] ?? "")).toBe(true);
  } finally {
    run.remove();
  }
});
