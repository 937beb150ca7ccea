import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parse } from "yaml";

let folder: string;
let init: ChildProcessWithoutNullStreams;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "init-"));
});
afterEach(() => {
  // Where a question never comes, init waits for ever.
  init.kill();
  rmSync(folder, { recursive: true });
});

const ENTER = "\r";
const DOWN = "\u001b[B";
const ERASE_LINE = "\u0015";
const CONTROL_C = "\u0003";
const ESCAPE = "\u001b";

/** Runs init as a process, and presses keys as soon as it has said the words that they answer. */
function conversation(file: string, keys: readonly (readonly [words: string, keys: string])[]) {
  const main = join(__dirname, "asked-process.ts");
  const tsx = pathToFileURL(require.resolve("tsx")).href;
  init = spawn(process.execPath, ["--import", tsx, "--conditions=@runner-fleet/source", main, file]);
  const left = [...keys];
  let out = "";
  let shown = "";
  let unanswered = "";
  init.stdout.on("data", (data: Buffer) => (out += data.toString()));
  init.stderr.on("data", (data: Buffer) => {
    shown += data.toString();
    unanswered += data.toString();
    const [next] = left;
    if (next && unanswered.includes(next[0])) {
      left.shift();
      unanswered = "";
      init.stdin.write(next[1]);
    }
  });
  return new Promise<{ code: number | null; out: string; shown: string; unasked: string[] }>((resolve, reject) => {
    init.on("error", reject);
    init.on("close", (code) => resolve({ code, out, shown, unasked: left.map(([words]) => words) }));
  });
}

test("a person who answers gets the file, and is told at once what is wrong with an answer", async () => {
  const file = join(folder, "ci.yaml");
  const { code, out, shown, unasked } = await conversation(file, [
    ["How do jobs run?", DOWN + ENTER],
    ["What does the manager run on", DOWN + ENTER],
    ["address of your GitLab", `gitlab${ENTER}`],
    ["must be an http or https address", `${ERASE_LINE}https://gitlab.example.com${ENTER}`],
    ["names of all", `ci${ENTER}`],
    ["Which AWS region", ENTER],
    ["Where are machines and manager", ENTER],
    ["How many jobs", `5${ENTER}`],
    ["Of which architecture", DOWN + ENTER],
    ["Spot machines?", "y"],
    ["kept ready", `2${ENTER}`],
    ["time zone", `Europe/Paris${ENTER}`],
    ["Where is cache:", DOWN + ENTER],
  ]);
  expect({ code, out, unasked }).toEqual({ code: 0, out: "", unasked: [] });
  expect(shown).toContain(`Wrote ${file}.`);
  expect(parse(readFileSync(file, "utf8"))).toEqual({
    name: "ci",
    gitlab: { url: "https://gitlab.example.com" },
    manager: { platform: "ec2", drainTimeout: "2h" },
    ec2: { instanceType: "t4g.small" },
    aws: { defaultVpc: true },
    fleets: {
      linux: {
        executor: "instance",
        maxInstances: 5,
        machines: {
          architecture: "arm64",
          instanceTypes: ["m7g.large", "m6g.large", "c7g.xlarge"],
          onDemandPercentageAboveBaseCapacity: 0,
        },
        policies: [{ periods: ["* 8-17 * * mon-fri"], timezone: "Europe/Paris", idleCount: 2, idleTime: "20m" }],
      },
    },
  });
});

test.each([
  ["control and C", CONTROL_C],
  ["escape", ESCAPE],
])("%s ends it: nothing is written, and one line says so", async (_key, key) => {
  const file = join(folder, "ci.yaml");
  const { code, out, shown } = await conversation(file, [
    ["How do jobs run?", ENTER],
    ["What does the manager run on", key],
  ]);
  expect({ code, out }).toEqual({ code: 1, out: "" });
  expect(shown.trimEnd().split("\n").at(-1)).toMatch(/cancelled: nothing was written$/);
  expect(existsSync(file)).toBe(false);
});
