import { parse } from "smol-toml";
import type { KeyReport } from "../../../src/import/key-report";
import { importPolicies } from "../../../src/import/machine/machine-policies";
import { TrackedTable } from "../../../src/import/tracked-table";

function read(toml: string, most?: number) {
  const report: KeyReport[] = [];
  const machine = new TrackedTable(parse(toml), "machine", report);
  const policies = importPolicies(machine, "fleets.linux", most);
  machine.finish();
  return {
    policies,
    report,
    said: (key: string) => report.filter((entry) => entry.key === `machine.${key}`),
  };
}

test("the table itself is the policy that always holds, and the first", () => {
  expect(read("IdleCount = 2\nIdleTime = 1800").policies).toEqual([{ idleCount: 2, idleTime: "30m" }]);
});

test("each section is a policy, in the same order, since of several the last counts in both", () => {
  const { policies } = read(`
    IdleCount = 1
    IdleTime = 600
    [[autoscaling]]
      Periods = ["* * 8-17 * * mon-fri *", "* * 10-15 * * sat *"]
      Timezone = "Europe/Paris"
      IdleCount = 10
      IdleTime = 3600
    [[autoscaling]]
      Periods = ["* * 12 * * * *"]
      Timezone = "UTC"
      IdleCount = 4
      IdleTime = 1200
  `);
  expect(policies).toEqual([
    { idleCount: 1, idleTime: "10m" },
    {
      periods: ["* 8-17 * * mon-fri", "* 10-15 * * sat"],
      timezone: "Europe/Paris",
      idleCount: 10,
      idleTime: "1h",
    },
    { periods: ["* 12 * * *"], timezone: "UTC", idleCount: 4, idleTime: "20m" },
  ]);
});

test("a period that becomes the same is reported as changed, by what it becomes", () => {
  const { said } = read(
    '[[autoscaling]]\nPeriods = ["* * 9-17 * * mon-fri *"]\nTimezone = "UTC"\nIdleCount = 1\nIdleTime = 60',
  );
  expect(said("autoscaling[0].Periods[0]")).toEqual([
    {
      key: "machine.autoscaling[0].Periods[0]",
      outcome: "changed",
      to: "fleets.linux.policies[1].periods",
      note: '"* * 9-17 * * mon-fri *" is "* 9-17 * * mon-fri", which holds at the same minutes',
    },
  ]);
});

test("a period that does not is left to a decision", () => {
  const { policies, said } = read(
    '[[autoscaling]]\nPeriods = ["@daily", "* * * * * 6 *"]\nTimezone = "UTC"\nIdleCount = 1',
  );
  expect(policies[1]?.periods).toEqual(["0 0 * * *", "* * * * 6"]);
  expect(said("autoscaling[0].Periods[0]")).toEqual([
    {
      key: "machine.autoscaling[0].Periods[0]",
      outcome: "decision",
      to: "fleets.linux.policies[1].periods",
      note:
        '"@daily" is "0 0 * * *": held for one second of each of its minutes, and now for whole minutes; write the hours ' +
        "that are meant",
    },
  ]);
});

test("a section takes nothing over from the table, and says so where it leaves something out", () => {
  const { policies, said } = read(`
    IdleCount = 7
    IdleTime = 600
    IdleScaleFactor = 2.0
    [[autoscaling]]
      Periods = ["* * 0-5 * * * *"]
      Timezone = "UTC"
  `);
  expect(policies[1]).toEqual({ periods: ["* 0-5 * * *"], timezone: "UTC", idleCount: 0, idleTime: "0s" });
  expect(said("autoscaling[0].Periods")).toEqual([
    {
      key: "machine.autoscaling[0].Periods",
      outcome: "changed",
      to: "fleets.linux.policies[1]",
      note: "without IdleCount and IdleTime, which are then 0",
    },
  ]);
});

test.each(["", "Periods = []\n"])(
  "a section that never held (%j) becomes no policy, and each of its keys is reported",
  (periods) => {
    const { policies, report } = read(`[[autoscaling]]\n${periods}Timezone = "UTC"\nIdleCount = 5\nIdleTime = 60`);
    expect(policies).toHaveLength(1);
    expect(report.map(({ key, outcome }) => [key, outcome])).toEqual([
      ...(periods === "" ? [] : [["machine.autoscaling[0].Periods", "dropped"]]),
      ["machine.autoscaling[0].Timezone", "dropped"],
      ["machine.autoscaling[0].IdleCount", "dropped"],
      ["machine.autoscaling[0].IdleTime", "dropped"],
    ]);
  },
);

test("a section of which no period can be said becomes no policy; a policy without periods would always hold", () => {
  const { policies, report } = read(`
    [[autoscaling]]
      Periods = ["* * * * * mon-sun *"]
      IdleCount = 5
    [[autoscaling]]
      Periods = ["* * 1 * * * *"]
      Timezone = "UTC"
      IdleCount = 2
      IdleTime = 900
  `);
  expect(policies.slice(1)).toEqual([{ periods: ["* 1 * * *"], timezone: "UTC", idleCount: 2, idleTime: "15m" }]);
  expect(report.slice(0, 2)).toEqual([
    {
      key: "machine.autoscaling[0].Periods[0]",
      outcome: "decision",
      note:
        '"* * * * * mon-sun *": "mon-sun" holds on no day, since Sunday is 0 there and the range ends before it starts; so ' +
        "it held at no time, and is left out",
    },
    {
      key: "machine.autoscaling[0].IdleCount",
      outcome: "dropped",
      note: "no policy comes of this part: Periods is left out",
    },
  ]);
  expect(report[2]?.to).toBe("fleets.linux.policies[1].periods");
});

