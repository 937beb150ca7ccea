import { spawn, spawnSync, type StdioOptions } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { join } from "node:path";
import { commandTable } from "../../src/program/command-table";
import { descriptionText } from "../drain/description-text";
import { FakePrograms } from "../drain/fake-programs";
import { fleets, withFindings } from "./descriptions";
import { Folder } from "./run-command";

const folder = new Folder();
afterAll(() => folder.remove());
folder.write("runner-fleet.yaml", fleets);

const names = commandTable.map(({ name }) => name);

test("without arguments and with --help the commands are listed, on stdout", () => {
  const { status, stdout, stderr } = folder.run(["--help"]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect([...stdout.matchAll(/^ {2}([a-z]+) {2,}\S/gm)].map(([, name]) => name)).toEqual(names);
  expect(folder.run([]).stdout).toBe(stdout);
  expect(folder.run(["help"])).toEqual({ status, stdout, stderr });
});

test.each(names)("the help of %s says what it does, its flags, and calls of it", (name) => {
  const { status, stdout, stderr } = folder.run([name, "--help"]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout).toMatch(new RegExp(`^Usage: runner-fleet ${name}`));
  const [, examples = ""] = stdout.split("\nExamples:\n");
  const calls = examples.trimEnd().split("\n");
  expect(calls.filter((call) => !new RegExp(`^  runner-fleet ${name}( .*)?  # \\S`).test(call))).toEqual([]);
  expect(folder.run(["help", name]).stdout).toBe(stdout);
  // Of a paragraph that is wrapped once, no line has room for the word that follows.
  const [, paragraph = ""] = stdout.split("\n\n");
  const lines = paragraph.split("\n");
  expect(lines.slice(1).filter((line, at) => `${lines[at]} ${line.split(" ")[0]}`.length < 80)).toEqual([]);
});

test("a wrong call ends with 2, says what is wrong and how help is got, and prints nothing", () => {
  const listed = "'runner-fleet --help' lists the commands\n";
  const calls: readonly (readonly [readonly string[], string])[] = [
    [["validat"], `runner-fleet: unknown command 'validat'\n(Did you mean validate?)\n${listed}`],
    [["help", "validat"], `runner-fleet: unknown command 'validat'\n(Did you mean validate?)\n${listed}`],
    [["--fromat"], `runner-fleet: unknown option '--fromat'\n${listed}`],
    [
      ["validate", "--fromat", "json"],
      "runner-fleet: unknown option '--fromat'\n(Did you mean --format?)\n'runner-fleet validate --help' says how it is called\n",
    ],
    [
      ["validate", "--format", "xml"],
      "runner-fleet: option '-f, --format <format>' argument 'xml' is invalid. Allowed choices are text, json, github, gitlab.\n'runner-fleet validate --help' says how it is called\n",
    ],
    [
      ["synth"],
      "runner-fleet: required option '-o, --output <folder>' not specified\n'runner-fleet synth --help' says how it is called\n",
    ],
    [
      ["diff", "one.yaml"],
      "runner-fleet: missing required argument 'after'\n'runner-fleet diff --help' says how it is called\n",
    ],
    [
      ["validate", "a.yaml", "b.yaml"],
      "runner-fleet: too many arguments for 'validate'. Expected 1 argument but got 2.\n'runner-fleet validate --help' says how it is called\n",
    ],
  ];
  for (const [args, stderr] of calls) {
    expect(folder.run(args)).toEqual({ status: 2, stdout: "", stderr });
  }
});

test("what is no terminal gets no colours, whatever the environment says", () => {
  const escape = "\u001b";
  expect(folder.run(["validate"], { env: { FORCE_COLOR: "1" } }).stdout).not.toContain(escape);
  expect(folder.run(["explain"], { env: { FORCE_COLOR: "1" } }).stdout).not.toContain(escape);
});

/** Runs the command for a reader who closes both outputs when a moment has come. */
async function unread(args: readonly string[], moment: "at once" | "after a while"): Promise<number | null> {
  const program = join(__dirname, "../../bin/runner-fleet.js");
  const child = spawn(process.execPath, [program, ...args], {
    cwd: folder.path,
    // Of a test, process.env is a copy.
    env: process.env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const close = () => {
    child.stdout.destroy();
    child.stderr.destroy();
  };
  if (moment === "at once") {
    close();
  } else {
    child.stdout.once("data", close);
  }
  const [status] = (await once(child, "close")) as [number | null];
  return status;
}

test("an output that is full is said in a line, and ends with 1", () => {
  const full = openSync("/dev/full", "w");
  const program = join(__dirname, "../../bin/runner-fleet.js");
  const ended = (args: readonly string[], stdio: [string, string | number, string | number]) => {
    const { status, stderr } = spawnSync(process.execPath, [program, ...args], {
      cwd: folder.path,
      env: process.env,
      encoding: "utf8",
      stdio: stdio as StdioOptions,
    });
    return { status, stderr };
  };
  folder.write("wrong.yaml", withFindings);
  const stderr = "stdout: can't be written: no space is left\n";
  try {
    expect(ended(["schema"], ["ignore", full, "pipe"])).toEqual({ status: 1, stderr });
    expect(ended(["validate", "wrong.yaml"], ["ignore", full, "pipe"])).toEqual({ status: 1, stderr });
    expect(ended(["validate", "--fromat"], ["ignore", "pipe", full]).status).toBe(2);
  } finally {
    closeSync(full);
  }
});

describe("a reader that stops reading", () => {
  test("is no failure", async () => {
    expect(await unread(["schema"], "after a while")).toBe(0);
  });

  test("makes no success of a failure", async () => {
    folder.write("wrong.yaml", withFindings);
    expect(await unread(["validate", "wrong.yaml"], "at once")).toBe(1);
  });

  test("keeps no drain from coming to its end", async () => {
    const programs = new FakePrograms();
    const group = (desired: number) => ({
      json: { AutoScalingGroups: [{ DesiredCapacity: desired, Instances: [] }] },
    });
    programs.add("aws", [
      { to: "describe", answers: [group(1), group(0)] },
      { to: "update", answers: [{}] },
    ]);
    const stack = programs.file("a.yaml", descriptionText(["region: eu-west-1", "manager: { platform: ec2 }"]));
    const status = await unread(["drain", stack, "--yes"], "at once");
    const operations = programs.calls.map((call) => call.split(" ")[2]);
    programs.remove();
    expect({ status, operations }).toEqual({
      status: 0,
      operations: ["describe-auto-scaling-groups", "update-auto-scaling-group", "describe-auto-scaling-groups"],
    });
  });
});
