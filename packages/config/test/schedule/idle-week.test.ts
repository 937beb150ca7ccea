import { readConfig } from "../../src/check/read-config";
import { idleWeek } from "../../src/schedule/idle-week";
import { weekOf, type WeekOptions } from "../../src/schedule/week";
import type { RunnerFleetInput } from "../../src/schema/runner-fleet-config";
import { Expression } from "../../src/values/expression";
import { minimalDescription, minimalFleet } from "../descriptions";

type Fleet = Extract<RunnerFleetInput["fleets"][string], { executor: "docker-autoscaler" }>;
type Policies = Exclude<NonNullable<Fleet["policies"]>, Expression>;

const weekOfFleet = (linux: Partial<Fleet>, options: WeekOptions = {}, manager: RunnerFleetInput["manager"] = {}) =>
  idleWeek(
    readConfig({ ...minimalDescription(), manager, fleets: { linux: { ...minimalFleet(), ...linux } } }).config,
    "linux",
    weekOf(options),
  );

const weekOfPolicies = (policies: Policies, options?: WeekOptions) => weekOfFleet({ policies }, options);

/** Monday is day 0. */
const hourOf = (week: ReturnType<typeof idleWeek>, day: number, hour: number) => week.hours[day * 24 + hour]!;

/** The days and hours at which there are places, one text a day. */
const busyHours = ({ hours }: ReturnType<typeof idleWeek>) =>
  Array.from({ length: 7 }, (_, day) =>
    hours
      .slice(day * 24, day * 24 + 24)
      .flatMap(({ most }, hour) => (most === 0 ? [] : [hour]))
      .join(),
  );

const hoursFrom = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index).join();

test("a fleet without policies keeps nothing at any hour", () => {
  const week = weekOfFleet({});
  expect(week.hours).toHaveLength(168);
  expect(new Set(week.hours.map(({ least, most, upTo }) => `${least} ${most} ${upTo}`))).toEqual(new Set(["0 0 0"]));
  expect(week).toMatchObject({ machineHours: 0, unknown: [], dated: [], moving: [] });
  expect(week.targets).toEqual([{ policy: undefined, places: 0, upTo: 0, machines: 0, minutes: 10_080 }]);
});

test("a period of hours and weekdays is those of its own time zone", () => {
  const policies = [{ periods: ["* 8-17 * * mon-fri"], timezone: "Europe/Paris", idleCount: 3 }];
  const workdays = (hours: string) => [hours, hours, hours, hours, hours, "", ""];
  expect(busyHours(weekOfPolicies(policies, { timezone: "Europe/Paris" }))).toEqual(workdays(hoursFrom(8, 17)));
  expect(busyHours(weekOfPolicies(policies))).toEqual(workdays(hoursFrom(7, 16)));
  expect(busyHours(weekOfPolicies(policies, { monday: "2026-07-06" }))).toEqual(workdays(hoursFrom(6, 15)));
});

test("a period that reaches over midnight in the shown zone goes on from Sunday to Monday", () => {
  const policies = [{ periods: ["* 0-3 * * mon"], timezone: "Asia/Tokyo", idleCount: 1 }];
  expect(busyHours(weekOfPolicies(policies))).toEqual(["", "", "", "", "", "", "15,16,17,18"]);
});

test("of several policies that hold the last one counts, also where it asks for less", () => {
  const week = weekOfPolicies([
    { idleCount: 8 },
    { periods: ["* * * * sat,sun"], idleCount: 1 },
    { periods: ["* 2-3 * * *"], idleCount: 4 },
  ]);
  expect([hourOf(week, 0, 1).most, hourOf(week, 0, 2).most, hourOf(week, 5, 1).most, hourOf(week, 5, 3).most]).toEqual([
    8, 4, 1, 4,
  ]);
  expect(week.targets.map(({ policy, minutes }) => [policy, minutes])).toEqual([
    [0, 5 * 22 * 60],
    [1, 2 * 22 * 60],
    [2, 7 * 2 * 60],
  ]);
});

test("any of the periods of a policy is enough", () => {
  const week = weekOfPolicies([{ periods: ["* 6 * * mon", "* 9 * * tue,0"], idleCount: 1 }]);
  expect(busyHours(week)).toEqual(["6", "9", "", "", "", "", "9"]);
});

