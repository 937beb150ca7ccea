import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const script = join(__dirname, "../pin.mjs");
const preload = join(__dirname, "fetch-from-stand-in.mjs");
const folder = mkdtempSync(join(tmpdir(), "pin-"));
const file = join(folder, "pins.json");
const empty = '{ "images": {}, "files": {} }';
afterAll(() => rmSync(folder, { recursive: true }));

const sha256 = (content: string | Buffer) => createHash("sha256").update(content).digest("hex");

/** A tar archive with one file of another name before each. */
function tar(files: Record<string, string>): Buffer {
  const blocks = Object.entries(files).flatMap(([name, text]) => {
    const header = Buffer.alloc(512);
    header.write(name, 0);
    header.write(`${text.length.toString(8).padStart(11, "0")}\0`, 124);
    header.write("0", 156);
    return [header, Buffer.from(text), Buffer.alloc((512 - (text.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

const base = "registry.gitlab.com/gitlab-org/gitlab-runner:alpine-v19.4.0";
const plugin = "registry.gitlab.com/gitlab-org/fleeting/plugins/aws:1.1.0";
const pluginRelease = "gitlab.com/gitlab-org/fleeting/plugins/aws/-/releases/v1.1.0/downloads";
const runnerRelease = "s3.dualstack.us-east-1.amazonaws.com/gitlab-runner-downloads/v19.4.0";
const digests: Record<string, string> = {
  [base]: `sha256:${"a".repeat(64)}`,
  "docker.io/moby/buildkit:v0.34.0": `sha256:${"b".repeat(64)}`,
  "docker.io/library/golang:1.26.8-alpine3.24": `sha256:${"c".repeat(64)}`,
  "docker.io/docker/buildkit-syft-scanner:1.12.0": `sha256:${"d".repeat(64)}`,
  "docker.io/tonistiigi/binfmt:qemu-v10.2.3": `sha256:${"e".repeat(64)}`,
};

/** What the stand-in answers by the path of the original, and which registries want a token. */
let answers: Record<string, { body?: Buffer | string; headers?: Record<string, string> }>;
let asked: string[];
let server: Server;
let address: string;

beforeEach(async () => {
  writeFileSync(file, empty);
  answers = {};
  asked = [];
  for (const [image, digest] of Object.entries(digests)) {
    const [, host, repository, tag] = /^([^/]+)\/(.+):(.+)$/.exec(image)!;
    const registry = host === "docker.io" ? "registry-1.docker.io" : host;
    answers[`/${registry}/v2/${repository}/manifests/${tag}`] = { headers: { "docker-content-digest": digest } };
  }
  answers["/auth.example.com/token"] = { body: '{"token":"anonymous"}' };
  const repository = "/registry.gitlab.com/v2/gitlab-org/fleeting/plugins/aws";
  const manifests = ["amd64", "arm64"].map((architecture) => {
    const layer = gzipSync(tar({ "plugin/LICENSE": "x", "plugin/plugin": `plugin for ${architecture}` }));
    const annotations = { "com.gitlab.fleeting.layer": "1.1.0" };
    const base64 = `sha256:${sha256("base")}`;
    const manifest = JSON.stringify({
      layers: [{ digest: base64 }, { digest: `sha256:${sha256(layer)}`, annotations }],
    });
    answers[`${repository}/manifests/sha256:${sha256(manifest)}`] = { body: manifest };
    answers[`${repository}/blobs/sha256:${sha256(layer)}`] = { body: layer };
    return { digest: `sha256:${sha256(manifest)}`, platform: { os: "linux", architecture } };
  });
  const windows = { digest: `sha256:${sha256("w")}`, platform: { os: "windows", architecture: "amd64" } };
  answers[`${repository}/manifests/1.1.0`] = { body: JSON.stringify({ manifests: [windows, ...manifests] }) };
  answers[`/${pluginRelease}/release.sha256`] = {
    body: `${sha256("p1")}  fleeting-plugin-aws-linux-amd64\n${sha256("p2")}  fleeting-plugin-aws-linux-arm64\n`,
  };
  answers[`/${runnerRelease}/release.sha256`] = {
    body: `${sha256("r1")} *binaries/gitlab-runner-linux-amd64\n${sha256("r2")} *binaries/gitlab-runner-linux-arm64\n`,
  };

  server = createServer(({ url = "", method = "", headers }, response) => {
    asked.push(`${method} ${url}`);
    const [path = "", query] = url.split("?");
    const answer = answers[path];
    if (path.startsWith("/registry-1.docker.io/") && headers.authorization !== "Bearer anonymous") {
      const challenge = 'Bearer realm="https://auth.example.com/token",service="hub",scope="repository:x:pull"';
      response.writeHead(401, { "www-authenticate": challenge }).end();
    } else if (answer === undefined || (path === "/auth.example.com/token" && !query?.includes("service=hub"))) {
      response.writeHead(404).end();
    } else response.writeHead(200, answer.headers).end(answer.body);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  if (server.listening) {
    server.close();
    await once(server, "close");
  }
});

async function pin(...args: string[]) {
  const child = spawn(process.execPath, ["--import", preload, script, ...args, file], {
    env: { STAND_IN: address },
  });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (text) => (stdout += text));
  child.stderr.on("data", (text) => (stderr += text));
  const [status] = await once(child, "close");
  return { status: status as number, stdout, stderr };
}
const pins = () => JSON.parse(readFileSync(file, "utf8"));

const everything = {
  images: digests,
  files: {
    [`${plugin} linux/amd64`]: sha256("plugin for amd64"),
    [`${plugin} linux/arm64`]: sha256("plugin for arm64"),
    [`https://${pluginRelease}/fleeting-plugin-aws-linux-amd64`]: sha256("p1"),
    [`https://${pluginRelease}/fleeting-plugin-aws-linux-arm64`]: sha256("p2"),
    [`https://${runnerRelease}/binaries/gitlab-runner-linux-amd64`]: sha256("r1"),
    [`https://${runnerRelease}/binaries/gitlab-runner-linux-arm64`]: sha256("r2"),
  },
};

describe("pins", () => {
  test("that are new are written: digests of images, checksums of releases and of the plugin in its image", async () => {
    expect(await pin()).toEqual({ status: 0, stdout: "pin: 11 pinned, 11 of them new\n", stderr: "" });
    expect(pins()).toEqual(everything);
    expect(readdirSync(folder)).toEqual(["pins.json"]);
  });

  test("that are known and right stay, byte for byte", async () => {
    await pin();
    const before = readFileSync(file, "utf8");
    expect(await pin()).toMatchObject({ status: 0, stdout: "pin: 11 pinned, 0 of them new\n" });
    expect(readFileSync(file, "utf8")).toBe(before);
  });

  test("of a version that is no longer used are dropped", async () => {
    writeFileSync(file, JSON.stringify({ images: { "docker.io/library/golang:1.0": "sha256:0" }, files: {} }));
    expect((await pin()).status).toBe(0);
    expect(pins()).toEqual(everything);
  });

  test("that are known and wrong are all named with both values, and nothing is written", async () => {
    const known = { images: { [base]: "sha256:known" }, files: { [`${plugin} linux/arm64`]: "known" } };
    writeFileSync(file, JSON.stringify(known));
    const { status, stdout, stderr } = await pin();
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr).toContain(`pin: ${base} was sha256:known and is ${digests[base]} now; find out why`);
    expect(stderr).toContain(`pin: ${plugin} linux/arm64 was known and is ${sha256("plugin for arm64")} now;`);
    expect(stderr).toContain(`pin: ${file} was left as it is\n`);
    expect(pins()).toEqual(known);
  });

  test("are listed by name without a look-up", async () => {
    const { stdout } = await pin("--list");
    expect(stdout.trimEnd().split("\n").sort()).toEqual(
      [...Object.keys(everything.images), ...Object.keys(everything.files)].sort(),
    );
    expect(asked).toEqual([]);
  });
});

describe("nothing is written, and one line says why, when", () => {
  const index = "/registry.gitlab.com/v2/gitlab-org/fleeting/plugins/aws/manifests/1.1.0";
  const only = (prefix: string) => Object.keys(answers).find((path) => path.startsWith(prefix))!;

  test.each<[string, () => void, RegExp]>([
    [
      "an image is not there",
      () => delete answers["/registry.gitlab.com/v2/gitlab-org/gitlab-runner/manifests/alpine-v19.4.0"],
      /^pin: https:\/\/registry\.gitlab\.com\/v2\/gitlab-org\/gitlab-runner\/manifests\/alpine-v19\.4\.0 answers 404 Not Found$/m,
    ],
    [
      "a registry names no digest",
      () => (answers["/registry.gitlab.com/v2/gitlab-org/gitlab-runner/manifests/alpine-v19.4.0"] = {}),
      /alpine-v19\.4\.0 has no digest in its answer, got ''$/m,
    ],
    [
      "no token is given",
      () => delete answers["/auth.example.com/token"],
      /^pin: https:\/\/auth\.example\.com\/token\?\S+ answers 404/m,
    ],
    [
      "the plugin has no image for an architecture",
      () => (answers[index] = { body: '{"manifests":[]}' }),
      /aws:1\.1\.0 has no image for linux\/amd64$/m,
    ],
    [
      "a layer is corrupted",
      () => (answers[only("/registry.gitlab.com/v2/gitlab-org/fleeting/plugins/aws/blobs/")] = { body: "x" }),
      new RegExp(`gave content with the digest sha256:${sha256("x")}$`, "m"),
    ],
    [
      "a release has no checksum of a file",
      () =>
        (answers[`/${pluginRelease}/release.sha256`] = { body: `${sha256("p1")}  fleeting-plugin-aws-linux-amd64\n` }),
      /release\.sha256 has no line for fleeting-plugin-aws-linux-arm64$/m,
    ],
    ["a release is not there", () => delete answers[`/${runnerRelease}/release.sha256`], /release\.sha256 answers 404/],
  ])("%s", async (_, damage, reason) => {
    damage();
    const { status, stderr } = await pin();
    expect(stderr).toMatch(reason);
    expect(status).toBe(1);
    expect(
      stderr
        .trimEnd()
        .split("\n")
        .every((line) => line.startsWith("pin: ")),
    ).toBe(true);
    expect(readFileSync(file, "utf8")).toBe(empty);
  });

  test("the registry is down", async () => {
    server.close();
    await once(server, "close");
    const { status, stderr } = await pin();
    expect(status).toBe(1);
    expect(stderr).toMatch(/^pin: https:\/\/registry\.gitlab\.com\/\S+ is not reached: ECONNREFUSED$/m);
    expect(readFileSync(file, "utf8")).toBe(empty);
    expect(readdirSync(folder)).toEqual(["pins.json"]);
  });
});

test("the committed pins are of nothing that the script would not look up, and have the form of pins", async () => {
  const committed = JSON.parse(readFileSync(join(__dirname, "../../packages/runner-image/pins.json"), "utf8"));
  expect(Object.keys(committed)).toEqual(["images", "files"]);
  const { stdout } = await pin("--list");
  const names = stdout.trimEnd().split("\n");
  for (const [name, digest] of Object.entries(committed.images)) {
    expect(names).toContain(name);
    expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
  }
  for (const [name, sum] of Object.entries(committed.files)) {
    expect(names).toContain(name);
    expect(sum).toMatch(/^[0-9a-f]{64}$/);
  }
});
