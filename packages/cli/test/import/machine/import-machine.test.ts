import fc from "fast-check";
import type { KeyReport } from "../../../src/import/key-report";
import { importMachine } from "../../../src/import/machine/import-machine";
import { TrackedTable } from "../../../src/import/tracked-table";

const AT = "runners[0].machine";

function read(table: Readonly<Record<string, unknown>>, maxInstances?: number) {
  const report: KeyReport[] = [];
  const machine = new TrackedTable(table, AT, report);
  const imported = importMachine(machine, { fleetPath: "fleets.linux", name: "linux", maxInstances });
  machine.finish();
  return {
    ...imported,
    report,
    said: (key: string) => report.filter((entry) => entry.key === `${AT}.${key}`).map(({ key: _, ...rest }) => rest),
  };
}

test("each machine takes one job, and no more are idle than there may be", () => {
  const { fleet } = read({ MachineDriver: "amazonec2", IdleCount: 20 }, 12);
  expect([fleet.capacityPerInstance, fleet.policies[0]?.idleCount]).toEqual([1, 12]);
  expect(read({ MachineDriver: "amazonec2", IdleCount: 20 }).fleet.policies[0]?.idleCount).toBe(20);
});

test("MaxBuilds is how many jobs a machine gets", () => {
  const { fleet, said } = read({ MaxBuilds: 250 }, 1);
  expect(fleet.maxUseCount).toBe(250);
  expect(said("MaxBuilds")).toContainEqual({ outcome: "kept", to: "fleets.linux.maxUseCount" });
});

test.each([
  [{ MaxBuilds: 0, MachineDriver: "amazonec2" }, "MaxBuilds", "it sets no limit"],
  [{ MachineDriver: "amazonec2" }, "MachineDriver", "without MaxBuilds it sets no limit"],
])("without a MaxBuilds above 0 machines are used without end, which is a decision: %j", (table, key, note) => {
  const { fleet, said } = read(table, 1);
  expect(fleet.maxUseCount).toBe(0);
  expect(said(key)).toContainEqual({
    outcome: "decision",
    to: "fleets.linux.maxUseCount",
    note: `${note} to the jobs of a machine, which find what others left there; 0 keeps that, and 1 gives every job a new machine`,
  });
});

test("MaxGrowthRate counts machines in the making, and scaleThrottle those asked for in a second", () => {
  expect(read({ MaxGrowthRate: 3 }, 1).said("MaxGrowthRate")).toContainEqual({
    outcome: "decision",
    to: "fleets.linux.autoscaler.scaleThrottle",
    note:
      "held the machines that were being made at the same time to 3, which nothing here does: an Auto Scaling group starts " +
      "many at once, and the manager asks for at most 100 a second; where that is too quick for something else, limit: 1 " +
      "and burst: 3 make it 3 at once and then one a second",
  });
  expect(read({ MaxGrowthRate: 0, MachineDriver: "amazonec2" }, 1).said("MaxGrowthRate")).toEqual([
    { outcome: "dropped", note: "0 is no limit" },
  ]);
});

test("names and attempts to remove have no place in a description", () => {
  const { said } = read({ MachineDriver: "amazonec2", MachineName: "ci-%s", MaxRemovalAttempts: 5 }, 1);
  expect(said("MachineName")).toEqual([
    { outcome: "dropped", note: "machines are named after the group of the fleet linux" },
  ]);
  expect(said("MaxRemovalAttempts")).toEqual([
    {
      outcome: "dropped",
      note: "a removal that had no effect is tried again after autoscaler.deletionRetryInterval, a minute",
    },
  ]);
});

test("keys are read in any letter case, as the runner reads them", () => {
  const { fleet, region, report } = read(
    {
      maxbuilds: 5,
      machinedriver: "amazonec2",
      machineoptions: ["amazonec2-region=eu-west-1"],
      AutoScaling: [{ periods: ["* * 9 * * * *"], idlecount: 2, timezone: "UTC" }],
    },
    1,
  );
  expect([fleet.maxUseCount, region]).toEqual([5, "eu-west-1"]);
  expect(fleet.policies).toHaveLength(2);
  expect(report.filter(({ note }) => note?.includes("no setting for it"))).toEqual([]);
});

test("a table without anything in it says so, and gives a fleet all the same", () => {
  const { fleet, report } = read({}, 2);
  expect(fleet).toEqual({
    capacityPerInstance: 1,
    maxUseCount: 0,
    policies: [{ idleCount: 0, idleTime: "0s" }],
    machines: {},
  });
  expect(report).toEqual([{ key: AT, outcome: "dropped", note: "it is empty, which says nothing" }]);
});

const anything = fc.oneof(
  fc.integer({ min: -1, max: 5_000 }),
  fc.double({ noNaN: true }),
  fc.string(),
  fc.boolean(),
  fc.array(fc.oneof(fc.string(), fc.integer())),
);
const option = fc.oneof(
  fc.constantFrom(
    "amazonec2-tags=a,b,c",
    "amazonec2-zone=a",
    "amazonec2-monitoring",
    "engine-opt=a",
    "amazonec2-root-size=x",
    "swarm",
    "google-zone=b",
  ),
  fc.string(),
  fc.integer(),
);
const section = fc.record(
  {
    Periods: fc.oneof(
      fc.array(fc.oneof(fc.constantFrom("* * 9-17 * * mon-fri *", "@daily", "* * * 5W * * *"), fc.string())),
      anything,
    ),
    Timezone: fc.oneof(fc.constantFrom("UTC", ""), anything),
    IdleCount: anything,
    IdleTime: anything,
    IdleCountMin: anything,
    IdleScaleFactor: anything,
    Unknown: anything,
  },
  { requiredKeys: [] },
);
const table = fc.record(
  {
    MachineDriver: fc.oneof(fc.constantFrom("amazonec2", "google"), anything),
    MachineName: anything,
    MachineOptions: fc.oneof(fc.array(option), anything),
    MachineOptionsWithName: fc.oneof(fc.array(option), anything),
    MaxBuilds: anything,
    MaxGrowthRate: anything,
    MaxRemovalAttempts: anything,
    IdleCount: anything,
    IdleTime: anything,
    IdleCountMin: anything,
    IdleScaleFactor: anything,
    OffPeakPeriods: fc.oneof(fc.array(fc.constantFrom("* * 9 * * * *", "x")), anything),
    OffPeakTimezone: anything,
    OffPeakIdleCount: anything,
    OffPeakIdleTime: anything,
    Unknown: anything,
    autoscaling: fc.array(section),
  },
  { requiredKeys: [] },
);

/** Every key of a table by its path, and of a list of options or periods every item. */
function paths(value: unknown, at: string): string[] {
  if (Array.isArray(value)) {
    const isSplit = value.length > 0 && /(Options|OptionsWithName|Periods|autoscaling)$/.test(at);
    return isSplit ? value.flatMap((item: unknown, index) => paths(item, `${at}[${index}]`)) : [at];
  }
  return typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([key, item]) => paths(item, `${at}.${key}`))
    : [at];
}

test("whatever a table holds, each key, option and period of it is in the report", () => {
  fc.assert(
    fc.property(table, (written) => {
      const keys = read(written, 3).report.map(({ key }) => key.replace(/ \(.*$/s, ""));
      const isReported = (path: string) =>
        keys.some((key) => key === path || (key.endsWith("Periods") && path.startsWith(`${key}[`)));
      expect(paths(written, AT).filter((path) => path !== AT && !isReported(path))).toEqual([]);
    }),
    { numRuns: 500 },
  );
});
