import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { containerOf, synthesiseManager } from "./synthesise";

const [kind, program, ...args] = containerOf(synthesiseManager()).healthCheck.command as string[];

/** A folder with a `wget` that says what it was told, and fails where its caller wants it to. */
const folder = mkdtempSync(join(tmpdir(), "health-check-"));
const FAKE = `#!/bin/sh
printf '%s ' "$@"
printf 'by proxy %s' "\${http_proxy-none}"
exit "\${EXIT_CODE-0}"
`;

beforeAll(() => {
  writeFileSync(join(folder, "wget"), FAKE, { mode: 0o755 });
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const check = (environment: Readonly<Record<string, string>> = {}) =>
  execFileSync(program as string, args, {
    encoding: "utf8",
    env: { PATH: `${folder}:${process.env.PATH}`, ...environment },
  });

test("it is a program and no line of a shell", () => {
  expect(kind).toBe("CMD");
});

test("it asks the runner for its state, and is done before ECS gives it up", () => {
  expect(check()).toMatch(/^-q -T 5 -O \/dev\/null http:\/\/127\.0\.0\.1:9252\/debug\/process\/state /);
});

test("it asks no proxy, which could not reach the runner: not every wget knows NO_PROXY", () => {
  expect(check({ http_proxy: "http://proxy.example.com:3128" })).toMatch(/ by proxy none$/);
});

test("it fails as wget does", () => {
  expect(() => check({ EXIT_CODE: "8" })).toThrow("Command failed");
});
