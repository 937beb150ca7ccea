import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rules } from "@runner-fleet/config";
import { explained } from "./explained";
import { parseXml } from "./xml-element";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "explain-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const description = `
gitlab: { url: https://gitlab.example.com }
fleets:
  linux:
    executor: docker-autoscaler
    maxInstances: 10
    docker: { image: "alpine:3.22" }
    policies: [{ periods: ["* 8-17 * * mon-fri"], timezone: Europe/Paris, idleCount: 6 }]
    machines: { instanceTypes: [m7i.large] }
`;

function file(name: string, text = description): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe("runner-fleet explain <file>", () => {
  test("says what the description comes to, though it leaves to Terraform what only an account knows", async () => {
    const { exitCode, out, said } = await explained({ topic: file("runner-fleet.yaml") });
    expect({ exitCode, said }).toEqual({ exitCode: 0, said: "" });
    expect(out).toContain("gitlab-runner: 1 fleet, 1 manager, 10 jobs at once\n");
    expect(out).toContain("  Most 6 places on 6 machines, first Mon 08:00, in 50 hours of 168\n");
    expect(out).not.toContain("undefined");
  });

  test("shows the week in the zone and of the Monday asked for", async () => {
    const { out } = await explained({ topic: file("a.yaml"), timezone: "UTC", week: "2026-07-06" });
    expect(out).toContain("in UTC (week of Monday 2026-07-06)");
    expect(out).toContain("first Mon 06:00");
    expect(out).toContain("1 hour later");
  });

  test.each([
    [
      { timezone: "Europe/Pariss" },
      '--timezone: must be an IANA time zone, got "Europe/Pariss"; did you mean Europe/Paris?',
    ],
    [{ week: "2026-01-13" }, `--week: must be a Monday, got "2026-01-13"; that week's is 2026-01-12`],
  ])("a call with %j is a wrong call", async (options, message) => {
    const { error, out } = await explained({ topic: file("a.yaml"), ...options });
    expect(error).toMatchObject({ message, exitCode: 2 });
    expect(out).toBe("");
  });

  test("writes the picture, and does not overwrite another file unasked", async () => {
    const topic = file("a.yaml");
    const svg = join(folder, "week.svg");
    expect(await explained({ topic, svg })).toMatchObject({ exitCode: 0, said: `wrote ${svg}\n` });
    expect(parseXml(readFileSync(svg, "utf8")).name).toBe("svg");
    writeFileSync(svg, "mine");
    const refused = await explained({ topic, svg });
    expect(refused).toMatchObject({ error: { exitCode: 1 }, out: "" });
    expect(readFileSync(svg, "utf8")).toBe("mine");
    expect(await explained({ topic, svg, force: true })).toMatchObject({ exitCode: 0 });
    expect(parseXml(readFileSync(svg, "utf8")).name).toBe("svg");
  });

  test("says what is found in a description on stderr, and refuses one with errors", async () => {
    const spot = description.replace("[m7i.large]", "[m7i.large], onDemandPercentageAboveBaseCapacity: 0");
    const found = await explained({ topic: file("a.yaml", spot) });
    expect(found.exitCode).toBe(0);
    expect(found.said).toContain("[spot-single-type]");
    const refused = await explained({ topic: file("b.yaml", description.replace("8-17", "17-8")) });
    expect(refused.error).toMatchObject({ exitCode: 1 });
    expect(refused.error?.message).toContain("[policy-period-invalid]");
    expect(refused.out).toBe("");
  });
});

describe("runner-fleet explain <rule>", () => {
  test("says what the rule asks, why, what to do, and how to live with a warning", async () => {
    const { exitCode, out } = await explained({ topic: "max-pause-pods-below-idle-count" });
    expect(exitCode).toBe(0);
    expect(out.split("\n")).toEqual([
      "max-pause-pods-below-idle-count: warning",
      "",
      "A policy wants no more pause pods than there may be",
      "",
      "Why",
      "  maxPausePods cuts off what policies ask for, without a word: fewer places are",
      "  held than the policy says, and jobs wait for nodes.",
      "",
      "Fix",
      "  raise maxPausePods, or lower idleCount",
      "",
      "Accept",
      "  Where it is as it should be, say so in the description, with the path that",
      "  'validate' prints:",
      "",
      "  accept:",
      "    - rule: max-pause-pods-below-idle-count",
      "      path: …    # leave it out to accept every finding of the rule",
      "      reason: …  # why it is acceptable here, in at least 10 characters",
      "",
    ]);
  });

  test.each([
    ["an error", "idle-count-above-capacity", "must be fixed"],
    ["an error that may be lived with", "privileged-pods", "    - rule: privileged-pods"],
  ])("of %s says whether it can be accepted", async (_what, topic, words) => {
    const { out } = await explained({ topic });
    expect(out).toContain(`${topic}: error\n`);
    expect(out).toContain(words);
  });

  test("has a page of at most 80 columns for every rule", async () => {
    for (const { id } of rules) {
      const { out } = await explained({ topic: id });
      expect(out.startsWith(`${id}: `)).toBe(true);
      // A word that is longer than a line, as an address may be, is not broken.
      expect(out.split("\n").filter((line) => line.length > 80 && line.trim().includes(" "))).toEqual([]);
    }
  });

  test("has no picture", async () => {
    const svg = join(folder, "week.svg");
    const { error } = await explained({ topic: "spot-single-type", svg });
    expect(error).toMatchObject({ exitCode: 2 });
    expect(error?.message).toBe(
      "--svg: must come with a description, got the rule spot-single-type; leave it out, or name a file",
    );
    expect(existsSync(svg)).toBe(false);
  });
});

describe("what is neither a file nor a rule", () => {
  test.each([
    ["spot-singel-type", "did you mean spot-single-type?"],
    ["schema-range", "is a check of one value's form"],
    ["zzzzzzzzzzzzzzzz", "'runner-fleet validate' prints the ids"],
  ])("%s is answered with what is near", async (topic, words) => {
    const { error, out } = await explained({ topic });
    expect(error).toMatchObject({ exitCode: 1 });
    expect(error?.message).toContain(`must be a file or the id of a rule, got "${topic}"; `);
    expect(error?.message).toContain(words);
    expect(out).toBe("");
  });

  test("is answered with the file that is near", async () => {
    const path = file("runner-fleet.yaml");
    const { error } = await explained({ topic: join(folder, "runner-fleet.yml") });
    expect(error?.message).toContain(`did you mean ${path}?`);
  });

  test("is not printed when it is a secret", async () => {
    const { error } = await explained({ topic: `glrt-${"a1".repeat(10)}` });
    expect(error?.message).toContain("got a text that looks like a secret (not shown)");
  });

  test("may be a path through a file", async () => {
    const { error } = await explained({ topic: join(file("a.yaml"), "b.yaml") });
    expect(error).toMatchObject({ exitCode: 1 });
    expect(error?.message).toContain("must be a file or the id of a rule");
  });
});
