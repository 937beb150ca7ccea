import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { filesDirectory } from "../../src/manager-files";
import { Instance } from "./instance";

let machine: Instance;

/** EC2 Auto Scaling, whose answers are the numbered files of a folder, the last one again and again. */
const aws = `
case $2 in
  describe-auto-scaling-groups)
    echo "aws $*" >> "$ROOT/calls"
    n=$(cat "$ROOT/n" 2> /dev/null || echo 0); n=$((n + 1)); [ -e "$ROOT/answer-$n" ] || n=$((n - 1)); echo "$n" > "$ROOT/n"
    cat "$ROOT/answer-$n"
    [ ! -e "$ROOT/fails-$n" ] || { echo 'ExpiredToken' >&2; exit 254; }
    ;;
  describe-scaling-activities) printf 'Failed\\tLaunching a new EC2 instance\\tInsufficientInstanceCapacity\\n' ;;
  describe-instance-refreshes) printf 'Failed\\tTimed out\\n' ;;
esac`;

beforeEach(() => {
  machine = Instance.make();
  machine.add("aws", aws);
});

afterEach(() => machine.removeCloud());

function wait(answers: readonly string[], environment: Record<string, string> = {}) {
  answers.forEach((answer, index) => writeFileSync(machine.path(`answer-${index + 1}`), answer));
  const { status, stdout, stderr } = spawnSync(
    "/bin/bash",
    ["-c", readFileSync(join(filesDirectory, "wait-for-rollout"), "utf8")],
    {
      encoding: "utf8",
      env: {
        PATH: machine.path("bin"),
        TMPDIR: machine.path("tmp"),
        ROOT: machine.folder,
        GROUP: "ci.manager",
        LOG_GROUP: "/runner-fleet/ci",
        TEMPLATE_VERSION: "4",
        TIMEOUT_SECONDS: "20",
        POLL_SECONDS: "0.05",
        ...environment,
      },
    },
  );
  return { status, output: stdout + stderr };
}

const old = "i-0old\tInService\t3\n";
const draining = "i-0old\tTerminating:Wait\t3\n";
const both = `${draining}i-0new\tPending:Wait\t4\n`;
const works = "i-0new\tInService\t4\n";

test("it ends when the one instance is in service with the newest version", () => {
  const { status, output } = wait([old, draining, both, works]);
  expect(status).toBe(0);
  expect(output).toContain("the manager ci.manager works on i-0new");
  expect(machine.calls()).toHaveLength(4);
});

test("it says what it waits for, once", () => {
  const { output } = wait([draining, draining, draining, works]);
  expect(output.match(/Terminating:Wait/g)).toHaveLength(1);
});

test.each([
  ["the old instance is in service", old],
  ["the new one is not yet", both],
  ["the old one still drains beside it", `${draining}${works}`],
  ["there is none", ""],
])("it goes on while %s", (_what, answer) => {
  expect(wait([answer], { TIMEOUT_SECONDS: "1" }).status).toBe(1);
});

test("an API that does not answer is asked again", () => {
  writeFileSync(machine.path("fails-1"), "");
  const { status, output } = wait(["", works]);
  expect(status).toBe(0);
  expect(output).toContain("can't ask for the group ci.manager, and goes on asking: ExpiredToken");
});

test("when time is over it says what the group did and where to read on", () => {
  const { status, output } = wait([both], { TIMEOUT_SECONDS: "1" });
  expect(status).toBe(1);
  expect(output).toContain("the manager ci.manager does not work after 1 seconds");
  expect(output).toContain("InsufficientInstanceCapacity; its last replacement: Failed\tTimed out");
  expect(output).toContain("read the log group /runner-fleet/ci");
});

test("without the aws command it says what is missing and how to do without", () => {
  const { status, output } = wait([works], { PATH: machine.path("tmp") });
  expect(status).toBe(1);
  expect(output).toContain("the aws command is missing");
  expect(output).toContain("set waitForRollout to false");
});

test("nothing is left behind", () => {
  wait([works]);
  expect(existsSync(machine.path("tmp"))).toBe(true);
  expect(spawnSync("ls", [machine.path("tmp")], { encoding: "utf8" }).stdout).toBe("");
});
