import type { App } from "cdktf";
import { RunnerStack, variable } from "../src";
import { description, fleet } from "./description";
import { TerraformRun } from "./terraform-run";

const runs: TerraformRun[] = [];
afterAll(() => runs.forEach((run) => run.remove()));

/** What Terraform says of a plan with so many machines, for a fleet that keeps room for two jobs. */
const planWith = (maxInstances: number): string => {
  const policies = [{ idleCount: 2 }];
  const fleets = { linux: { ...fleet, policies, maxInstances: variable("maxInstances") } };
  const run = new TerraformRun((app: App) => new RunnerStack(app, "test", { ...description, fleets }), {
    values: { max_instances: maxInstances },
  });
  runs.push(run);
  const { status, stdout, stderr } = run.execute(["plan", "-no-color"], [0, 1]);
  return status === 0 ? "planned" : `${stdout}${stderr}`.replaceAll(/[\s│]+/g, " ");
};

test("a size that is a variable is planned where the rules over sizes hold", () => {
  expect(planWith(2)).toBe("planned");
});

test("a policy that asks for more than the fleet can take fails the plan, with path, rule and values", () => {
  expect(planWith(1)).toContain(
    "fleets.linux.policies[0].idleCount: must be at most maxInstances × capacityPerInstance (1), got 2; lower it, or raise maxInstances [idle-count-above-capacity]",
  );
});

test("no machines at all fail the plan", () => {
  expect(planWith(0)).toContain(
    "max_instances: must be at least 1, got 0; choose a value of at least 1 [schema-range]",
  );
});
