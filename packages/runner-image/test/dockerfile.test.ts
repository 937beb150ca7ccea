import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { versions } from "@runner-fleet/config";
import { imageDirectory, readDockerfile } from "../src/image-directory";
import { FakePrograms } from "./fake-programs";

const dockerfile = readDockerfile();
const steps = [...dockerfile.matchAll(/^RUN <<'EOF'\n([\s\S]*?\n)EOF$/gm)].map((match) => match[1]!);
const instruction = (name: string) =>
  [...dockerfile.matchAll(new RegExp(`^${name} (.*)$`, "gm"))].map((match) => match[1]!);

describe("the Dockerfile", () => {
  test.each([
    ["RUNNER_VERSION", versions.gitlabRunner],
    ["AWS_PLUGIN_VERSION", versions.awsPlugin],
    ["ECR_LOGIN_VERSION", versions.ecrCredentialHelper],
    ["GO_TAG", versions.goImage],
  ])("%s has the pinned version", (name, version) => {
    expect(instruction("ARG").filter((line) => line.startsWith(`${name}=`))).toEqual([`${name}=${version}`]);
  });

  test("every image it starts from comes from a registry and in a version that can be given", () => {
    expect(instruction("FROM")).toEqual([
      "--platform=$BUILDPLATFORM ${GO_REPOSITORY}:${GO_TAG} AS ecr-login",
      "${BASE_REPOSITORY}:alpine-v${RUNNER_VERSION}",
    ]);
  });

  test("nothing in the folder asks for the latest of anything", () => {
    const files = readdirSync(imageDirectory);
    expect(files).toHaveLength(3);
    for (const file of files) expect(readFileSync(join(imageDirectory, file), "utf8")).not.toMatch(/latest/i);
  });

  test("the runner is process 1, runs as a numbered user that is not root, and is asked to stop by SIGQUIT", () => {
    expect(instruction("ENTRYPOINT")).toEqual(['["gitlab-runner"]']);
    expect(instruction("CMD")).toEqual(['["run"]']);
    expect(instruction("USER").at(-1)).toBe("100:65533");
    expect(instruction("STOPSIGNAL")).toEqual(["SIGQUIT"]);
  });

  test("the plugin's folder and the helper's cache are set for what runs later", () => {
    expect(dockerfile).toMatch(/^ENV FLEETING_PLUGIN_PATH=\/opt\/fleeting\/plugins \\\n +AWS_ECR_DISABLE_CACHE=true$/m);
  });

  test("its shell steps are the two that are tested below", () => {
    expect(dockerfile.match(/^RUN /gm)).toHaveLength(2);
    expect(steps).toHaveLength(2);
  });
});

let fakes: FakePrograms;
beforeEach(() => {
  fakes = new FakePrograms();
});
afterEach(() => fakes.remove());

describe("the step that installs the plugin", () => {
  const folder = '"$FLEETING_PLUGIN_PATH/registry.gitlab.com/gitlab-org/fleeting/plugins/aws/1.1.0"';
  const install = `mkdir -p ${folder}; echo program >${folder}/plugin; chmod 700 ${folder}/plugin`;
  const list = `echo "runner: abc, plugin: aws:1.1.0, path: "${folder}/plugin`;

  function run({ install: installs = install, list: lists = list } = {}) {
    fakes.add(
      "gitlab-runner",
      `cat "$CONFIG_FILE" >"$ROOT/$2.toml"; case "$1 $2" in "fleeting install") ${installs} ;; "fleeting list") ${lists} ;; *) exit 9 ;; esac`,
    );
    fakes.add("docker-credential-ecr-login", 'echo "$*" >"$ROOT/helper.log"');
    return fakes.run(["sh", "-c", steps[1]!], {
      FLEETING_PLUGIN_PATH: fakes.path("plugins"),
      AWS_PLUGIN_VERSION: "1.1.0",
    });
  }

  test("passes when the plugin is there, and the helper runs", () => {
    expect(run()).toMatchObject({ status: 0, stderr: "" });
    expect(fakes.lines("helper.log")).toEqual(["-v"]);
    expect(fakes.lines("install.toml")).toContain('    plugin = "aws:1.1.0"');
    expect(fakes.lines("list.toml")).toEqual(fakes.lines("install.toml"));
  });

  test("leaves its configuration nowhere, and every user may run the plugin", () => {
    run();
    expect(readdirSync(fakes.temporary)).toEqual([]);
    const { stdout } = fakes.run(["find", fakes.path("plugins"), "!", "-perm", "-005"], {});
    expect(stdout).toBe("");
  });

  test.each([
    ["nothing is installed and nothing listed", { install: ":", list: ":" }, "is not below"],
    ["nothing is installed but a path listed", { install: ":" }, "has no program at"],
    ["the install fails", { install: "exit 1" }, ""],
    ["the list fails", { list: "exit 1" }, ""],
    [
      "the plugin is elsewhere",
      { list: 'echo "runner: a, plugin: aws:1.1.0, path: /elsewhere/plugin"' },
      "is not below",
    ],
    ["the plugin is no program", { install: `${install}; chmod 600 ${folder}/plugin` }, "has no program at"],
    ["the plugin is empty", { install: `${install}; : >${folder}/plugin` }, "has no program at"],
  ])("fails when %s", (_, change, reason) => {
    const { status, stderr } = run(change);
    expect(status).toBe(1);
    expect(stderr).toContain(reason);
    expect(fakes.lines("helper.log")).toEqual([]);
  });
});

describe("the step that compiles the ECR helper", () => {
  function run(binary: string) {
    fakes.add(
      "go",
      `case $1 in
        env) echo "$ROOT/go" ;;
        install) printf '%s\\n' "$GOOS/$GOARCH $CGO_ENABLED" "$@" >"$ROOT/go.log"; ${binary} ;;
      esac`,
    );
    // The only change to the step: its folder, which is at the root of the image.
    return fakes.run(["sh", "-c", steps[0]!.replaceAll("/out", fakes.path("out"))], {
      TARGETOS: "linux",
      TARGETARCH: "arm64",
      ECR_LOGIN_VERSION: "0.12.0",
    });
  }
  const make = (folder: string) =>
    `mkdir -p "$ROOT/go/${folder}"; echo x >"$ROOT/go/${folder}/docker-credential-ecr-login"; chmod 755 "$ROOT/go/${folder}/docker-credential-ecr-login"`;

  test.each(["bin", "bin/linux_arm64"])("finds the binary in %s", (folder) => {
    expect(run(make(folder)).status).toBe(0);
    expect(fakes.lines("out", "docker-credential-ecr-login")).toEqual(["x"]);
    expect(fakes.lines("go.log")).toEqual([
      "linux/arm64 0",
      "install",
      "-trimpath",
      "-ldflags=-s -w -X github.com/awslabs/amazon-ecr-credential-helper/ecr-login/version.Version=0.12.0",
      "github.com/awslabs/amazon-ecr-credential-helper/ecr-login/cli/docker-credential-ecr-login@v0.12.0",
    ]);
  });

  test("fails when there is none", () => {
    expect(run('mkdir -p "$ROOT/go/bin"').status).toBe(1);
  });
});
