import { Expression } from "@runner-fleet/config";
import { createColors } from "picocolors";
import { explainText } from "../../src/explain/explain-text";
import { describedWeeks, linux, pods } from "./described-weeks";

const plain = createColors(false);

function explained(...input: Parameters<typeof describedWeeks>): string[] {
  const { config, fleets, week } = describedWeeks(...input);
  return explainText(config, fleets, week, plain).split("\n");
}

/** The lines from a fleet's own to the end. */
const after = (lines: readonly string[], start: string) =>
  lines.slice(lines.findIndex((line) => line.startsWith(start)));

const office = { periods: ["* 8-17 * * mon-fri"], timezone: "Europe/Paris" };

test("a fleet is how many jobs can run, what is ready at which hour, and because of what", () => {
  const lines = explained({
    linux: linux({
      capacityPerInstance: 4,
      maxUseCount: 40,
      policies: [{ idleCount: 1 }, { ...office, idleCount: 6 }],
    }),
  });
  expect(lines.slice(0, 2)).toEqual(["ci: 1 fleet, 1 manager, 40 jobs at once", "  ci-linux"]);
  expect(after(lines, "Ready at")).toEqual([
    "Ready at each hour of a week, in Europe/Paris (week of Monday 2026-01-12)",
    "",
    "linux: 40 jobs at once, 4 on each of up to 10 machines",
    "",
    "       00    03     06    09     12    15     18    21",
    ...["Mon", "Tue", "Wed", "Thu", "Fri"].map(
      (day) => `  ${day}  ▒▒▒▒▒▒▒▒▒▒▒▒ ▒▒▒▒████████ ████████████ ▒▒▒▒▒▒▒▒▒▒▒▒`,
    ),
    ...["Sat", "Sun"].map((day) => `  ${day}  ▒▒▒▒▒▒▒▒▒▒▒▒ ▒▒▒▒▒▒▒▒▒▒▒▒ ▒▒▒▒▒▒▒▒▒▒▒▒ ▒▒▒▒▒▒▒▒▒▒▒▒`),
    "",
    "      places  machines  because of",
    "  ▒▒       1         1  policies[0]: always",
    "  ██       6         2  policies[1]: * 8-17 * * mon-fri, Europe/Paris",
    "",
    "  Most 6 places on 2 machines, first Mon 08:00, in 50 hours of 168",
    // 2 machines for 50 hours, and 1 for the other 118.
    "  At least 218 machine-hours a week for idle places alone",
    "",
    "How to read this",
    "  - A place is room for one job that can start at once. Places are what the",
    "    policies ask for while no job runs.",
    "  - Machines are asked for in the minute in which a policy begins to count, and",
    "    are ready once they have started: let its period begin earlier than the",
    "    people.",
    "  - A machine that is no longer needed goes once it has been idle for idleTime.",
    "",
  ]);
});

test("an hour that changes shows its least and its most", () => {
  const lines = explained({
    linux: linux({ policies: [{ periods: ["30-59 7 * * mon", "* 8 * * mon"], idleCount: 2 }] }),
  });
  expect(after(lines, "  Mon")[0]).toBe("  Mon   · · · · · ·  ··███ · · ·  · · · · · ·  · · · · · ·");
  expect(lines).toContain("  Two signs in one hour are its least and its most.");
  expect(lines).toContain("  At least 3 machine-hours a week for idle places alone");
});

test("with a scale factor says what more there may be", () => {
  const lines = explained({
    linux: linux({ policies: [{ idleCount: 2, scaleFactor: 0.5, scaleFactorLimit: 4 }] }),
  });
  expect(after(lines, "  ██ ").slice(0, 2)).toEqual([
    "  ██       2         2  policies[0]: always",
    "                        up to 4 while jobs run: 0.5 for each of them",
  ]);
});

test.each([
  [{ idleCount: 2, scaleFactor: 0.5, scaleFactorLimit: 2 }, 10, ""],
  [{ idleCount: 2, scaleFactor: 0.5 }, Expression.number("var.n"), "more while jobs run: 0.5 for each of them"],
])("with %j says what more there may be only where there is or may be", (policy, maxInstances, words) => {
  const lines = explained({ linux: linux({ maxInstances, policies: [policy] }) });
  expect(after(lines, "  ██ ")[1]?.trim()).toBe(words);
});

test("with a scale factor and no idleCount says that nothing is ready while no job runs", () => {
  const lines = explained({ linux: linux({ policies: [{ idleCount: 0, scaleFactor: 1 }] }) });
  expect(after(lines, "   · ").slice(0, 4)).toEqual([
    "   ·       0         0  policies[0]: always",
    "                        up to 10 while jobs run: 1 for each of them",
    "",
    "  No place while no job runs",
  ]);
});

test("with policies of which only Terraform knows says so", () => {
  const lines = explained({ linux: linux({ policies: Expression.objects("var.policies") }) });
  expect(after(lines, "  ??").slice(0, 3)).toEqual([
    "  ??       ?         ?  policies: ${var.policies}",
    "",
    "  How much is kept ready is known to Terraform only",
  ]);
});

test.each([
  [1, "  Nothing is kept ready at any hour: every job waits until a machine has started\n  for it."],
  [
    20,
    "  Nothing is kept ready at any hour: every job waits until a machine has\n  started, unless one that served another job is free.",
  ],
])("without policies and with a maxUseCount of %i says what jobs wait for, and draws nothing", (maxUseCount, words) => {
  const lines = explained({ linux: linux({ maxUseCount }) });
  expect(after(lines, "linux:").join("\n")).toBe(
    `linux: 10 jobs at once, one on each of up to 10 machines\n\n${words}\n`,
  );
});

