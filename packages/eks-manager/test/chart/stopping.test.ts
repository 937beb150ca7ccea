import { spawn, type ChildProcess } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ciValues, renderChart, type RenderedChart } from "./render-chart";

let chart: RenderedChart;
beforeAll(() => {
  chart = renderChart(ciValues("full"));
});

test("the manager itself is process 1, without the image's entrypoint", () => {
  expect(chart.manager.command).toEqual(["gitlab-runner", "run"]);
  expect(chart.pod).not.toHaveProperty("shareProcessNamespace");
});

/** The script with another process in place of process 1, which here is this machine's own: it must not get a signal. */
function aimedAt(pid: number | undefined, script: string): string {
  const aimed = script.replaceAll("kill -QUIT 1;", `kill -QUIT ${pid};`);
  if (pid === undefined || aimed === script || /\b1\b/.test(aimed)) {
    throw new Error(`the preStop script must signal process 1 by 'kill -QUIT 1;' alone, got: ${script}`);
  }
  return aimed;
}

const children: ChildProcess[] = [];
afterEach(() => children.splice(0).forEach((child) => child.kill("SIGKILL")));

test("a stopping pod sends SIGQUIT, again and again, until the manager is gone", async () => {
  const folder = mkdtempSync(join(tmpdir(), "stopping-"));
  writeFileSync(join(folder, "sleep"), "#!/bin/sh\nexec /bin/sleep 0.2\n");
  chmodSync(join(folder, "sleep"), 0o755);
  // Drops the first signal, as a manager that is still starting does, and takes half a second over its jobs.
  const manager = spawn(
    process.execPath,
    [
      "-e",
      `let signals = 0;
       process.on("SIGQUIT", () => { if (++signals === 2) setTimeout(() => process.exit(42), 500); });
       setInterval(() => {}, 1000);
       console.log("running");`,
    ],
    { stdio: ["ignore", "pipe", "ignore"] },
  );
  children.push(manager);
  const exit = (child: ChildProcess) => new Promise((resolve) => child.once("exit", (code) => resolve(code)));
  const stopped = exit(manager);
  await new Promise((resolve) => manager.stdout?.once("data", resolve));

  const [shell, option, script] = chart.manager.lifecycle.preStop.exec.command;
  const hook = spawn(shell, [option, aimedAt(manager.pid, script)], {
    env: { PATH: `${folder}:${process.env.PATH}` },
    stdio: "ignore",
  });
  children.push(hook);
  let hookEnded = false;
  const ended = exit(hook).then(() => (hookEnded = true));

  expect(await stopped).toBe(42);
  expect(hookEnded).toBe(false);
  await ended;
  rmSync(folder, { recursive: true });
}, 10_000);

test("no probe asks GitLab or runs a command", () => {
  const { startupProbe, livenessProbe, readinessProbe } = chart.manager;
  expect([startupProbe, livenessProbe, readinessProbe].map(({ httpGet }) => httpGet)).toEqual([
    { path: "/debug/process/state", port: "metrics" },
    { path: "/debug/process/state", port: "metrics" },
    { path: "/health/ready", port: "metrics" },
  ]);
});

test("the probes find the port that the manager opens", () => {
  expect(chart.manager.ports).toEqual([{ name: "metrics", containerPort: 9300 }]);
  expect(chart.manager.args.slice(-2)).toEqual(["--listen-address", ":9300"]);
});

test("a manager is restarted only after ten minutes of silence, and then soon", () => {
  const { periodSeconds, failureThreshold, terminationGracePeriodSeconds } = chart.manager.livenessProbe;
  expect(periodSeconds * failureThreshold).toBe(600);
  expect(terminationGracePeriodSeconds).toBe(300);
});
