import { spawn } from "node:child_process";
import { join } from "node:path";
import { descriptionText } from "./description-text";
import { FakePrograms, type Answer } from "./fake-programs";

let programs: FakePrograms;
beforeEach(() => {
  programs = new FakePrograms();
});
afterEach(() => programs.remove());

const group = (desired: number, state: string): Answer => ({
  json: {
    AutoScalingGroups: [{ DesiredCapacity: desired, Instances: [{ InstanceId: "i-0", LifecycleState: state }] }],
  },
});

/** Drains a manager that never lets go, and sends a signal once it waits. */
function interrupted(signal: NodeJS.Signals): Promise<{ status: number | null; out: string; said: string }> {
  programs.add("aws", [
    { to: "describe", answers: [group(1, "InService"), group(0, "Terminating:Wait")] },
    { to: "update", answers: [{}] },
  ]);
  const stack = programs.file(
    "runner-fleet.yaml",
    descriptionText(["region: eu-west-1", "manager: { platform: ec2 }"]),
  );
  const child = spawn(
    process.execPath,
    ["--import", "tsx", "--conditions=@runner-fleet/source", join(__dirname, "drain-process.ts"), stack],
    // Of a test, process.env is a copy.
    { stdio: ["ignore", "pipe", "pipe"], env: process.env },
  );
  let [out, said] = ["", ""];
  let isSent = false;
  child.stdout.on("data", (chunk) => (out += chunk));
  child.stderr.on("data", (chunk) => {
    said += chunk;
    // A log gets a first line once the wait has lasted a second, by when the manager has been looked at again.
    if (!isSent && said.includes("instance i-0")) {
      isSent = true;
      child.kill(signal);
    }
  });
  return new Promise((resolve) => child.on("close", (status) => resolve({ status, out, said })));
}

describe("a drain that is interrupted", () => {
  test.each(["SIGINT", "SIGTERM"] as const)(
    "by %s says what is left, how to go on and how to undo it",
    async (signal) => {
      const { status, out, said } = await interrupted(signal);

      expect(said).toContain("still there: ci: instance i-0 (drains)\n");
      expect(said).toContain("What is scaled down goes on draining by itself.\n");
      expect(said).toContain("To wait again: the same command.\n");
      expect(said).toContain("To have ci again when it has ended: aws autoscaling update-auto-scaling-group");
      expect(said).toContain("interrupted: ci has not let go yet; do not destroy before it has\n");
      expect(out).toBe("");
      expect(status).toBe(1);
    },
  );
});
