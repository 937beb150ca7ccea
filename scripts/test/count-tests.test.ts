import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

const script = resolve(__dirname, "../count-tests.mjs");
let root: string;

const write = (path: string, content: object): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), JSON.stringify(content));
};

/** What jest writes: numbers, and one entry for each test file. */
const result = (passed: number, failed = 0, extra: object = {}): object => ({
  numPassedTests: passed,
  numFailedTests: failed,
  numPendingTests: 0,
  numTodoTests: 0,
  numRuntimeErrorTestSuites: 0,
  testResults: failed > 0 ? [{ name: "/a/broken.test.ts", status: "failed" }] : [],
  ...extra,
});

const count = (...args: string[]): { status: number | null; lines: string[]; stderr: string } => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, root, ...args], { encoding: "utf8" });
  return { status, lines: stdout.trimEnd().split("\n"), stderr };
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "count-tests-"));
  write("package.json", { workspaces: ["packages/*", "charts/*", "alone"] });
  write("packages/one/package.json", { scripts: { test: "jest" } });
  write("packages/untested/package.json", {});
  write("alone/package.json", { scripts: { test: "jest" } });
  mkdirSync(join(root, "packages/no-package"));
});
afterEach(() => rmSync(root, { recursive: true }));

test("adds up what every workspace left, in one line", () => {
  write("packages/one/.test-results.json", result(2));
  write("alone/.test-results.json", result(3));
  expect(count()).toEqual({ status: 0, lines: ["5 passed, 0 failed"], stderr: "" });
});

test("counts the results of other test runs beside those of 'npm test'", () => {
  write("packages/one/.test-results.json", result(2));
  write("packages/one/.test-results.terraform.json", result(4));
  write("alone/.test-results.json", result(3));
  expect(count()).toMatchObject({ status: 0, lines: ["9 passed, 0 failed"] });
});

test("fails and names the file when a test failed", () => {
  write("packages/one/.test-results.json", result(2, 1));
  write("alone/.test-results.json", result(3));
  expect(count()).toEqual({ status: 1, lines: ["5 passed, 1 failed"], stderr: "/a/broken.test.ts: failed\n" });
});

test("counts a test file that does not load as failed", () => {
  write("packages/one/.test-results.json", result(2, 0, { numRuntimeErrorTestSuites: 1 }));
  write("alone/.test-results.json", result(3));
  expect(count()).toMatchObject({ status: 1, lines: ["5 passed, 1 failed"] });
});

test("fails when a workspace with tests left no result", () => {
  write("packages/one/.test-results.json", result(2));
  expect(count()).toEqual({
    status: 1,
    lines: ["2 passed, 0 failed"],
    stderr: "alone: its tests left no .test-results.json; run 'npm test' and read what stopped it\n",
  });
});

test("fails when no test ran", () => {
  write("packages/one/.test-results.json", result(0));
  write("alone/.test-results.json", result(0));
  expect(count()).toEqual({ status: 1, lines: ["0 passed, 0 failed"], stderr: "no test has passed\n" });
});

test("fails when a test was skipped", () => {
  write("packages/one/.test-results.json", result(2, 0, { numPendingTests: 1 }));
  write("alone/.test-results.json", result(3));
  expect(count()).toMatchObject({
    status: 1,
    stderr: "packages/one: 1 tests were skipped; write them or remove them\n",
  });
});

test("--clear removes the results, so that none of them is counted again", () => {
  write("packages/one/.test-results.json", result(2));
  write("packages/one/.test-results.terraform.json", result(2));
  expect(count("--clear").status).toBe(0);
  expect(existsSync(join(root, "packages/one/.test-results.json"))).toBe(false);
  expect(existsSync(join(root, "packages/one/.test-results.terraform.json"))).toBe(false);
});
