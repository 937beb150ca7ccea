import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Instance } from "./instance";

const TOKEN = "glrt-SecretOfLinux";

let instance: Instance;

beforeEach(() => {
  instance = Instance.make();
  instance.write("tokens", "RUNNER_TOKEN_LINUX=/ci/linux\nRUNNER_TOKEN_GPU=/ci/gpu\n");
  instance.add(
    "aws",
    `echo "aws $*" >> "$ROOT/calls"
case $* in
  *" /ci/linux "*) echo ${TOKEN} ;;
  *" /ci/gpu "*) echo glrt-SecretOfGpu ;;
  *) echo 'AccessDeniedException' >&2; exit 254 ;;
esac`,
  );
  // What it was started with, beside what it was given: its own process's number says whether it took the script's place.
  instance.add(
    "gitlab-runner",
    `printf '%s\\n' "$*" > "$ROOT/arguments"; printf '%s %s' "$RUNNER_TOKEN_LINUX" "$RUNNER_TOKEN_GPU" > "$ROOT/given"; echo "$$" > "$ROOT/process"`,
  );
});

afterEach(() => instance.removeCloud());

/** Text of every file below the instance's folder, without the fake programs and what the fake runner was given. */
const written = () =>
  readdirSync(instance.folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.endsWith("/bin") && entry.name !== "given")
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"))
    .join("\n");

test("GitLab Runner has each token in the environment variable that config.toml names", () => {
  expect(instance.run("start-runner").status).toBe(0);
  expect(instance.read("given")).toBe(`${TOKEN} glrt-SecretOfGpu`);
  expect(instance.read("arguments")).toBe(
    `run --config ${instance.path("state", "config.toml")} --working-directory ${instance.path("state")}\n`,
  );
});

test("no token is in a file, an argument or the log", () => {
  const { output } = instance.run("start-runner");
  for (const text of [output, written(), instance.read("arguments"), ...instance.calls()]) {
    expect(text).not.toContain("Secret");
  }
  expect(instance.read("given")).toContain("Secret");
});

test("GitLab Runner takes the script's place, so that systemd's signals reach it", async () => {
  instance.add("gitlab-runner", `echo "$$ $PPID" > "$ROOT/process"`);
  const running = instance.start("start-runner");
  await running.end();
  const [own, parent] = instance.read("process").trim().split(" ");
  expect(Number(parent)).toBe(process.pid);
  expect(own).not.toBe(parent);
});

test.each([
  ["ssm", "aws ssm get-parameter --name /ci/linux --with-decryption --query Parameter.Value --output text"],
  ["secrets-manager", "aws secretsmanager get-secret-value --secret-id /ci/linux --query SecretString --output text"],
])("tokens come from %s", (store, call) => {
  instance.setParameters({ TOKEN_STORE: store });
  expect(instance.run("start-runner").status).toBe(0);
  expect(instance.calls()).toContain(call);
});

test("a token that can't be read keeps GitLab Runner from starting, and is named", () => {
  instance.write("tokens", "RUNNER_TOKEN_LINUX=/ci/linux\nRUNNER_TOKEN_OTHER=/ci/other\n");
  const { status, output } = instance.run("start-runner");
  expect(status).toBe(1);
  expect(output).toContain("can't read the runner token /ci/other from ssm: is it there, and may the manager's role");
  expect(output).not.toContain("Secret");
  expect(instance.read("given")).toBe("");
});

test.each(["", "None"])("a token that is %j keeps GitLab Runner from starting", (token) => {
  instance.add("aws", `echo '${token}'`);
  expect(instance.run("start-runner")).toEqual({
    status: 1,
    output: expect.stringContaining("the runner token /ci/linux in ssm is empty"),
  });
  expect(instance.read("given")).toBe("");
});
