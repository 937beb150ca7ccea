import { existsSync, statSync } from "node:fs";
import { Instance } from "./instance";

let instance: Instance;

const aws = `
echo "aws $*" >> "$ROOT/calls"
[ -e "$ROOT/object" ] || { echo 'NoSuchKey' >&2; exit 1; }
cat "$ROOT/object" > "$5"
[ ! -e "$ROOT/broken-off" ] || exit 1`;

// A config.toml that GitLab Runner does not take says so.
const runner = `
[ "$2" != --help ] || exit "$(cat "$ROOT/lint-missing" 2> /dev/null || echo 0)"
if grep -q wrong "$3"; then echo 'unknown key: wrong'; exit 1; fi`;

beforeEach(() => {
  instance = Instance.make();
  instance.add("aws", aws);
  instance.add("grep", `case $(cat "$3") in *"$2"*) ;; *) exit 1 ;; esac`);
  instance.add("gitlab-runner", runner);
});

afterEach(() => instance.removeCloud());

test("the object becomes config.toml, which GitLab Runner may read", () => {
  instance.write("object", "concurrent = 1\n");
  expect(instance.run("fetch-config")).toEqual({ status: 0, output: expect.stringContaining("config.toml is new") });
  expect(instance.read("config.toml")).toBe("concurrent = 1\n");
  expect(statSync(instance.path("config.toml")).mode & 0o777).toBe(0o644);
  expect(instance.calls()).toEqual([
    `aws s3 cp --only-show-errors s3://ci-config/ci/0123456789abcdef.toml ${instance.path("config.toml.new")}`,
  ]);
});

test("the same object leaves the file alone, so that GitLab Runner does not read it for nothing", () => {
  instance.write("object", "concurrent = 1\n");
  instance.run("fetch-config");
  const before = statSync(instance.path("config.toml"), { bigint: true });
  expect(instance.run("fetch-config")).toEqual({ status: 0, output: "" });
  const after = statSync(instance.path("config.toml"), { bigint: true });
  expect([after.ino, after.mtimeNs]).toEqual([before.ino, before.mtimeNs]);
});

test("another object takes its place in one step", () => {
  instance.write("config.toml", "concurrent = 1\n");
  const { ino } = statSync(instance.path("config.toml"));
  instance.write("object", "concurrent = 2\n");
  instance.run("fetch-config");
  expect(instance.read("config.toml")).toBe("concurrent = 2\n");
  expect(statSync(instance.path("config.toml")).ino).not.toBe(ino);
  expect(existsSync(instance.path("config.toml.new"))).toBe(false);
});

test.each([
  ["is gone", undefined, "can't fetch s3://ci-config/ci/0123456789abcdef.toml: NoSuchKey"],
  ["is empty", "", "is empty"],
  [
    "is none that GitLab Runner takes",
    "wrong = 1\n",
    "GitLab Runner does not take s3://ci-config/ci/0123456789abcdef.toml: unknown key: wrong",
  ],
])("a manager keeps the copy that it has when the object %s", (_what, object, message) => {
  instance.write("config.toml", "concurrent = 1\n");
  if (object !== undefined) {
    instance.write("object", object);
  }
  const { status, output } = instance.run("fetch-config");
  expect(status).toBe(0);
  expect(output).toContain(message);
  expect(output).toContain("keeps the config.toml that it has");
  expect(instance.read("config.toml")).toBe("concurrent = 1\n");
});

test("a copy that broke off takes no one's place", () => {
  instance.write("config.toml", "concurrent = 1\n");
  instance.write("object", "concurr");
  instance.write("broken-off", "");
  expect(instance.run("fetch-config").status).toBe(0);
  expect(instance.read("config.toml")).toBe("concurrent = 1\n");
});

test("without a copy it goes on until there is one", async () => {
  const running = instance.start("fetch-config");
  await running.says("NoSuchKey");
  expect(running.ended).toBeUndefined();
  instance.write("object", "concurrent = 1\n");
  expect(await running.end()).toBe(0);
  expect(instance.read("config.toml")).toBe("concurrent = 1\n");
});

test("a GitLab Runner that can't check takes every config.toml", () => {
  instance.write("lint-missing", "1");
  instance.write("object", "wrong = 1\n");
  expect(instance.run("fetch-config").status).toBe(0);
  expect(instance.read("config.toml")).toBe("wrong = 1\n");
});
