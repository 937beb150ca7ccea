import { spawn, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { eventually, Instance } from "./instance";

let instance: Instance;
const children: ChildProcess[] = [];

beforeEach(() => {
  instance = Instance.make();
});

afterEach(() => {
  children.splice(0).forEach((child) => child.kill("SIGKILL"));
  instance.removeCloud();
});

/** A GitLab Runner that does as told when signals come, and writes which ones did. */
async function runner(onQuit: string, onTerm = "exit 0"): Promise<string> {
  const log = instance.path("signals");
  const child = spawn("/bin/bash", [
    "-c",
    `trap 'echo QUIT >> ${log}; ${onQuit}' QUIT; trap 'echo TERM >> ${log}; ${onTerm}' TERM; touch ${log}; while :; do sleep 0.05; done`,
  ]);
  children.push(child);
  // The file is there once the traps are.
  await eventually(
    () => existsSync(log) && child.pid !== undefined,
    () => "it did not start",
  );
  return String(child.pid);
}

/** Runs the script beside the test, so that a runner which ends is not left for its parent to bury. */
async function stop(process: string) {
  const running = instance.start("stop-runner", [process]);
  const status = await running.end();
  return { status, output: running.output };
}

const signals = () => instance.read("signals").trim().split("\n");

test("GitLab Runner is told to drain, and nothing else, when its jobs end in time", async () => {
  instance.setParameters({ JOB_SECONDS: 60 });
  const { status, output } = await stop(await runner("sleep 1; exit 0"));
  expect(status).toBe(0);
  expect(output).toContain("all jobs have ended");
  expect(signals()).toEqual(["QUIT"]);
});

test("jobs that outlast the drain time are ended, so that machines are removed before systemd kills", async () => {
  instance.setParameters({ JOB_SECONDS: 1 });
  const { status, output } = await stop(await runner(":"));
  expect(status).toBe(0);
  expect(output).toContain("jobs still run after 1 seconds: ends them");
  expect(signals()).toEqual(["QUIT", "TERM"]);
});

test("a GitLab Runner that has ended by itself needs no signal", async () => {
  expect(instance.run("stop-runner")).toEqual({ status: 0, output: "" });
  expect(instance.run("stop-runner", ["4194999"])).toEqual({ status: 0, output: "" });
});
