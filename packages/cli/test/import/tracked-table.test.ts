import type { KeyReport } from "../../src/import/key-report";
import { TrackedTable } from "../../src/import/tracked-table";

function tracked(table: Readonly<Record<string, unknown>>, path = "runners[0]") {
  const report: KeyReport[] = [];
  return { table: new TrackedTable(table, path, report), report };
}

const UNKNOWN = "the description has no setting for it; look up what it does before you leave it out";

describe("keys", () => {
  test("are found without regard to letter case, and reported as they were written", () => {
    const { table, report } = tracked({ idlecount: 5 });
    expect(table.has("IdleCount")).toBe(true);
    expect(table.value("IdleCount")).toBe(5);
    table.kept("IdleCount", "fleets.linux.policies[0].idleCount");
    table.finish();
    expect(report).toEqual([
      { key: "runners[0].idlecount", outcome: "kept", to: "fleets.linux.policies[0].idleCount" },
    ]);
  });

  test("are taken in the very spelling before another one, which is left to a decision", () => {
    const { table, report } = tracked({ LIMIT: 1, limit: 2 });
    expect(table.value("limit")).toBe(2);
    table.kept("limit", "x");
    table.finish();
    expect(report).toEqual([
      { key: "runners[0].limit", outcome: "kept", to: "x" },
      {
        key: "runners[0].LIMIT",
        outcome: "decision",
        note: "written twice, in different letter case; keep one of them in config.toml and import it again",
      },
    ]);
  });

  test("that are not there are not reported on", () => {
    const { table, report } = tracked({});
    expect(table.has("limit")).toBe(false);
    expect(table.value("limit")).toBeUndefined();
    table.kept("limit", "x");
    table.dropped("limit", "why");
    table.decision("tags[0]", "why");
    expect(report).toEqual([]);
  });

  test("that are no plain words are quoted, at the top as well", () => {
    const { table, report } = tracked({ "a.b": 1 });
    table.dropped("a.b", "why");
    expect(report.map(({ key }) => key)).toEqual(['runners[0]["a.b"]']);
    const top = tracked({ limit: 1, "a b": 2 }, "");
    top.table.finish();
    expect(top.report.map(({ key }) => key)).toEqual(["limit", '["a b"]']);
  });
});

describe("what nobody has dealt with", () => {
  test("is a decision, also in tables that nobody has looked at", () => {
    const { table, report } = tracked({
      limit: 1,
      ssh: { user: "x", options: { port: 22 } },
      items: [{ a: 1 }, { b: 2 }],
    });
    table.value("limit");
    table.finish();
    expect(report).toEqual(
      ["limit", "ssh.user", "ssh.options.port", "items[0].a", "items[1].b"].map((key) => ({
        key: `runners[0].${key}`,
        outcome: "decision",
        note: UNKNOWN,
      })),
    );
  });

  test("is a decision in tables that were handed out, however often", () => {
    const { table, report } = tracked({ docker: { image: "x", host: "y" }, policy: [{ a: 1 }, { b: 2 }] });
    table.table("Docker")?.kept("image", "to");
    expect(table.table("docker")?.path).toBe("runners[0].docker");
    table.tables("policy")[1]?.dropped("b", "why");
    table.finish();
    expect(report.map(({ key, outcome }) => `${outcome} ${key}`)).toEqual([
      "kept runners[0].docker.image",
      "dropped runners[0].policy[1].b",
      "decision runners[0].docker.host",
      "decision runners[0].policy[0].a",
    ]);
  });

  test("is dropped where it is empty", () => {
    const { table, report } = tracked({ docker: {}, policy: [] });
    table.table("docker");
    table.tables("policy");
    table.finish();
    expect(report).toEqual(
      ["docker", "policy"].map((key) => ({
        key: `runners[0].${key}`,
        outcome: "dropped",
        note: "it is empty, which says nothing",
      })),
    );
  });

  test("is each other item of a list of which one was reported on", () => {
    const { table, report } = tracked({ MachineOptions: ["a=1", "b=2", "c=3"] });
    table.kept("MachineOptions[1] (b)", "to");
    table.finish();
    expect(report.map(({ key, outcome }) => `${outcome} ${key}`)).toEqual([
      "kept runners[0].MachineOptions[1] (b)",
      "decision runners[0].MachineOptions[0]",
      "decision runners[0].MachineOptions[2]",
    ]);
  });
});

test("a table that is dropped is dropped key by key", () => {
  const { table, report } = tracked({ ssh: { user: "x", port: "22" }, empty: {} });
  table.dropped("ssh", "why");
  table.dropped("empty", "why");
  table.finish();
  expect(report.map(({ key }) => key)).toEqual(["runners[0].ssh.user", "runners[0].ssh.port", "runners[0].empty"]);
});

test("a value of another type is no table", () => {
  const { table } = tracked({ docker: "x", policy: [1], when: new Date(0) });
  expect(table.table("docker")).toBeUndefined();
  expect(table.table("when")).toBeUndefined();
  expect(table.tables("policy")).toEqual([]);
});

test("whether a key is dealt with is known", () => {
  const { table } = tracked({ a: 1, b: { c: 1 }, d: 1 });
  table.kept("a", "to");
  table.table("b");
  expect(["a", "b", "d", "e"].map((key) => table.isDealtWith(key))).toEqual([true, true, false, false]);
});

test("what looks like a secret is not reported, be it in a key, a label, a path or a note", () => {
  const secret = "glrt-abcdefghijklmnopqrst";
  const { table, report } = tracked({ [secret]: 1, list: ["x"], other: 1 });
  table.dropped(secret, "why");
  table.changed(`list[0] (${secret})`, `to.${secret}`, `was ${secret}`);
  table.finish();
  expect(report).toHaveLength(3);
  expect(JSON.stringify(report)).not.toContain("glrt-");
});
