import { readConfig } from "../../src/check/read-config";
import { planConditions } from "../../src/fleets/plan-conditions";
import type { RunnerFleetInput } from "../../src/schema/runner-fleet-config";
import { Expression } from "../../src/values/expression";

type Fleet = Extract<RunnerFleetInput["fleets"][string], { executor: "docker-autoscaler" }>;

const conditionsOf = (changes: Partial<Fleet>, shards = 1) =>
  planConditions(
    readConfig({
      gitlab: { url: "https://gitlab.example.com" },
      cluster: { name: "platform" },
      manager: { shards },
      fleets: {
        linux: {
          executor: "docker-autoscaler",
          maxInstances: 10,
          docker: { image: "alpine:3.22" },
          machines: {
            instanceTypes: ["m7i.large", "m6i.large"],
            subnetIds: ["subnet-0123456789abcdef0"],
            managerSecurityGroupIds: ["sg-0123456789abcdef0"],
          },
          ...changes,
        },
      },
    }).config,
  );

test("sizes that are known need no condition", () => {
  expect(conditionsOf({ policies: [{ idleCount: 2, scaleFactor: 1, scaleFactorLimit: 5 }] })).toEqual([]);
});

test("the most machines are a whole number, one for each manager at least", () => {
  expect(conditionsOf({ maxInstances: Expression.number("var.max") }, 2)).toEqual([
    {
      condition: "var.max >= 2 && floor(var.max) == var.max",
      message:
        "fleets.linux.maxInstances: must be a whole number of at least 2, got ${var.max}; raise it; every manager needs a machine [schema-range]",
    },
  ]);
});

test("a policy is held against a capacity that only Terraform knows", () => {
  const [, idle] = conditionsOf({ maxInstances: Expression.number("var.max"), policies: [{ idleCount: 5 }] });
  expect(idle).toEqual({
    condition: "5 <= var.max",
    message:
      "fleets.linux.policies[0].idleCount: must be at most maxInstances × capacityPerInstance (${var.max}), got ${5}; lower it, or raise maxInstances [idle-count-above-capacity]",
  });
});

test.each<[string, Partial<Fleet>, string[]]>([
  [
    "capacityPerInstance",
    { capacityPerInstance: Expression.number("var.capacity"), maxUseCount: 4 },
    ["var.capacity >= 1 && floor(var.capacity) == var.capacity"],
  ],
  [
    "maxUseCount, or nothing of it,",
    { maxUseCount: Expression.number("var.uses").optional() },
    ["coalesce(var.uses, 1) >= 0 && floor(coalesce(var.uses, 1)) == coalesce(var.uses, 1)"],
  ],
  ["maxUseCount", { maxUseCount: Expression.number("var.uses") }, ["var.uses >= 0 && floor(var.uses) == var.uses"]],
  [
    "idleCount",
    { policies: [{ idleCount: Expression.number("var.idle") }] },
    ["var.idle >= 0 && floor(var.idle) == var.idle", "var.idle <= 10"],
  ],
  [
    "scaleFactorLimit",
    { policies: [{ scaleFactor: 1, scaleFactorLimit: Expression.number("var.limit") }] },
    ["var.limit <= 10"],
  ],
])("%s that only Terraform knows is held against its rules", (_key, changes, conditions) => {
  expect(conditionsOf(changes).map(({ condition }) => condition)).toEqual(conditions);
});
