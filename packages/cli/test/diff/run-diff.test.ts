import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RunnerFleetInput } from "@runner-fleet/config";
import pc from "picocolors";
import { runDiff, type DiffOptions } from "../../src/diff/run-diff";
import { changed, linux, onEc2, onEks } from "./descriptions";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "runner-fleet-diff-test-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, description: RunnerFleetInput): string => {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(description));
  return path;
};

/** Compares two descriptions as the command does. */
async function diff(before: RunnerFleetInput, after: RunnerFleetInput, options: Partial<DiffOptions> = {}) {
  let out = "";
  const said: string[] = [];
  const progress = { update: () => {}, end: () => {} };
  const code = await runDiff(
    { before: file("a.json", before), after: file("b.json", after), format: "text", exitCode: false, ...options },
    {
      out: (text) => {
        out += text;
      },
      say: (text) => said.push(text),
      colors: pc.createColors(false),
      sayColors: pc.createColors(false),
      columns: 80,
      isInteractive: false,
      progress: () => progress,
    },
  );
  return { out, said, code };
}

const after = changed(onEks, {
  "fleets.linux.docker.image": "alpine:3.23",
  "fleets.linux.maxInstances": 20,
  "fleets.linux.machines.instanceTypes": ["m7i.large", "m6i.large"],
});

test("says each change with what it does, and at the end what all of it does to jobs", async () => {
  expect(await diff(onEks, after)).toEqual({
    out: `fleets.linux.maxInstances: 10 → 20
  the manager drains and is replaced: jobs that run finish, for up to 1h
  the Auto Scaling group changes in place; its machines stay

fleets.linux.machines.instanceTypes: with "m6i.large"
  holds for new machines; those that run stay as they are until they are used up

fleets.linux.docker.image: "alpine:3.22" → "alpine:3.23"
  the running manager reads it again within a minute or two; jobs that run go on, new ones go by it

3 settings change.
Jobs that run: finish, for up to 1h (manager.drainTimeout); what takes longer is lost.
New jobs:      none starts for up to 1h (manager.drainTimeout), until the next manager is ready.
`,
    said: [],
    code: 0,
  });
});

test("says what is taken out of a list and what is put into it in words", async () => {
  const types = (...instanceTypes: readonly string[]) =>
    changed(onEks, { "fleets.linux.machines.instanceTypes": instanceTypes });
  const heading = async (before: RunnerFleetInput, now: RunnerFleetInput) =>
    (await diff(before, now)).out.split("\n")[0];
  const all = types("m7i.large", "m6i.large", "m5a.large");
  expect(await heading(all, types("m7i.large"))).toBe(
    'fleets.linux.machines.instanceTypes: without "m6i.large", "m5a.large"',
  );
  expect(await heading(all, types("m7i.large", "m7a.large", "m6a.large"))).toBe(
    'fleets.linux.machines.instanceTypes: without "m6i.large", "m5a.large"; with "m7a.large", "m6a.large"',
  );
});

test("names the tokens that each change needs at a new place, and all of them where nothing else says it", async () => {
  const before = changed(onEc2, { "fleets.old": onEc2.fleets.linux });
  const now = changed(onEc2, { "fleets.huge": onEc2.fleets.linux, "fleets.linux.tokenKey": "gpu" });
  const needed = (what: string) =>
    `  put ${what} first (docs/tokens.md): without it the next manager does not start after the drain, and its fleets stand still\n`;
  const { out } = await diff(before, now);
  expect(out).toContain(`fleets.old: renamed to huge, which is a removal and an addition
${needed("the token of fleet huge at /ci/huge in SSM of eu-west-1")}`);
  expect(out).toContain(needed("the token of fleet linux at /ci/gpu in SSM of eu-west-1"));
  const { effects } = JSON.parse((await diff(before, now, { format: "json" })).out) as { effects: { says: string }[] };
  expect(effects.map(({ says }) => `  ${says}\n`)).toContain(
    needed("the tokens of fleets linux at /ci/gpu in SSM of eu-west-1, huge at /ci/huge in SSM of eu-west-1"),
  );
});

test("says that jobs are at risk where no manager is sure to start them", async () => {
  const { out } = await diff(onEks, changed(onEks, { region: "eu-west-3" }));
  expect(out).toContain(`
1 setting changes.
Jobs that run: can be lost, as said above.
New jobs:      are at risk, as said above.
`);
});

test("ends with 1 where they differ, only when asked to", async () => {
  expect((await diff(onEks, after, { exitCode: true })).code).toBe(1);
  expect(await diff(onEks, onEks, { exitCode: true })).toMatchObject({
    code: 0,
    out: "The two descriptions say the same.\n",
  });
});

test("a default that is written out is no change", async () => {
  const written = changed(onEks, { "manager.drainTimeout": "1h", "cluster.disruption": "drain" });
  expect((await diff(onEks, written)).out).toBe("The two descriptions say the same.\n");
});

test("gives a program the same as JSON", async () => {
  const { out } = await diff(onEks, changed(onEks, { "fleets.linux.docker.image": "alpine:3.23" }), { format: "json" });
  const readAgain = {
    id: "read-again",
    says: "the running manager reads it again within a minute or two; jobs that run go on, new ones go by it",
    runningJobs: "unaffected",
    newJobs: "unaffected",
  };
  expect(JSON.parse(out)).toEqual({
    changes: [
      {
        path: "fleets.linux.docker.image",
        before: ['"alpine:3.22"'],
        after: ['"alpine:3.23"'],
        kind: "value",
        effects: [readAgain],
        isTogether: false,
      },
    ],
    together: [],
    effects: [readAgain],
    jobs: { runningJobs: "unaffected", newJobs: "unaffected", draining: 0, managers: 1, startAtOnce: 0, drain: "1h" },
  });
});

test("names a fleet that has another name, and an order that is another one", async () => {
  const { linux: _linux, ...others } = onEks.fleets;
  const renamed = await diff(onEks, { ...onEks, fleets: { ...others, debian: linux } });
  expect(renamed.out).toContain("fleets.linux: renamed to debian, which is a removal and an addition\n");
  const ordered = await diff(onEks, { ...onEks, fleets: { ...others, linux } });
  expect(ordered.out).toContain('fleets: another order, ["linux","pods"] → ["pods","linux"]\n');
});

test("a value that the description leaves to Terraform is Terraform's expression", async () => {
  const { out } = await diff(onEks, changed(onEks, { "fleets.linux.machines.subnetIds": undefined }));
  expect(out).toContain('fleets.linux.machines.subnetIds: ["subnet-0123456789abcdef0"] → "${var.subnet_ids}"\n');
});

test("a description that is wrong is refused by its name", async () => {
  await expect(diff(onEks, changed(onEks, { "fleets.linux.maxInstances": 0 }))).rejects.toThrow(
    /b\.json.*fleets\.linux\.maxInstances: must be at least 1, got 0/s,
  );
});

test("both can't come from stdin", async () => {
  await expect(diff(onEks, onEks, { before: "-", after: "-" })).rejects.toThrow(
    "diff: must read at most one of both from stdin, got - twice; name a file for the other",
  );
});
