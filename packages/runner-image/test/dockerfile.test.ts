import { readFileSync } from "node:fs";
import { join } from "node:path";
import { versions } from "@runner-fleet/config";
import { imageDirectory, readSources } from "../src/image-sources";
import { origins } from "../src/origins";

const sources = readSources();
const dockerfile = sources.Dockerfile!;
const instruction = (name: string) =>
  [...dockerfile.matchAll(new RegExp(`^${name} (.*)$`, "gm"))].map((match) => match[1]!);

describe("the Dockerfile", () => {
  test.each([
    ["RUNNER_VERSION", versions.gitlabRunner],
    ["AWS_PLUGIN_VERSION", versions.awsPlugin],
    ["GO_TAG", versions.goImage],
    ["GO_REPOSITORY", origins.go],
    ["BASE_REPOSITORY", origins.base],
    ["AWS_PLUGIN_REGISTRY", origins.pluginRegistry],
    ["GOPROXY", "https://proxy.golang.org"],
  ])("%s is by default what is pinned", (name, value) => {
    expect(instruction("ARG").filter((line) => line.startsWith(`${name}=`))).toEqual([`${name}=${value}`]);
  });

  test.each(["GO_DIGEST", "BASE_DIGEST", "AWS_PLUGIN_DOWNLOADS", "AWS_PLUGIN_SHA256_AMD64", "AWS_PLUGIN_SHA256_ARM64"])(
    "%s is by default nothing",
    (name) => {
      expect(instruction("ARG").filter((line) => line.startsWith(`${name}=`))).toEqual([`${name}=`]);
    },
  );

  test("the credential helper is compiled in its pinned version, from modules whose checksums are all known", () => {
    const modules = [...sources["ecr-login/go.mod"]!.matchAll(/^\t(\S+) (v\S+)/gm)].map(
      ([, name, tag]) => `${name} ${tag}`,
    );
    expect(modules).toContain(
      `github.com/awslabs/amazon-ecr-credential-helper/ecr-login v${versions.ecrCredentialHelper}`,
    );
    const sums = sources["ecr-login/go.sum"]!.split("\n");
    for (const module of modules) expect(sums.some((line) => line.startsWith(`${module} h1:`))).toBe(true);
  });

  test("no module asks for a newer Go than the image that compiles has", () => {
    const [, minor] = /^1\.(\d+)/.exec(versions.goImage)!;
    for (const folder of ["ecr-login", "supervisor"]) {
      const [, asked] = /^go 1\.(\d+)/m.exec(sources[`${folder}/go.mod`]!)!;
      expect(Number(asked)).toBeLessThanOrEqual(Number(minor));
    }
  });

  test("every image it starts from comes from a registry and in a version that can be given", () => {
    expect(instruction("FROM")).toEqual([
      "--platform=$BUILDPLATFORM ${GO_REPOSITORY}:${GO_TAG}${GO_DIGEST:+@${GO_DIGEST}} AS compiler",
      "compiler AS ecr-login",
      "compiler AS supervisor",
      "${BASE_REPOSITORY}:alpine-v${RUNNER_VERSION}${BASE_DIGEST:+@${BASE_DIGEST}}",
    ]);
  });

  test("nothing in the folder asks for the latest of anything", () => {
    const texts = { ...sources, "build.sh": readFileSync(join(imageDirectory, "build.sh"), "utf8") };
    for (const [path, text] of Object.entries(texts)) expect([path, /latest/i.test(text)]).toEqual([path, false]);
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

  test("every step that fetches trusts the certificates that were given", () => {
    const fetching = [...dockerfile.matchAll(/^RUN (?:.*\\\n)*.*$/gm)].filter(([text]) =>
      /go build|install-plugin/.test(text),
    );
    expect(fetching).toHaveLength(3);
    for (const [text] of fetching) {
      expect(text).toContain("--mount=type=secret,id=ca,target=/etc/ssl/certs/ca-certificates.crt");
    }
  });

  test("the empty folder for a Fargate task's volume belongs to the image's user", () => {
    expect(instruction("RUN")).toContain(
      "mkdir -m 0700 /var/lib/runner-fleet && chown 100:65533 /var/lib/runner-fleet",
    );
    expect(instruction("VOLUME")).toEqual(['["/var/lib/runner-fleet"]']);
  });
});
