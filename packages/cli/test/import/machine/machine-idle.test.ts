import fc from "fast-check";
import type { KeyReport } from "../../../src/import/key-report";
import { idleKeys, importIdle, type IdleSettings } from "../../../src/import/machine/machine-idle";
import { TrackedTable } from "../../../src/import/tracked-table";

const AT = "fleets.linux.policies[0]";

function read(table: Readonly<Record<string, unknown>>, most?: number) {
  const report: KeyReport[] = [];
  const tracked = new TrackedTable(table, "runners[0].machine", report);
  const idle = importIdle(tracked, idleKeys, AT, most);
  tracked.finish();
  return { idle, report: report.map(({ key, ...rest }) => ({ key: key.replace("runners[0].machine.", ""), ...rest })) };
}

test("IdleCount is kept, since a machine takes one job", () => {
  expect(read({ IdleCount: 3, IdleTime: 600 })).toEqual({
    idle: { idleCount: 3, idleTime: "10m" },
    report: [
      { key: "IdleTime", outcome: "changed", to: `${AT}.idleTime`, note: "600 seconds, written as 10m" },
      {
        key: "IdleCount",
        outcome: "kept",
        to: `${AT}.idleCount`,
        note: "machines there and jobs here, which is the same with one job per machine",
      },
    ],
  });
});

test("what is left out is 0: no idle machine, and none stays a second longer than it is needed", () => {
  expect(read({}).idle).toEqual({ idleCount: 0, idleTime: "0s" });
});

test("with IdleScaleFactor IdleCountMin is the idle count and IdleCount its upper limit", () => {
  expect(read({ IdleCount: 20, IdleCountMin: 5, IdleScaleFactor: 1.5, IdleTime: 3600 })).toEqual({
    idle: { idleCount: 5, idleTime: "1h", scaleFactor: 1.5, scaleFactorLimit: 20 },
    report: [
      { key: "IdleTime", outcome: "changed", to: `${AT}.idleTime`, note: "3600 seconds, written as 1h" },
      {
        key: "IdleCount",
        outcome: "changed",
        to: `${AT}.scaleFactorLimit`,
        note: "with IdleScaleFactor it is the upper limit, in jobs",
      },
      {
        key: "IdleCountMin",
        outcome: "kept",
        to: `${AT}.idleCount`,
        note: "machines there and jobs here, which is the same with one job per machine",
      },
      {
        key: "IdleScaleFactor",
        outcome: "kept",
        to: `${AT}.scaleFactor`,
        note: "idle capacity for each job that runs",
      },
    ],
  });
});

test.each([
  [{ IdleCountMin: 0 }, 1],
  [{ IdleCountMin: -3 }, 1],
  [{}, 1],
  [{ IdleCountMin: 30 }, 20],
])("with IdleScaleFactor an IdleCountMin of %j is taken for %i", (min, idleCount) => {
  const { idle, report } = read({ IdleCount: 20, IdleScaleFactor: 0.5, ...min });
  expect(idle).toEqual({ idleCount, idleTime: "0s", scaleFactor: 0.5, scaleFactorLimit: 20 });
  const said = "IdleCountMin" in min ? "IdleCountMin" : "IdleScaleFactor";
  expect(report.find(({ key }) => key === said)?.note).toBe(
    "IdleCountMin" in min
      ? `${idleCount}, which is what it was taken for`
      : "idle capacity for each job that runs; without IdleCountMin at least 1 is idle, in idleCount",
  );
});

test("without IdleScaleFactor IdleCountMin has no effect", () => {
  const { idle, report } = read({ IdleCount: 2, IdleCountMin: 1, IdleScaleFactor: 0 });
  expect(idle).toEqual({ idleCount: 2, idleTime: "0s" });
  expect(report.slice(1)).toEqual([
    { key: "IdleCountMin", outcome: "dropped", note: "has no effect without IdleScaleFactor" },
    { key: "IdleScaleFactor", outcome: "dropped", note: "0 is off, as without it" },
  ]);
});

test("while IdleCount is 0 nothing else has an effect", () => {
  const { idle, report } = read({ IdleCount: 0, IdleCountMin: 4, IdleScaleFactor: 2 });
  expect(idle).toEqual({ idleCount: 0, idleTime: "0s" });
  expect(report).toEqual([
    { key: "IdleCount", outcome: "kept", to: `${AT}.idleCount` },
    { key: "IdleCountMin", outcome: "dropped", note: "has no effect while IdleCount is 0" },
    { key: "IdleScaleFactor", outcome: "dropped", note: "has no effect while IdleCount is 0" },
  ]);
});

test("no more can be idle than there may be machines", () => {
  const { idle, report } = read({ IdleCount: 20, IdleCountMin: 15, IdleScaleFactor: 1 }, 10);
  expect(idle).toEqual({ idleCount: 10, idleTime: "0s", scaleFactor: 1, scaleFactorLimit: 10 });
  expect(report[0]?.note).toBe(
    "with IdleScaleFactor it is the upper limit, in jobs; 10, since there are no more machines (maxInstances)",
  );
  expect(read({ IdleCount: 20 }, 10).idle.idleCount).toBe(10);
});

test("an idle time beyond what Go can count is the longest that it can", () => {
  expect(read({ IdleTime: 1e15 }).idle.idleTime).toBe("2562047h47m16s");
});

test("what is no number is left to a decision", () => {
  const { idle, report } = read({ IdleCount: "3" });
  expect(idle.idleCount).toBe(0);
  expect(report[0]).toEqual({ key: "IdleCount", outcome: "decision", note: 'must be a number, got "3"; taken as 0' });
});

/** docker+machine makes machines until one of its limits says that there are enough. */
function machinesOfDockerMachine(
  { IdleCount, IdleCountMin, IdleScaleFactor }: { IdleCount: number; IdleCountMin: number; IdleScaleFactor: number },
  limit: number,
  inUse: number,
): number {
  let available = 0;
  const areEnough = () =>
    available + inUse >= limit ||
    available >= IdleCount ||
    (available >= (IdleScaleFactor > 0 ? Math.max(1, IdleCountMin) : IdleCountMin) &&
      IdleScaleFactor > 0 &&
      available >= Math.trunc(inUse * IdleScaleFactor));
  while (!areEnough()) {
    available += 1;
  }
  return available;
}

/** GitLab's autoscaler keeps a part of what is in use, between a least and a most, within what there may be. */
function jobsOfAutoscaler(idle: IdleSettings, limit: number, inUse: number): number {
  const { idleCount, scaleFactor = 0, scaleFactorLimit = Infinity } = idle;
  const asked =
    scaleFactor > 0 ? Math.min(Math.max(idleCount, Math.trunc(inUse * scaleFactor)), scaleFactorLimit) : idleCount;
  return Math.min(asked, limit - inUse);
}

test("whatever is in use, as many machines are idle as docker+machine has", () => {
  const settings = fc.record({
    IdleCount: fc.integer({ min: -1, max: 30 }),
    IdleCountMin: fc.integer({ min: -1, max: 40 }),
    IdleScaleFactor: fc.oneof(fc.constant(0), fc.double({ min: 0.01, max: 5, noNaN: true })),
  });
  fc.assert(
    fc.property(settings, fc.integer({ min: 1, max: 50 }), fc.nat({ max: 50 }), (table, limit, used) => {
      const inUse = Math.min(used, limit);
      expect(jobsOfAutoscaler(read(table, limit).idle, limit, inUse)).toBe(
        machinesOfDockerMachine(table, limit, inUse),
      );
    }),
    { numRuns: 500 },
  );
});
