import { describeFleets } from "../../src/fleets/describe-fleets";
import { readConfig } from "../../src/check/read-config";
import type { RunnerFleetInput } from "../../src/schema/runner-fleet-config";
import { Expression } from "../../src/values/expression";

type Fleet = Extract<RunnerFleetInput["fleets"][string], { executor: "docker-autoscaler" }>;

const fleet: Fleet = {
  executor: "docker-autoscaler",
  maxInstances: 10,
  docker: { image: "alpine:3.22" },
  machines: {
    instanceTypes: ["m7i.large", "m6i.large"],
    subnetIds: ["subnet-0123456789abcdef0"],
    managerSecurityGroupIds: ["sg-0123456789abcdef0"],
  },
};

const describeLinux = (changes: Partial<Fleet>, manager: RunnerFleetInput["manager"] = {}) =>
  describeFleets(
    readConfig({
      gitlab: { url: "https://gitlab.example.com" },
      cluster: { name: "platform" },
      manager,
      fleets: { linux: { ...fleet, ...changes } },
    }).config,
  ).split("\n");

test("a fleet is its group, its machines, its jobs and its idle policy", () => {
  expect(describeLinux({})).toEqual([
    "gitlab-runner: 1 fleet, 1 manager, 10 jobs at once",
    "  gitlab-runner-linux",
    "    machines  up to 10, amd64, m7i.large, m6i.large, on-demand",
    "    jobs      10 at once, one at a time on a machine, a new machine for each",
    "    idle      none",
    "",
  ]);
});

test.each<[NonNullable<RunnerFleetInput["manager"]>, string]>([
  [{ platform: "ec2" }, "gitlab-runner: 1 fleet, 1 manager on EC2, 10 jobs at once"],
  [
    { platform: "fargate", image: "build", shards: 2 },
    "gitlab-runner: 1 fleet, 2 managers on Fargate, 10 jobs at once",
  ],
])("the first line says what managers of %j run on", (manager, line) => {
  const { config } = readConfig({
    gitlab: { url: "https://gitlab.example.com" },
    manager,
    aws: { defaultVpc: true },
    fleets: { linux: fleet },
  });
  expect(describeFleets(config).split("\n")[0]).toBe(line);
});

test.each<[string, Partial<Fleet>, string]>([
  [
    "whole hours of days of the week in words",
    { policies: [{ periods: ["* 8-17 * * mon-fri"], timezone: "Europe/Paris", idleCount: 2, idleTime: "20m" }] },
    "    idle      none; mon-fri 08:00-17:59 Europe/Paris: room for 2 jobs, given up after 20m",
  ],
  [
    "one hour of every day",
    { policies: [{ periods: ["* 6 * * *"], idleCount: 1, idleTime: "1h" }] },
    "    idle      none; every day 06:00-06:59 UTC: room for 1 job, given up after 1h",
  ],
  [
    "any other period as it is written",
    { policies: [{ periods: ["*/15 8 1 * *"], idleCount: 1 }] },
    '    idle      none; "*/15 8 1 * *" UTC: room for 1 job, given up after 20m',
  ],
  [
    "what is kept beside the jobs that run",
    { policies: [{ idleCount: 1, scaleFactor: 0.5 }] },
    "    idle      always: room for 1 job, and 0.5 for each that runs, given up after 20m",
  ],
  [
    "a size that only Terraform knows by its expression",
    { maxInstances: Expression.number("var.max_instances") },
    "    idle      none",
  ],
])("the idle policy says %s", (_what, changes, line) => {
  expect(describeLinux(changes)).toContain(line);
});

test.each<[string, Partial<Fleet["machines"]>, string]>([
  ["spot alone", { onDemandPercentageAboveBaseCapacity: 0 }, "spot"],
  ["spot above a base", { onDemandPercentageAboveBaseCapacity: 0, onDemandBaseCapacity: 2 }, "2 on-demand, then spot"],
  ["a share of spot", { onDemandPercentageAboveBaseCapacity: 25 }, "25% on-demand, the rest spot"],
])("the machines say %s", (_what, machines, words) => {
  const [, , line] = describeLinux({ machines: { ...fleet.machines, ...machines } });
  expect(line).toBe(`    machines  up to 10, amd64, m7i.large, m6i.large, ${words}`);
});

test("a machine that serves several jobs says how many at a time, and when it is replaced", () => {
  const [, , , line] = describeLinux({ capacityPerInstance: 4, maxUseCount: 40 });
  expect(line).toBe("    jobs      40 at once, 4 at a time on a machine, replaced after 40");
});

test("shards say their shares, the remainder with the first", () => {
  expect(describeLinux({ maxInstances: 3 }, { shards: 2 }).filter((line) => /machines|^ {2}\S/.test(line))).toEqual([
    "  gitlab-runner-linux",
    "    machines  up to 2, amd64, m7i.large, m6i.large, on-demand",
    "  gitlab-runner-linux-2",
    "    machines  up to 1, amd64, m7i.large, m6i.large, on-demand",
  ]);
});

test.each([
  [{}, "restricted, in the namespace gitlab-runner-pods, which enforces restricted"],
  [{ jobs: { podSecurity: "baseline" } }, "restricted, in the namespace gitlab-runner-pods, which enforces baseline"],
  [{ profile: "image-builds" }, "image-builds, in the namespace gitlab-runner-pods, which enforces privileged"],
  [{ jobs: { namespacePolicy: "existing" } }, "restricted, in the namespace gitlab-runner-pods, which exists already"],
] as const)("a fleet of pods with %j says what its namespace enforces", (changes, words) => {
  const pods = { executor: "kubernetes", limit: 5, kubernetes: { image: "alpine:3.22" }, ...changes } as const;
  const { config } = readConfig({ gitlab: { url: "https://gitlab.example.com" }, fleets: { pods } });
  expect(describeFleets(config).split("\n").slice(1)).toEqual([
    "  gitlab-runner-pods",
    `    pods      ${words}`,
    "    jobs      5 at once, a new pod for each",
    "",
  ]);
});
