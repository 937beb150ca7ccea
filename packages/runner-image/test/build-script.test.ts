import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { imageDirectory } from "../src/image-sources";
import { FakePrograms } from "./fake-programs";

const password = "eyJwYXlsb2FkIjoiaHVudGVyMiJ9";
const registry = "123456789012.dkr.ecr.eu-west-1.amazonaws.com";
const parameters = {
  IMAGE_REPOSITORY: `${registry}/runner-fleet/manager`,
  IMAGE_TAG: "19.4.0-aws1.1.0-0123456789ab",
  ECR_REGION: "eu-west-1",
  ECR_REGISTRY_ID: "123456789012",
  ECR_REPOSITORY_NAME: "runner-fleet/manager",
  PLATFORMS: "linux/amd64,linux/arm64",
  BUILD_ARGS: "RUNNER_VERSION=19.4.0\nNO_PROXY=a b,$c",
  BUILDKIT_IMAGE: "mirror.example.com/moby/buildkit:v1.2.3",
};

/** Answers as AWS does; the tag is there once the file `pushed` is. */
const aws = `
echo "$*" >>"$ROOT/aws.log"
case "$1 $2" in
  "ecr describe-images")
    [ -z "$AWS_SAYS" ] || { echo "$AWS_SAYS" >&2; exit 254; }
    [ -e "$ROOT/pushed" ] && { echo sha256:abc; exit 0; }
    printf '\\nAn error occurred (ImageNotFoundException) when calling the DescribeImages operation\\n' >&2; exit 254 ;;
  "ecr get-login-password") [ -z "$NO_LOGIN" ] || { echo "AccessDenied: no login" >&2; exit 254; }; echo ${password} ;;
esac`;

/** Records each call with the environment that matters, and keeps builders as files. */
const docker = `
echo "$*" >>"$ROOT/docker.log"
case "$1 $2" in
  "context inspect") echo "\${CONTEXT:-default}" ;;
  "info --format") echo "$ROOT/elsewhere/docker-buildx" ;;
  "buildx version") [ -z "$NO_BUILDX" ] || exit 1 ;;
  "buildx create") touch "$ROOT/builder-$4" ;;
  "buildx inspect")
    shift 2; [ "$1" != --bootstrap ] || shift
    name=\${1:-default}; driver=\${DRIVER:-docker}
    [ -z "$DAEMON_SAYS" ] || { echo "$DAEMON_SAYS" >&2; exit 1; }
    if [ "$name" = runner-fleet ]; then [ -e "$ROOT/builder-runner-fleet" ] || exit 1; driver=docker-container; fi
    printf 'Name:          %s\\nDriver:        %s\\n\\nNodes:\\nName:          %s0\\n' "$name" "$driver" "$name"
    printf 'Platforms:     %s\\n' "\${CAN:-linux/amd64*, linux/amd64/v2, linux/arm64}" ;;
  "buildx build")
    printf '%s\\n' "$@" >"$ROOT/build.argv"
    cat "$DOCKER_CONFIG/config.json" >"$ROOT/build.config"
    ls=$(cd "$DOCKER_CONFIG" && echo cli-plugins/* contexts/*); echo "$ls" >"$ROOT/build.links"
    printf '%s\\n' "$DOCKER_CONFIG" "$BUILDX_CONFIG" "\${DOCKER_CONTEXT-unset}" >"$ROOT/build.environment"
    echo ${registry} | docker-credential-runner-fleet get >"$ROOT/build.credential"
    [ -z "$KILL" ] || { kill "-$KILL" $PPID; exit 1; }
    [ -z "$RACE" ] || touch "$ROOT/pushed"
    [ -z "$FAILS" ] || { echo "no such base image" >&2; exit 1; }
    touch "$ROOT/pushed" ;;
esac`;

let fakes: FakePrograms;
beforeEach(() => {
  fakes = new FakePrograms();
  mkdirSync(fakes.path("home", ".docker", "contexts", "meta"), { recursive: true });
  mkdirSync(fakes.path("elsewhere"));
  writeFileSync(fakes.path("elsewhere", "docker-buildx"), "");
});
afterEach(() => fakes.remove());

function build(environment: Record<string, string> = {}, programs: Record<string, string> = { aws, docker }) {
  for (const [name, script] of Object.entries(programs)) fakes.add(name, script);
  return fakes.run(["bash", join(imageDirectory, "build.sh")], { ...parameters, ...environment });
}

const dockerCalls = (start: string) => fakes.lines("docker.log").filter((line) => line.startsWith(start));

