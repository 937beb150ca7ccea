import { existsSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Instance, type Running } from "./instance";
import { attachTo, withVolumes } from "./volume-service";

let instance: Instance;
const running: Running[] = [];
const start = (on: Instance, script: string) => {
  const started = on.start(script);
  running.push(started);
  return started;
};

beforeEach(() => {
  instance = withVolumes(Instance.make());
});

afterEach(() => {
  running.splice(0).forEach((script) => script.stop());
  instance.removeCloud();
});

const device = () => instance.path("dev", "nvme-Amazon_Elastic_Block_Store_vol0state");
const madeFileSystem = () => instance.calls().some((call) => call.startsWith("mkfs"));

describe("the lock", () => {
  test("a second instance waits while the first has the volume, and then proceeds", async () => {
    const first = instance;
    expect(first.run("attach-volume").status).toBe(0);

    const second = withVolumes(Instance.make("i-0second", first.cloud));
    const waiting = start(second, "attach-volume");
    await waiting.says("waits: i-0new has vol-0state (attached)");
    expect(existsSync(second.path("state-link"))).toBe(false);

    expect(first.run("detach-volume")).toEqual({ status: 0, output: expect.stringContaining("vol-0state is free") });
    expect(await waiting.end()).toBe(0);
    expect(second.read("..", "vol-0state.holder")).toBe("i-0second\tattached\n");
    expect(existsSync(second.path("state-link"))).toBe(true);
  });

  test("of two that ask at once, one gets it and the other waits", async () => {
    const second = withVolumes(Instance.make("i-0second", instance.cloud));
    const both = [start(instance, "attach-volume"), start(second, "attach-volume")] as const;
    await Promise.race(both.map((script) => script.end()));
    const holder = instance.read("..", "vol-0state.holder").split("\t")[0];
    const loser = both[holder === instance.id ? 1 : 0];
    await loser.says(`waits: ${holder} has vol-0state`);
    expect(loser.ended).toBeUndefined();
  });

  test("who waits says for whom, once", async () => {
    attachTo(instance.cloud, "i-0old");
    const waiting = start(instance, "attach-volume");
    await waiting.says("i-0old");
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(waiting.output.trim().split("\n")).toHaveLength(1);
  });

  test.each(["attaching", "detaching", "busy"])("a volume that is %s here is not here yet", async (state) => {
    attachTo(instance.cloud, instance.id, state);
    const waiting = start(instance, "attach-volume");
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(waiting.output).toBe("");
    expect(waiting.ended).toBeUndefined();
    writeFileSync(device(), "");
    attachTo(instance.cloud, instance.id);
    expect(await waiting.end()).toBe(0);
  });

  test("an API that does not answer is asked again", async () => {
    writeFileSync(join(instance.cloud, "out-of-order"), "");
    const waiting = start(instance, "attach-volume");
    await waiting.says("can't ask who has vol-0state, and goes on asking: Service Unavailable");
    rmSync(join(instance.cloud, "out-of-order"));
    expect(await waiting.end()).toBe(0);
  });

  test("a manager that moves to another zone waits for the volume that it had in the former one", async () => {
    const former = join(instance.cloud, "former");
    writeFileSync(former, "vol-0former\ti-0old\n");
    const waiting = start(instance, "attach-volume");
    await waiting.says("the manager's former volume is still on an instance: vol-0former\ti-0old");
    expect(existsSync(instance.path("state-link"))).toBe(false);
    rmSync(former);
    expect(await waiting.end()).toBe(0);
  });

  test("the volume stays attached over a reboot", () => {
    attachTo(instance.cloud, instance.id);
    writeFileSync(device(), "");
    instance.write("found", "ext4\n");
    expect(instance.run("attach-volume").status).toBe(0);
    expect(instance.calls().filter((call) => call.includes("attach-volume"))).toEqual([]);
  });
});

describe("the file system", () => {
  test("is made on a volume on which nothing is", () => {
    expect(instance.run("attach-volume").status).toBe(0);
    expect(instance.calls()).toContain(`mkfs.ext4 -q ${device()}`);
    expect(readlinkSync(instance.path("state-link"))).toBe(device());
  });

  test("that is there is checked and grown, and never made again", () => {
    instance.write("found", "ext4\n");
    expect(instance.run("attach-volume").status).toBe(0);
    expect(madeFileSystem()).toBe(false);
    expect(instance.calls().slice(-2)).toEqual([`e2fsck -f -p ${device()}`, `resize2fs ${device()}`]);
  });

  test.each([
    ["another file system", "xfs\n", 0],
    ["a table of partitions, of which blkid names no type", "", 0],
    ["what blkid finds ambiguous", "", 8],
    ["what blkid can't read", "", 4],
  ])("is never made over %s", (_what, found, status) => {
    instance.write("found", found);
    instance.write("blkid-status", String(status));
    expect(instance.run("attach-volume")).toEqual({
      status: 1,
      output: expect.stringContaining("vol-0state holds something other than a file system of type ext4"),
    });
    expect(madeFileSystem()).toBe(false);
    expect(existsSync(instance.path("state-link"))).toBe(false);
  });

  test("is never made where blkid finds nothing but the volume is not empty, as when it can't be read", () => {
    instance.write("has-data", "");
    expect(instance.run("attach-volume").output).toContain("(unknown; blkid says 2). It is left as it is");
    expect(madeFileSystem()).toBe(false);
  });

  test.each([
    [0, 0],
    [1, 0],
    [2, 1],
    [4, 1],
    [8, 1],
  ])("whose check ends with %i lets the manager start: %i", (check, status) => {
    instance.write("found", "ext4\n");
    instance.write("e2fsck-status", String(check));
    expect(instance.run("attach-volume").status).toBe(status);
    expect(existsSync(instance.path("state-link"))).toBe(status === 0);
  });

  test("is left alone while it is mounted", () => {
    attachTo(instance.cloud, instance.id);
    writeFileSync(device(), "");
    instance.write("mounted", "");
    expect(instance.run("attach-volume").status).toBe(0);
    expect(instance.calls().filter((call) => !call.startsWith("aws"))).toEqual([]);
  });
});

test("a device that does not appear is said to be missing", () => {
  attachTo(instance.cloud, instance.id);
  expect(instance.run("attach-volume")).toEqual({
    status: 1,
    output: expect.stringContaining(
      "is not there 2 seconds after the volume was attached: is the instance's type one of",
    ),
  });
});

describe("letting go", () => {
  test("of a volume that is still mounted is left to the instance's end", () => {
    attachTo(instance.cloud, instance.id);
    instance.write("mounted", "");
    expect(instance.run("detach-volume").output).toContain("is still mounted: vol-0state stays until");
    expect(instance.calls()).toEqual([]);
  });

  test("may fail without keeping the instance alive", () => {
    instance.add("aws", "echo 'IncorrectState' >&2; exit 254");
    expect(instance.run("detach-volume")).toEqual({
      status: 0,
      output: expect.stringContaining(
        "can't detach vol-0state, which stays until the instance is terminated: IncorrectState",
      ),
    });
  });
});