describe("the time zone of a section", () => {
  const section = (zone: string, period = "* * 9 * * * *") =>
    read(`[[autoscaling]]\nPeriods = ["${period}"]\n${zone}\nIdleCount = 1\nIdleTime = 900`);

  test("is kept", () => {
    const { policies, said } = section('Timezone = "Asia/Tokyo"');
    expect(policies[1]?.timezone).toBe("Asia/Tokyo");
    expect(said("autoscaling[0].Timezone")).toEqual([
      { key: "machine.autoscaling[0].Timezone", outcome: "kept", to: "fleets.linux.policies[1].timezone" },
    ]);
  });

  test.each([
    ['Timezone = ""', "Timezone", '"" is the time zone'],
    ['Timezone = "Local"', "Timezone", '"Local" is the time zone'],
    ["", "Periods", "without Timezone it is the time zone"],
  ])("that is the host's (%j) is UTC and a decision", (zone, key, note) => {
    const { policies, said } = section(zone);
    expect(policies[1]?.timezone).toBe("UTC");
    expect(said(`autoscaling[0].${key}`)).toEqual([
      {
        key: `machine.autoscaling[0].${key}`,
        outcome: "decision",
        to: "fleets.linux.policies[1].timezone",
        note: `${note} of the old manager's host; UTC is written: put in the zone that is meant`,
      },
    ]);
  });

  test("does not matter where the section always holds", () => {
    const { policies, report } = section("", "* * * * * * *");
    expect(policies[1]).toEqual({ periods: ["* * * * *"], timezone: "UTC", idleCount: 1, idleTime: "15m" });
    expect(report.filter(({ outcome }) => outcome === "decision")).toEqual([]);
  });
});

test("periods that say the same are written once, and one that always holds alone", () => {
  const periods = (list: string) => read(`[[autoscaling]]\nPeriods = [${list}]\nTimezone = "UTC"`).policies[1]?.periods;
  expect(periods('"* * 9 * * * *", "* * 09 * * * *"')).toEqual(["* 9 * * *"]);
  expect(periods('"* * 9 * * * *", "* * * * * * *"')).toEqual(["* * * * *"]);
});

test("what is no text among the periods is left to a decision", () => {
  expect(
    read('[[autoscaling]]\nPeriods = ["* * 9 * * * *", 5]\nTimezone = "UTC"').said("autoscaling[0].Periods[1]"),
  ).toEqual([
    {
      key: "machine.autoscaling[0].Periods[1]",
      outcome: "decision",
      to: "fleets.linux.policies[1].periods",
      note: "must be a text, got 5",
    },
  ]);
});

describe("off-peak mode", () => {
  const OFF_PEAK =
    'OffPeakPeriods = ["* * 0-8,18-23 * * mon-fri *"]\nOffPeakTimezone = "Europe/Berlin"\nOffPeakIdleCount = 1\nOffPeakIdleTime = 900\n';

  test("becomes a policy, and a decision, since GitLab Runner ignores it since 14.0", () => {
    const { policies, said } = read(`IdleCount = 5\nIdleTime = 3600\n${OFF_PEAK}`);
    expect(policies).toEqual([
      { idleCount: 5, idleTime: "1h" },
      { periods: ["* 0-8,18-23 * * mon-fri"], timezone: "Europe/Berlin", idleCount: 1, idleTime: "15m" },
    ]);
    expect(said("OffPeakPeriods")).toEqual([
      {
        key: "machine.OffPeakPeriods",
        outcome: "decision",
        to: "fleets.linux.policies[1]",
        note:
          "GitLab Runner ignores off-peak mode since 14.0; written as the policy that it was before: remove it if your " +
          "idle machines should stay as they are today",
      },
    ]);
    expect(said("OffPeakTimezone")[0]?.outcome).toBe("kept");
    expect(said("OffPeakIdleCount")[0]?.to).toBe("fleets.linux.policies[1].idleCount");
  });

  test("has no effect beside sections of its successor, as it had none", () => {
    const { policies, report } = read(
      `${OFF_PEAK}[[autoscaling]]\nPeriods = ["* * 1 * * * *"]\nTimezone = "UTC"\nIdleCount = 1\nIdleTime = 900`,
    );
    expect(policies).toHaveLength(2);
    expect(
      report.filter(({ key }) => key.startsWith("machine.OffPeak")).map(({ outcome, note }) => [outcome, note]),
    ).toEqual(Array.from({ length: 4 }, () => ["dropped", "without effect beside [[runners.machine.autoscaling]]"]));
  });

  test("has no effect without periods", () => {
    const { policies, report } = read("OffPeakIdleCount = 1\nOffPeakPeriods = []");
    expect(policies).toHaveLength(1);
    expect(report.map(({ key, outcome }) => [key, outcome])).toEqual([
      ["machine.OffPeakPeriods", "dropped"],
      ["machine.OffPeakIdleCount", "dropped"],
    ]);
  });
});
