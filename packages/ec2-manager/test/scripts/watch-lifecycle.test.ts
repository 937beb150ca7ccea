import { rmSync } from "node:fs";
import { eventually, Instance, type Running } from "./instance";

let instance: Instance;
let running: Running;

/** The instance metadata service and GitLab Runner's port: what they answer is in files. */
const curl = `
for address; do :; done
case $address in
  */api/token) [ -e "$ROOT/metadata" ] || { echo 'curl: (28) timed out' >&2; exit 28; }; echo session ;;
  */target-lifecycle-state) cat "$ROOT/target" 2> /dev/null || { echo 'curl: (22) 404' >&2; exit 22; } ;;
  http://127.0.0.1:9252/health/ready) [ -e "$ROOT/working" ] ;;
  *) exit 3 ;;
esac`;

const systemctl = `
echo "systemctl $*" >> "$ROOT/calls"
case $* in
  "--quiet is-active gitlab-runner.service") [ -e "$ROOT/working" ] ;;
  "is-active runner-fleet-volume.service") cat "$ROOT/volume"; [ "$(cat "$ROOT/volume")" = active ] ;;
  "stop gitlab-runner.service") until [ -e "$ROOT/drained" ]; do sleep 0.05; done; rm -f "$ROOT/working"; echo drained >> "$ROOT/calls" ;;
esac`;

const aws = `
echo "aws $*" >> "$ROOT/calls"
cat "$ROOT/answer" 2> /dev/null && exit 254
exit 0`;

beforeEach(() => {
  instance = Instance.make();
  instance.add("curl", curl);
  instance.add("systemctl", systemctl);
  instance.add("aws", aws);
  instance.write("metadata", "");
  instance.write("target", "InService");
  instance.write("volume", "activating");
  instance.write("calls", "");
});

afterEach(() => {
  running.stop();
  instance.removeCloud();
});

const watch = () => (running = instance.start("watch-lifecycle"));
const called = (text: string) => instance.calls().filter((call) => call.includes(text));
const eventuallyCalled = (text: string) =>
  eventually(
    () => called(text).length > 0,
    () => `no ${text} among\n${instance.calls().join("\n")}`,
  );
const aWhile = () => new Promise((resolve) => setTimeout(resolve, 600));
const action = (verb: string, hook: string) =>
  `aws autoscaling ${verb} --auto-scaling-group-name ci --lifecycle-hook-name ${hook} --instance-id i-0new`;

describe("a new instance", () => {
  test("is kept waiting while it waits for the volume", async () => {
    watch();
    await eventuallyCalled(action("record-lifecycle-action-heartbeat", "manager-works"));
    await aWhile();
    expect(called("complete-lifecycle-action")).toEqual([]);
    // Two hundred seconds have not gone by.
    expect(called("record-lifecycle-action-heartbeat")).toHaveLength(1);
  });

  test("renews its time when a third of it has gone", async () => {
    instance.setParameters({ HEARTBEAT_SECONDS: 3 });
    watch();
    await eventually(
      () => called("record-lifecycle-action-heartbeat").length > 2,
      () => "it did not renew",
    );
    expect(running.ended).toBeUndefined();
  });

  test("that has the volume and does not work is given up in the end", async () => {
    instance.write("volume", "active");
    watch();
    await eventuallyCalled("is-active runner-fleet-volume.service");
    await aWhile();
    expect(called("aws")).toEqual([]);
  });

  test("is in service once GitLab Runner works, and that is said once", async () => {
    watch();
    await eventuallyCalled("record-lifecycle-action-heartbeat");
    instance.write("working", "");
    await running.says("GitLab Runner works: the instance is in service");
    await aWhile();
    expect(called("complete-lifecycle-action")).toEqual([
      `${action("complete-lifecycle-action", "manager-works")} --lifecycle-action-result CONTINUE`,
    ]);
  });

  test("asks nothing of a hook that waits no longer", async () => {
    instance.write(
      "answer",
      "An error occurred (ValidationError): No active Lifecycle Action found with instance ID i-0new",
    );
    instance.write("working", "");
    watch();
    await running.says("the hook manager-works did not wait for this instance any more");
    await running.says("the instance is in service");
    expect(running.ended).toBeUndefined();
  });

  test("goes on until the group has heard it", async () => {
    instance.write("answer", "Throttling: Rate exceeded");
    instance.write("working", "");
    watch();
    await running.says("can't complete the hook manager-works, and goes on trying: Throttling: Rate exceeded");
    rmSync(instance.path("answer"));
    await running.says("the instance is in service");
    expect(running.ended).toBeUndefined();
  });

  test("that is in service since before the watch began does not arrive twice", async () => {
    instance.write("arrived", "");
    instance.write("working", "");
    watch();
    await aWhile();
    expect(called("aws")).toEqual([]);
  });
});

describe("an instance that is to be terminated", () => {
  beforeEach(() => {
    instance.write("arrived", "");
    instance.write("working", "");
    instance.write("target", "Terminated");
  });

  test("drains, then frees the volume, then lets the group go on", async () => {
    watch();
    await eventuallyCalled(action("record-lifecycle-action-heartbeat", "manager-drains"));
    expect(called("complete-lifecycle-action")).toEqual([]);
    expect(called("stop runner-fleet-volume.service")).toEqual([]);

    instance.write("drained", "");
    expect(await running.end()).toBe(0);
    expect(instance.calls().filter((call) => !call.includes("heartbeat"))).toEqual([
      "systemctl stop gitlab-runner.service",
      "drained",
      "systemctl stop runner-fleet-volume.service",
      `${action("complete-lifecycle-action", "manager-drains")} --lifecycle-action-result CONTINUE`,
    ]);
  });

  test("renews its time for as long as jobs take", async () => {
    instance.setParameters({ HEARTBEAT_SECONDS: 3 });
    watch();
    await eventually(
      () => called("record-lifecycle-action-heartbeat").length > 2,
      () => "it did not renew",
    );
    expect(running.ended).toBeUndefined();
  });

  test("drains also when the group can't be told that it lives", async () => {
    instance.write("answer", "Could not connect");
    watch();
    await running.says("can't renew the hook manager-drains, and goes on trying: Could not connect");
    rmSync(instance.path("answer"));
    instance.write("drained", "");
    expect(await running.end()).toBe(0);
  });

  test("that never got the volume goes as well", async () => {
    rmSync(instance.path("arrived"));
    rmSync(instance.path("working"));
    instance.write("drained", "");
    watch();
    expect(await running.end()).toBe(0);
    expect(called("manager-works")).toEqual([]);
    expect(called("complete-lifecycle-action")).toHaveLength(1);
  });
});

describe("an instance metadata service that does not answer", () => {
  test("stops no manager, is said once, and is asked again", async () => {
    instance.write("arrived", "");
    rmSync(instance.path("metadata"));
    watch();
    await running.says("the instance metadata service gives no target state, and is asked again: curl: (28) timed out");
    await aWhile();
    expect(called("stop")).toEqual([]);
    expect(running.output.trim().split("\n")).toHaveLength(1);

    instance.write("target", "Terminated");
    instance.write("drained", "");
    instance.write("metadata", "");
    expect(await running.end()).toBe(0);
  });

  test("keeps no new manager from being in service", async () => {
    rmSync(instance.path("target"));
    instance.write("working", "");
    watch();
    await running.says("the instance is in service");
    expect(running.ended).toBeUndefined();
  });
});
