import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { instanceMachinesSchema, machinesSchema, versions, type JobsOnMachines } from "@runner-fleet/config";
import { parse } from "yaml";
import { renderUserData } from "../src";
import { FakePrograms } from "./fake-programs";

const least = {
  instanceTypes: ["m7i.large"],
  subnetIds: ["subnet-0123456789abcdef0"],
  managerCidrs: ["10.0.0.0/16"],
};

type CloudConfig = ReturnType<typeof JSON.parse>;
const config = (image: object = {}, jobs: JobsOnMachines = {}, machines: object = {}) =>
  parse(renderUserData(instanceMachinesSchema.parse({ ...least, ...machines, image }), jobs).toString()) as CloudConfig;

describe("a machine whose jobs run on it without containers", () => {
  test("gets git and gitlab-runner, and nothing of Docker", () => {
    expect(config().packages).toEqual(["git", "ec2-instance-connect"]);
    expect(JSON.stringify(config())).not.toContain("docker");
  });

  test("has the user who runs jobs in no group that makes root of them", () => {
    expect(config().users).toEqual(["default", { name: "ec2-user", shell: "/bin/bash", lock_passwd: true }]);
  });

  test.each(["amd64", "arm64"])("gets the binary of its architecture, %s, in the manager's version", (architecture) => {
    const instanceTypes = architecture === "arm64" ? ["m7g.large"] : ["m7i.large"];
    expect(config({}, { runnerVersion: "18.11.2" }, { architecture, instanceTypes }).runcmd).toEqual([
      [
        "sh",
        "/usr/local/sbin/install-gitlab-runner",
        "https://s3.dualstack.us-east-1.amazonaws.com/gitlab-runner-downloads",
        "18.11.2",
        architecture,
      ],
    ]);
  });

  test("gets the version that the project pins where no other is named", () => {
    expect(config().runcmd[0]).toContain(versions.gitlabRunner);
  });

  test("takes the binary from a mirror, and that one file alone, where the description says so", () => {
    const image = { runnerDownloads: "https://mirror.example.com/runner", runnerSha256: "a".repeat(64) };
    expect(config(image, { runnerVersion: "19.4.0" }).runcmd[0].slice(2)).toEqual([
      "https://mirror.example.com/runner",
      "19.4.0",
      "amd64",
      "a".repeat(64),
    ]);
  });

  test("installs nothing where all of it is in the image", () => {
    expect(Object.keys(config({ runner: "present" }))).toEqual(["users"]);
  });

  test("gets Docker beside them where jobs are to find it", () => {
    const { packages, users, runcmd } = config({ docker: "install" });
    expect(packages).toEqual(["docker", "git", "ec2-instance-connect"]);
    expect(users[1].groups).toEqual(["docker"]);
    expect(runcmd[1]).toEqual(["systemctl", "enable", "--now", "docker"]);
  });
});

test("a machine whose jobs run in containers gets neither", () => {
  const text = renderUserData(machinesSchema.parse(least)).toString();
  expect(text).not.toContain("gitlab-runner");
  expect(text).not.toContain("git\n");
});

describe("install-gitlab-runner", () => {
  const script = config().write_files[0].content as string;
  const released = "the released binary\n";
  const checksum = createHash("sha256").update(released).digest("hex");
  const file = "binaries/gitlab-runner-linux-amd64";

  let programs: FakePrograms;
  beforeEach(() => {
    programs = new FakePrograms(["awk", "cat", "mktemp", "rm", "sha256sum"]);
    programs.add(
      "curl",
      `while [ $# -gt 1 ]; do if [ "$1" = --output ]; then output=$2; shift; fi; shift; done
echo "$1" >>"$ROOT/fetched"
cat "$ROOT/\${1##*/}" >"$output" || exit 22`,
    );
    programs.add("install", 'echo "$1 $2 $4" >>"$ROOT/installed"');
    writeFileSync(programs.path("gitlab-runner-linux-amd64"), released);
  });
  afterEach(() => programs.remove());

  const publish = (...lines: string[]) => writeFileSync(programs.path("release.sha256"), `${lines.join("\n")}\n`);
  const install = (...more: string[]) => programs.run(script, ["https://downloads.test", "19.4.0", "amd64", ...more]);
  const isInstalled = () => programs.lines("installed");

  test.each([
    ["as sha256sum writes it", `${checksum}  ${file}`],
    ["of a binary file", `${checksum} *${file}`],
    ["from the folder of the release", `${checksum}  ./${file}`],
  ])("installs what the release's own checksum names, %s", (_how, line) => {
    publish(`${"0".repeat(64)}  ${file}-fips`, `${"1".repeat(64)}  binaries/gitlab-runner-linux-arm64`, line);
    expect(install()).toEqual({ status: 0, stderr: "" });
    expect(programs.lines("fetched")).toEqual([
      "https://downloads.test/v19.4.0/binaries/gitlab-runner-linux-amd64",
      "https://downloads.test/v19.4.0/release.sha256",
    ]);
    expect(isInstalled()).toEqual(["-m 0755 /usr/bin/gitlab-runner"]);
  });

  test("asks nobody for a checksum that it is given", () => {
    expect(install(checksum).status).toBe(0);
    expect(programs.lines("fetched")).toEqual(["https://downloads.test/v19.4.0/binaries/gitlab-runner-linux-amd64"]);
    expect(isInstalled()).toHaveLength(1);
  });

  test.each([
    ["a file with another checksum than the release's", () => publish(`${"0".repeat(64)}  ${file}`), []],
    ["a release without a checksum for the file", () => publish(`${checksum}  ${file}-fips`), []],
    ["a release without checksums", () => undefined, []],
    ["a file with another checksum than the given one", () => publish(`${checksum}  ${file}`), ["f".repeat(64)]],
  ])("installs nothing of %s", (_what, prepare, more) => {
    prepare();
    expect(install(...more).status).not.toBe(0);
    expect(isInstalled()).toEqual([]);
  });

  test("leaves nothing behind, whether it succeeds or not", () => {
    install("f".repeat(64));
    install(checksum);
    expect(programs.leftBehind()).toEqual([]);
  });
});

describe("a directory of jobs", () => {
  const [, , command, , user, directory] = config({}, { jobDirectories: ["/srv/builds"] }).runcmd[1] as string[];

  let programs: FakePrograms;
  beforeEach(() => {
    programs = new FakePrograms(["mkdir"]);
    programs.add("chown", 'echo "$@" >>"$ROOT/chown"');
  });
  afterEach(() => programs.remove());

  test("is made, with those above it, and belongs to the user who runs jobs and to that user's own group", () => {
    expect([user, directory]).toEqual(["ec2-user", "/srv/builds"]);
    const made = programs.path("a", "b");
    expect(programs.run(command as string, [user as string, made]).status).toBe(0);
    expect(programs.lines("chown")).toEqual([`ec2-user: ${made}`]);
  });

  test("that is there already keeps its owner", () => {
    expect(programs.run(command as string, [user as string, programs.path("tmp")]).status).toBe(0);
    expect(programs.lines("chown")).toEqual([]);
  });
});