test("an hour within which the target changes has its least and its most", () => {
  const week = weekOfPolicies([
    { periods: ["30-59 7 * * *"], idleCount: 2 },
    { periods: ["45-49 7 * * mon"], idleCount: 5 },
  ]);
  expect(hourOf(week, 0, 7)).toEqual({ least: 0, most: 5, upTo: 5, targets: [0, 1, 2] });
  expect(hourOf(week, 1, 7)).toEqual({ least: 0, most: 2, upTo: 2, targets: [0, 1] });
  // 2 machines for 30 minutes of 7 days, and 3 more for 5 minutes.
  expect(week.machineHours).toBeCloseTo((2 * 30 * 7 + 3 * 5) / 60, 9);
});

test.each<[string, Partial<Policies[number]>, number, number]>([
  ["without a factor nothing but idleCount", { idleCount: 2 }, 2, 2],
  ["with a factor of 0 nothing but idleCount", { idleCount: 2, scaleFactor: 0 }, 2, 2],
  ["up to the limit", { idleCount: 2, scaleFactor: 0.5, scaleFactorLimit: 4 }, 2, 4],
  ["without a limit up to every job of the fleet", { idleCount: 2, scaleFactor: 0.5 }, 2, 10],
])("the scale factor asks for %s", (_what, policy, places, upTo) => {
  expect(hourOf(weekOfPolicies([policy]), 3, 3)).toMatchObject({ least: places, most: places, upTo });
});

test("machines are whole ones, rounded up by every manager on its own", () => {
  const fleet = { maxInstances: 10, capacityPerInstance: 5, maxUseCount: 50, policies: [{ idleCount: 6 }] };
  expect(weekOfFleet(fleet).targets).toMatchObject([{ places: 6, machines: 2 }]);
  expect(weekOfFleet({ ...fleet, policies: [{ idleCount: 5 }] }, {}, { shards: 2 })).toMatchObject({
    targets: [{ places: 5, machines: 2 }],
    machineHours: 2 * 168,
  });
});

test("the limit of a scale factor is shared out over the managers, as their places are", () => {
  const week = weekOfFleet(
    { maxInstances: 3, policies: [{ idleCount: 1, scaleFactor: 1, scaleFactorLimit: 3 }] },
    {},
    { shards: 2 },
  );
  expect(week.targets).toMatchObject([{ places: 1, upTo: 3 }]);
});

test("periods of some dates are named, with whether this week has them", () => {
  const policies = [
    { periods: ["* 8 1 * *", "* 8 * * mon"], idleCount: 1 },
    { periods: ["* 9 * 1-3 mon-fri"], idleCount: 2 },
    { periods: ["* 10 1-31 jan-dec *"], idleCount: 3 },
  ];
  const week = weekOfPolicies(policies);
  expect(week.dated).toEqual([
    { path: "fleets.linux.policies[0].periods[0]", period: "* 8 1 * *", holdsThisWeek: false },
    { path: "fleets.linux.policies[1].periods[0]", period: "* 9 * 1-3 mon-fri", holdsThisWeek: true },
  ]);
  expect(busyHours(week)).toEqual(["8,9,10", "9,10", "9,10", "9,10", "9,10", "10", "10"]);
});

test("zones whose periods move over the shown hours are named with how far", () => {
  const policies = [
    { idleCount: 1, timezone: "America/New_York" },
    { periods: ["* 8 * * *"], timezone: "Europe/Paris", idleCount: 2 },
    { periods: ["* 12 * * *"], timezone: "Asia/Kolkata", idleCount: 2 },
  ];
  expect(weekOfPolicies(policies).moving).toEqual([{ timezone: "Europe/Paris", shifts: [-60] }]);
  expect(weekOfPolicies(policies, { timezone: "Europe/Paris" }).moving).toEqual([
    { timezone: "Asia/Kolkata", shifts: [60] },
  ]);
});