describe("a tag that is missing", () => {
  test("is built for all platforms from the folder, and pushed", () => {
    const { status, stdout } = build();
    expect(status).toBe(0);
    expect(stdout).toBe(`${parameters.IMAGE_REPOSITORY}:${parameters.IMAGE_TAG} is in the repository\n`);
    expect(fakes.lines("build.argv")).toEqual([
      ...["buildx", "build", "--builder", "runner-fleet", "--platform", "linux/amd64,linux/arm64"],
      ...["--build-arg", "RUNNER_VERSION=19.4.0", "--build-arg", "NO_PROXY=a b,$c"],
      ...["--tag", `${parameters.IMAGE_REPOSITORY}:${parameters.IMAGE_TAG}`, "--progress", "plain", "--push"],
      imageDirectory,
    ]);
  });

  test("is looked for in the account, region and repository that were given", () => {
    build();
    expect(fakes.lines("aws.log")[0]).toBe(
      "ecr describe-images --region eu-west-1 --registry-id 123456789012 --repository-name runner-fleet/manager " +
        `--image-ids imageTag=${parameters.IMAGE_TAG} --query imageDetails[0].imageDigest --output text`,
    );
  });
});

test("a tag that is there is not built again, and docker need not exist", () => {
  writeFileSync(fakes.path("pushed"), "");
  const { status, stdout } = build({}, { aws });
  expect(status).toBe(0);
  expect(stdout).toBe(`${parameters.IMAGE_REPOSITORY}:${parameters.IMAGE_TAG} is there already; nothing to build\n`);
});

test("a tag that someone else pushed during the build is what was wanted", () => {
  expect(build({ RACE: "1", FAILS: "1" }).status).toBe(0);
});

describe("the password", () => {
  test("reaches docker by a credential helper", () => {
    build();
    expect(fakes.lines("build.credential")).toEqual([
      `{"ServerURL":"${registry}","Username":"AWS","Secret":"${password}"}`,
    ]);
    expect(fakes.lines("build.config")).toEqual(['{"credsStore":"runner-fleet"}']);
  });

  test("is in no argument and no output", () => {
    const { stdout, stderr } = build();
    for (const log of ["docker.log", "aws.log", "build.argv"]) {
      expect(fakes.lines(log).length).toBeGreaterThan(0);
      expect(fakes.lines(log).join("\n")).not.toContain(password);
    }
    expect(stdout + stderr).not.toContain(password);
  });

  test.each([
    ["the build succeeds", {}, 0],
    ["the build fails", { FAILS: "1" }, 1],
    ["the script is ended", { KILL: "TERM" }, 143],
    ["the script is interrupted", { KILL: "INT" }, 130],
  ])("and its folder are gone when %s", (_, environment, status) => {
    expect(build(environment as Record<string, string>).status).toBe(status);
    expect(fakes.lines("build.environment")[0]).toContain(fakes.temporary);
    expect(readdirSync(fakes.temporary)).toEqual([]);
    expect(readdirSync(fakes.path("home", ".docker"))).toEqual(["contexts"]);
  });

  test("is in no file even when the script is killed and can't tidy up", () => {
    expect(build({ KILL: "KILL" }).signal).toBe("SIGKILL");
    const left = fakes.files(fakes.temporary);
    expect(left.map(([path]) => path.split("/").at(-1)).sort()).toEqual([
      "config.json",
      "docker-credential-runner-fleet",
    ]);
    expect(left.filter(([, text]) => text.includes(password))).toEqual([]);
  });
});

describe("the user's own Docker", () => {
  test("buildx, builders and contexts are found from the configuration of the build", () => {
    build({ CONTEXT: "colima" });
    expect(fakes.lines("build.links")).toEqual(["cli-plugins/docker-buildx contexts/meta"]);
    expect(fakes.lines("build.environment").slice(1)).toEqual([fakes.path("home", ".docker", "buildx"), "colima"]);
  });

  test("the default context is not spelt out, because that would beat DOCKER_HOST", () => {
    build();
    expect(fakes.lines("build.environment")[2]).toBe("unset");
  });

  test.each([
    ["DOCKER_CONFIG", "other", "other/buildx"],
    ["BUILDX_CONFIG", "builders", "builders"],
  ])("%s of the environment is respected", (name, folder, builders) => {
    build({ [name]: fakes.path(folder) });
    expect(fakes.lines("build.environment")[1]).toBe(fakes.path(builders));
  });
});

test("certificates reach the build as a secret, which stays in no layer", () => {
  writeFileSync(fakes.path("ca.pem"), "");
  build({ CA_BUNDLE: fakes.path("ca.pem") });
  const argv = fakes.lines("build.argv");
  expect(argv.slice(argv.indexOf("--secret")).slice(0, 3)).toEqual([
    "--secret",
    `id=ca,src=${fakes.path("ca.pem")}`,
    "--tag",
  ]);
});

describe("the builder", () => {
  test("is made with the BuildKit that was given where Docker's own builds one platform only", () => {
    build();
    expect(dockerCalls("buildx create")).toEqual([
      `buildx create --name runner-fleet --driver docker-container --driver-opt image=${parameters.BUILDKIT_IMAGE}`,
    ]);
  });

  test("is used again when it exists", () => {
    writeFileSync(fakes.path("builder-runner-fleet"), "");
    expect(build().status).toBe(0);
    expect(dockerCalls("buildx create")).toEqual([]);
    expect(fakes.lines("build.argv")[3]).toBe("runner-fleet");
  });

  test.each([
    ["it can build several platforms", { DRIVER: "docker-container" }],
    ["there is one platform", { PLATFORMS: "linux/amd64" }],
  ])("is the user's own when %s", (_, environment) => {
    expect(build(environment).status).toBe(0);
    expect(dockerCalls("buildx create")).toEqual([]);
    expect(fakes.lines("build.argv")[3]).toBe("default");
  });
});

