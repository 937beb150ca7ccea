import { parse } from "yaml";
import { schemaHeader } from "../../src/file/schema-header";
import { descriptionYaml } from "../../src/import/description-yaml";
import type { KeyReport } from "../../src/import/key-report";

const decision = (key: string, note: string, to?: string): KeyReport => ({
  key,
  outcome: "decision",
  note,
  ...(to !== undefined && { to }),
});

const description = {
  gitlab: { url: "https://gitlab.example.com" },
  fleets: {
    linux: {
      executor: "docker-autoscaler",
      policies: [{ periods: ["* 8-17 * * mon-fri"] }, { idleCount: 2 }],
      machines: {},
      preBuildScript: "set -e\necho hello\n",
      featureFlags: { FF_X: true },
    },
  },
};

const written = (...report: readonly KeyReport[]) =>
  descriptionYaml(description, report, new Map([["runners[0]", "linux"]]));

test("begins with the schema's address, and reads back as the description", () => {
  expect(written().startsWith(schemaHeader)).toBe(true);
  expect(parse(written())).toEqual(description);
  expect(written()).toContain("    preBuildScript: |\n      set -e\n      echo hello\n");
});

test("a decision stands above the place that it is about", () => {
  const yaml = written(decision("runners[0].x", `do ${"this ".repeat(30)}`, "fleets.linux.policies[1].idleCount"));
  expect(yaml.indexOf("DECIDE")).toBeLessThan(yaml.indexOf("idleCount: 2"));
  expect(yaml.indexOf("DECIDE")).toBeGreaterThan(yaml.indexOf("periods:"));
  expect(parse(yaml)).toEqual(description);
});

test("a decision about what is not written stands above the nearest place that is", () => {
  expect(written(decision("runners[0].x", "do this", "fleets.linux.machines.image.user"))).toContain(
    "    # DECIDE: runners[0].x: do this\n    machines: {}\n",
  );
  expect(written(decision("region", "write it", "region"))).toContain(
    `${schemaHeader}# DECIDE: region: write it\n\ngitlab:`,
  );
});

test("a decision of no place stands above its runner's fleet, or on top", () => {
  expect(written(decision("runners[0].ssh", "gone"))).toContain("  # DECIDE: runners[0].ssh: gone\n  linux:\n");
  const top = written(decision("runners[1].executor", "gone"), decision("sentry_dsn", "put it there"));
  expect(top).toContain("# DECIDE: runners[1].executor: gone\n# DECIDE: sentry_dsn: put it there\n\ngitlab:");
});

test("what the same is said of at one place is one decision", () => {
  const yaml = written(decision("a", "do this"), decision("b", "do that"), decision("c", "do this"));
  expect(yaml.split("\n").slice(1, 3)).toEqual(["# DECIDE: a, c: do this", "# DECIDE: b: do that"]);
  const apart = written(decision("a", "do this", "gitlab.url"), decision("c", "do this", "fleets"));
  expect(apart.match(/DECIDE: [ac]: do this/g)).toHaveLength(2);
});

test("what needs no decision is no comment", () => {
  expect(written({ key: "runners[0].limit", outcome: "dropped", note: "derived" })).not.toContain("limit");
});

test("a long decision is wrapped, and a line break in it ends no comment", () => {
  const yaml = written(decision("runners[0].x", `${"word ".repeat(60)}\nfleets: {}`, "fleets"));
  expect(
    Math.max(
      ...yaml
        .split("\n")
        .slice(1)
        .map((line) => line.length),
    ),
  ).toBeLessThan(110);
  expect(parse(yaml)).toEqual(description);
});