describe("what only Terraform knows", () => {
  const number = Expression.number("var.n");

  test("is not a number where it counts, and the rest of the week is", () => {
    const week = weekOfPolicies([{ idleCount: 1 }, { periods: ["* 8 * * *"], idleCount: number }]);
    expect(week.unknown).toEqual(["fleets.linux.policies[1].idleCount"]);
    expect(hourOf(week, 0, 8)).toEqual({ least: undefined, most: undefined, upTo: undefined, targets: [1] });
    expect(hourOf(week, 0, 9)).toMatchObject({ least: 1, most: 1, upTo: 1 });
    expect(week.machineHours).toBe(7 * 23);
  });

  test("at some minutes of an hour is the whole hour", () => {
    const week = weekOfPolicies([{ idleCount: 1 }, { periods: ["30-59 8 * * *"], idleCount: number }]);
    expect(hourOf(week, 0, 8)).toEqual({ least: undefined, most: undefined, upTo: undefined, targets: [0, 1] });
    expect(week.machineHours).toBe(7 * 23.5);
  });

  test("as a period leaves every minute open that no later policy decides", () => {
    for (const [policy, path] of [
      [{ periods: Expression.list("var.periods") }, "periods"],
      [{ periods: ["* 8 * * *", Expression.text("var.period")] }, "periods[1]"],
      [{ periods: ["* 8 * * *"], timezone: Expression.text("var.zone") }, "timezone"],
    ] as const) {
      const week = weekOfPolicies([
        { ...policy, idleCount: 1 } as Policies[number],
        { periods: ["* 9 * * *"], idleCount: 2 },
      ]);
      expect(week.unknown).toEqual([`fleets.linux.policies[0].${path}`]);
      expect([hourOf(week, 2, 8).most, hourOf(week, 2, 9).most]).toEqual([undefined, 2]);
    }
  });

  test("as the zone of a policy that always holds changes nothing", () => {
    const week = weekOfPolicies([{ timezone: Expression.text("var.zone"), idleCount: 1 }]);
    expect(hourOf(week, 6, 23)).toMatchObject({ least: 1, most: 1 });
  });

  test("as the list of policies is the whole week", () => {
    const week = weekOfFleet({ policies: Expression.objects("var.policies") });
    expect(week.unknown).toEqual(["fleets.linux.policies"]);
    expect(new Set(week.hours.map(({ most }) => most))).toEqual(new Set([undefined]));
    expect(week.machineHours).toBe(0);
  });

  test("as a size leaves open what depends on it", () => {
    const week = weekOfFleet({ maxInstances: number, policies: [{ idleCount: 2, scaleFactor: 1 }] });
    expect(week.unknown).toEqual(["fleets.linux.maxInstances"]);
    expect(week.targets).toMatchObject([{ places: 2, upTo: undefined, machines: 2 }]);
    const capacity = weekOfFleet({ capacityPerInstance: number, maxUseCount: 9, policies: [{ idleCount: 2 }] });
    expect(capacity.unknown).toEqual(["fleets.linux.capacityPerInstance"]);
    expect(capacity.targets).toMatchObject([{ places: 2, machines: undefined }]);
  });
});

describe("pause pods", () => {
  type Pods = Extract<RunnerFleetInput["fleets"][string], { executor: "kubernetes" }>;
  type Autoscaler = NonNullable<Pods["kubernetes"]["autoscaler"]>;

  const weekOfPods = (autoscaler?: Autoscaler, shards = 1) => {
    const kubernetes = { image: "alpine:3.22", cpuRequest: "1", memoryRequest: "1Gi", autoscaler };
    const { config } = readConfig({
      gitlab: { url: "https://gitlab.example.com" },
      manager: { shards },
      fleets: { pods: { executor: "kubernetes", limit: 21, profile: "image-builds", kubernetes } },
    });
    return idleWeek(config, "pods", weekOf());
  };

  test("are places without machines of their own", () => {
    const week = weekOfPods({ policies: [{ periods: ["* 8 * * *"], idleCount: 4 }] });
    expect(hourOf(week, 0, 8)).toMatchObject({ least: 4, most: 4, upTo: 4 });
    expect(hourOf(week, 0, 9)).toMatchObject({ least: 0, most: 0, upTo: 0 });
    expect(week.machineHours).toBeUndefined();
  });

  test("of a fleet without policies are none", () => {
    expect(weekOfPods().targets).toEqual([
      { policy: undefined, places: 0, upTo: 0, machines: undefined, minutes: 10_080 },
    ]);
  });

  test.each<[Autoscaler, number, number]>([
    [{ policies: [{ idleCount: 2, scaleFactor: 0.5 }] }, 2, 11],
    [{ policies: [{ idleCount: 2, scaleFactor: 2 }] }, 2, 42],
    [{ policies: [{ idleCount: 2, scaleFactor: 0.5, scaleFactorLimit: 0 }] }, 2, 11],
    [{ policies: [{ idleCount: 2, scaleFactor: 0.5, scaleFactorLimit: 5 }] }, 2, 5],
    [{ maxPausePods: 4, policies: [{ idleCount: 2, scaleFactor: 0.5, scaleFactorLimit: 5 }] }, 2, 4],
    [{ maxPausePods: 3, policies: [{ idleCount: 5 }] }, 3, 3],
    [{ maxPausePods: 0, policies: [{ idleCount: 5 }] }, 5, 5],
  ])("with %j are as many as GitLab Runner makes", (autoscaler, places, upTo) => {
    expect(hourOf(weekOfPods(autoscaler), 4, 12)).toMatchObject({ least: places, most: places, upTo });
  });

  test("of several managers are the sum of their shares", () => {
    // 11 and 10 jobs, of which each asks for half, rounded up.
    expect(weekOfPods({ policies: [{ idleCount: 3, scaleFactor: 0.5 }] }, 2).targets).toMatchObject([
      { places: 3, upTo: 6 + 5 },
    ]);
  });
});