describe("one line says what is wrong", () => {
  test.each<[string, Record<string, string>, Record<string, string>, string]>([
    ["aws is missing", {}, { docker }, "'aws' is not on the PATH; install the AWS command line"],
    ["docker is missing", {}, { aws }, "'docker' is not on the PATH; install Docker with buildx"],
    [
      "buildx is missing",
      { NO_BUILDX: "1" },
      { aws, docker },
      "docker has no 'buildx'; install the docker-buildx plugin",
    ],
    [
      "AWS refuses the look-up",
      { AWS_SAYS: "\nAccessDeniedException:\n  not authorised" },
      { aws, docker },
      `cannot look for tag ${parameters.IMAGE_TAG} in ${parameters.IMAGE_REPOSITORY}: AccessDeniedException: not authorised`,
    ],
    [
      "AWS gives no password",
      { NO_LOGIN: "1" },
      { aws, docker },
      `cannot get a password for ${registry}: AccessDenied: no login`,
    ],
    [
      "the daemon is down",
      { DAEMON_SAYS: "Cannot connect" },
      { aws, docker },
      "docker does not answer: Cannot connect",
    ],
    [
      "an architecture can't run",
      { CAN: "linux/amd64*, linux/arm64/v9" },
      { aws, docker },
      "the builder 'runner-fleet' cannot run linux/arm64 (only linux/amd64,linux/arm64/v9); register QEMU with binfmt_misc on its machine, or leave this architecture out",
    ],
    ["a parameter is missing", { IMAGE_TAG: "" }, { aws, docker }, "IMAGE_TAG is not set"],
    [
      "the certificates are missing",
      { CA_BUNDLE: "/nowhere/ca.pem" },
      { aws, docker },
      "there is no file to read at /nowhere/ca.pem, which CA_BUNDLE names",
    ],
  ])("%s", (_, environment, programs, message) => {
    const { status, stderr } = build(environment, programs);
    expect(stderr).toBe(`runner-image: ${message}\n`);
    expect(status).toBe(1);
    expect(fakes.lines("build.argv")).toEqual([]);
  });

  test("a build that fails, after docker's own words", () => {
    const { status, stderr } = build({ FAILS: "1" });
    expect(stderr).toBe(
      `no such base image\nrunner-image: the build of ${parameters.IMAGE_REPOSITORY}:${parameters.IMAGE_TAG} failed; docker's reason is above\n`,
    );
    expect(status).toBe(1);
  });
});

describe("the credential helper", () => {
  const helper = (server: string, verb = "get", environment = {}) => {
    fakes.add("aws", aws);
    return fakes.run(["sh", join(imageDirectory, "docker-credential-runner-fleet"), verb], environment, server);
  };

  test("asks in the region it was told for the registry it was told", () => {
    const environment = { ECR_REGISTRY: "ecr.example.com", ECR_REGION: "eu-west-3" };
    expect(helper("https://ecr.example.com", "get", environment).stdout).toContain(password);
    expect(fakes.lines("aws.log")).toEqual(["ecr get-login-password --region eu-west-3"]);
    expect(helper("ghcr.io", "get", environment).status).toBe(1);
  });

  test.each([
    [registry, "eu-west-1"],
    [`https://${registry}`, "eu-west-1"],
    ["210987654321.dkr.ecr.cn-north-1.amazonaws.com.cn", "cn-north-1"],
    ["123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com", "us-gov-west-1"],
    ["123456789012.dkr-ecr.us-east-1.on.aws", "us-east-1"],
    ["123456789012.dkr-ecr-fips.us-east-2.on.aws", "us-east-2"],
  ])("asks for the password of %s in %s", (server, region) => {
    expect(JSON.parse(helper(server).stdout)).toEqual({ ServerURL: server, Username: "AWS", Secret: password });
    expect(fakes.lines("aws.log")).toEqual([`ecr get-login-password --region ${region}`]);
  });

  test.each(["https://index.docker.io/v1/", "registry.gitlab.com", "public.ecr.aws"])(
    "has nothing for %s",
    (server) => {
      expect(helper(server)).toMatchObject({ status: 1, stdout: "credentials not found in native keychain\n" });
      expect(fakes.lines("aws.log")).toEqual([]);
    },
  );

  test("stores nothing and lists nothing", () => {
    expect(helper("", "list").stdout).toBe("{}\n");
    expect(helper(`{"ServerURL":"x","Secret":"y"}`, "store")).toMatchObject({ status: 0, stdout: "" });
    expect(fakes.files(fakes.path("home"))).toEqual([]);
  });
});