test("pause pods are places without machines", () => {
  const lines = explained({ pods: pods({ policies: [{ ...office, idleCount: 5, scaleFactor: 0.5 }] }) });
  expect(lines).toContain("pods: 20 jobs at once, each in a pod of its own");
  expect(after(lines, "      places").slice(0, 6)).toEqual([
    "      places  because of",
    "   ·       0  no policy holds",
    "  ██       5  policies[0]: * 8-17 * * mon-fri, Europe/Paris",
    "              up to 10 while jobs run: 0.5 for each of them",
    "",
    "  Most 5 places, each a pause pod, first Mon 08:00, in 50 hours of 168",
  ]);
  expect(lines.join("\n")).not.toContain("machine-hours");
  expect(lines).toContain("  - When fewer pause pods are wanted, they stay for idleTime.");
});

test("a fleet of pods without pause pods says when a job starts at once", () => {
  expect(explained({ pods: pods() }).join("\n")).toContain(
    "  No pause pods at any hour: a job starts at once where a node has room for its\n  pod, and else waits for one.",
  );
});

test("what only Terraform knows is a question mark, and named", () => {
  const lines = explained({
    linux: linux({ policies: [{ idleCount: 1 }, { ...office, idleCount: Expression.number("var.idle_count") }] }),
  });
  expect(after(lines, "  Mon")[0]).toBe("  Mon  ████████████ ████???????? ???????????? ████████████");
  expect(after(lines, "  ??").slice(0, 2)).toEqual([
    "  ??       ?         ?  policies[1]: known to Terraform only,",
    "                        * 8-17 * * mon-fri, Europe/Paris",
  ]);
  expect(lines).toContain("  Most 1 place on 1 machine, first Mon 00:00, in 118 hours of 168, as far as is");
  expect(lines).toContain("  At least 118 machine-hours a week for idle places alone, without what only");
  expect(lines).toContain("  ! Known to Terraform only: fleets.linux.policies[1].idleCount.");
});

test("a size that only Terraform knows is its expression", () => {
  const lines = explained({ linux: linux({ maxInstances: Expression.number("var.max_instances") }) });
  expect(lines).toContain("linux: ${var.max_instances} jobs at once, one on each of up to");
});

test("what a week can't show is said", () => {
  const policies = [
    { ...office, idleCount: 2 },
    { periods: ["* 8 1 * *"], idleCount: 3 },
  ];
  const lines = explained({ linux: linux({ policies }) }, { timezone: "UTC" });
  expect(after(lines, "  ! ")).toEqual(
    expect.arrayContaining([
      "  ! fleets.linux.policies[1].periods[0] (* 8 1 * *) is of some dates only: none",
      "    is in this week.",
      "  ! Periods in Europe/Paris are at other hours of UTC in other weeks of the",
      "    year, as clocks change: 1 hour earlier.",
    ]),
  );
});

test("hours are those of the zone that most policies have, of the first of several, or of the one asked for", () => {
  const tokyo = { periods: ["* 8 * * *"], timezone: "Asia/Tokyo", idleCount: 1 };
  const zoneOf = (lines: readonly string[]) => / in (\S+) \(/.exec(after(lines, "Ready at")[0] ?? "")?.[1];
  const one = linux({
    policies: [
      { idleCount: 1, timezone: "America/New_York" },
      { ...office, idleCount: 2 },
    ],
  });
  expect(zoneOf(explained({ one, none: linux() }))).toBe("Europe/Paris");
  expect(zoneOf(explained({ one, other: linux({ policies: [tokyo] }) }))).toBe("Europe/Paris");
  expect(zoneOf(explained({ one: linux({ policies: [tokyo] }), other: one }))).toBe("Asia/Tokyo");
  const two = linux({ policies: [{ ...tokyo, idleCount: 3 }, tokyo] });
  expect(zoneOf(explained({ one, two }))).toBe("Asia/Tokyo");
  expect(zoneOf(explained({ one }, { timezone: "Asia/Tokyo" }))).toBe("Asia/Tokyo");
  expect(zoneOf(explained({ none: linux() }))).toBe("UTC");
});

test("no line is wider than a terminal of 80 columns", () => {
  const long = { periods: Array.from({ length: 9 }, (_, hour) => `*/5 ${hour * 2} 1-7 1-6 mon-fri`), idleCount: 3 };
  const policies = Array.from({ length: 12 }, (_, index) => ({
    ...long,
    timezone: "Europe/Paris",
    idleCount: index % 9,
  }));
  const key = "a-fleet-with-the-longest-name-xx";
  const lines = explained({ [key]: linux({ policies }), pods: pods({ policies: [{ ...office, idleCount: 5 }] }) });
  expect(lines.filter((line) => [...line].length > 80)).toEqual([]);
  expect(lines.filter((line) => line.startsWith("  ! "))).toHaveLength(9 * 12);
});

test("colours change nothing but colours", () => {
  const { config, fleets, week } = describedWeeks({ linux: linux({ policies: [{ ...office, idleCount: 2 }] }) });
  const coloured = explainText(config, fleets, week, createColors(true));
  expect(coloured).toContain("\u001b[36m██\u001b[39m");
  expect(coloured.replaceAll(/\u001b\[\d+m/g, "")).toBe(explainText(config, fleets, week, plain));
});