test("a fleet that is not there is refused by name", () => {
  const { config } = readConfig(minimalDescription());
  expect(() => idleWeek(config, "windows", weekOf())).toThrow(`'fleetKey' must be one of linux, got "windows"`);
});

test("every minute agrees with a plain reading of the policies on the clocks of their zones", () => {
  type Reading = (at: { hour: number; minute: number; weekday: string; day: number }) => boolean;
  const readings: [string, string, number, Reading][] = [
    ["*/20 * * * *", "Asia/Kolkata", 1, ({ minute }) => minute % 20 === 0],
    [
      "* 7-18 * * mon-fri",
      "Europe/Paris",
      6,
      ({ hour, weekday }) => hour >= 7 && hour < 19 && !weekday.startsWith("S"),
    ],
    [
      "15-44 9,17 * * *",
      "America/New_York",
      9,
      ({ hour, minute }) => (hour === 9 || hour === 17) && minute >= 15 && minute < 45,
    ],
    [
      "* 22-23 14 * sat",
      "Pacific/Chatham",
      3,
      ({ hour, day, weekday }) => hour >= 22 && (day === 14 || weekday === "Sat"),
    ],
    ["* 12 * * *", "UTC", 0, ({ hour }) => hour === 12],
  ];
  const week = weekOf({ timezone: "Asia/Kathmandu" });
  const clocks = readings.map(
    ([, timeZone]) =>
      new Intl.DateTimeFormat("en-US", {
        timeZone,
        weekday: "short",
        day: "numeric",
        hour: "numeric",
        minute: "numeric",
        hourCycle: "h23",
      }),
  );
  const places = Array.from({ length: 10_080 }, (_, minute) => {
    const last = readings.findLastIndex(([, , , holds], index) => {
      const parts = clocks[index]!.formatToParts((week.start + minute) * 60_000);
      const part = (type: string) => parts.find((found) => found.type === type)!.value;
      return holds({
        hour: Number(part("hour")),
        minute: Number(part("minute")),
        day: Number(part("day")),
        weekday: part("weekday"),
      });
    });
    return readings[last]?.[2] ?? 0;
  });
  const { config } = readConfig({
    ...minimalDescription(),
    fleets: {
      linux: {
        ...minimalFleet(),
        policies: readings.map(([period, timezone, idleCount]) => ({ periods: [period], timezone, idleCount })),
      },
    },
  });
  const { hours, machineHours } = idleWeek(config, "linux", week);
  expect(hours.map(({ least, most }) => [least, most])).toEqual(
    Array.from({ length: 168 }, (_, hour) => {
      const minutes = places.slice(hour * 60, hour * 60 + 60);
      return [Math.min(...minutes), Math.max(...minutes)];
    }),
  );
  expect(machineHours).toBeCloseTo(places.reduce((a, b) => a + b, 0) / 60, 9);
});
