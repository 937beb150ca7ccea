import { createHash } from "node:crypto";
import { once } from "node:events";
import { readdirSync, statSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { imageDirectory } from "../src/image-sources";
import { FakePrograms } from "./fake-programs";

const step = join(imageDirectory, "steps", "install-plugin.sh");
const gitlab = "registry.gitlab.com/gitlab-org/fleeting/plugins";
const path = `plugins/${gitlab}/aws/1.1.0/plugin`;
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

let fakes: FakePrograms;
beforeEach(() => {
  fakes = new FakePrograms();
});
afterEach(() => fakes.remove());

/** Installs into the folder of its environment as the runner does, and lists what is there. */
const install = `file="$FLEETING_PLUGIN_PATH/\${plugin%:*}/\${plugin##*:}/plugin"; mkdir -p "\${file%/*}"; echo program >"$file"; chmod 700 "$file"`;
const list = `echo "runner: abc, plugin: $plugin, path: $FLEETING_PLUGIN_PATH/${gitlab}/aws/\${plugin##*:}/plugin"`;

function run(environment: Record<string, string> = {}, { install: installs = install, list: lists = list } = {}) {
  fakes.add(
    "gitlab-runner",
    `cat "$CONFIG_FILE" >"$ROOT/$2.toml"; echo "$2" >>"$ROOT/calls.log"
    plugin=$(sed -n 's/^ *plugin = "\\(.*\\)"$/\\1/p' "$CONFIG_FILE")
    case "$1 $2" in "fleeting install") ${installs} ;; "fleeting list") ${lists} ;; *) exit 9 ;; esac`,
  );
  return fakes.runAsync(["sh", step], {
    FLEETING_PLUGIN_PATH: fakes.path("plugins"),
    AWS_PLUGIN_VERSION: "1.1.0",
    AWS_PLUGIN_REGISTRY: gitlab,
    AWS_PLUGIN_DOWNLOADS: "",
    AWS_PLUGIN_SHA256_AMD64: "",
    AWS_PLUGIN_SHA256_ARM64: "",
    TARGETARCH: "amd64",
    ...environment,
  });
}

/** What holds after every step that ends well: the runner finds the plugin, any user may run it, nothing is left. */
function expectInstalled(text: string) {
  expect(fakes.lines(path)).toEqual([text]);
  expect(statSync(fakes.path(path)).mode & 0o777).toBe(0o755);
  expect(fakes.lines("list.toml")).toContain('    plugin = "aws:1.1.0"');
  expect(fakes.run(["find", fakes.path("plugins"), "!", "-perm", "-005"], {}).stdout).toBe("");
  expect(fakes.files(fakes.path("plugins"))).toHaveLength(1);
  expect(readdirSync(fakes.temporary)).toEqual([]);
}

describe("the plugin from a registry", () => {
  test("is installed by the runner, from GitLab's registry by the name that config.toml uses", async () => {
    expect(await run()).toEqual({ status: 0, stderr: "" });
    expect(fakes.lines("install.toml")).toContain(`    plugin = "${gitlab}/aws:1.1.0"`);
    expectInstalled("program");
  });

  test("lies in the same place if it comes from a mirror", async () => {
    expect((await run({ AWS_PLUGIN_REGISTRY: "mirror.example.com/fleeting" })).status).toBe(0);
    expect(fakes.lines("install.toml")).toContain('    plugin = "mirror.example.com/fleeting/aws:1.1.0"');
    expectInstalled("program");
  });

  test.each(["amd64", "arm64"])("passes with the checksum that was asked for, for %s", async (TARGETARCH) => {
    const name = `AWS_PLUGIN_SHA256_${TARGETARCH.toUpperCase()}`;
    expect((await run({ [name]: sha256("program\n"), TARGETARCH })).status).toBe(0);
    expectInstalled("program");
  });

  test.each<[string, Record<string, string>, { install?: string; list?: string }, string]>([
    ["nothing is installed", {}, { install: ":" }, `left no program of ${gitlab}/aws:1.1.0`],
    ["the install fails", {}, { install: "exit 3" }, ""],
    ["the program is empty", {}, { install: `${install}; : >"$file"` }, "left no program"],
    ["another version is installed", {}, { install: install.replace("##*:}", "##*:}1") }, "left no program"],
    ["the list fails", {}, { list: "exit 3" }, ""],
    [
      "the runner looks elsewhere",
      {},
      { list: 'echo "plugin: x, path: /elsewhere/plugin"' },
      "says: plugin: x, path: /e",
    ],
    ["the runner knows of none", {}, { list: ":" }, "the runner does not look for aws:1.1.0 in "],
    [
      "the checksum is another",
      { AWS_PLUGIN_SHA256_AMD64: sha256("other") },
      {},
      `the plugin aws:1.1.0 for amd64 has the checksum ${sha256("program\n")}, and ${sha256("other")} was asked for`,
    ],
    ["the architecture is unknown", { TARGETARCH: "s390x" }, {}, "for amd64 and arm64, not for 's390x'"],
  ])("fails when %s", async (_, environment, programs, reason) => {
    const { status, stderr } = await run(environment, programs);
    expect(status).not.toBe(0);
    expect(stderr).toContain(reason);
    expect(readdirSync(fakes.temporary)).toEqual([]);
  });
});

describe("the plugin's release", () => {
  const program = "fleeting-plugin-aws-linux-amd64";
  const release = "/releases/v1.1.0/downloads";
  let files: Record<string, string>;
  let server: Server;
  let address: string;

  beforeEach(async () => {
    files = {
      [`${release}/${program}`]: "released",
      [`${release}/fleeting-plugin-aws-linux-arm64`]: "released for arm",
      [`${release}/release.sha256`]: [
        `${sha256("other")}  ${program}.exe`,
        `${sha256("released for arm")}  fleeting-plugin-aws-linux-arm64`,
        `${sha256("released")}  ${program}`,
        "",
      ].join("\n"),
    };
    server = createServer(({ url = "" }, response) => {
      // As GitLab does, the address of a release's file leads to another one.
      if (files[url] === undefined) response.writeHead(404).end("not found");
      else if (!url.startsWith("/stored")) response.writeHead(302, { location: `/stored${url}` }).end();
      else response.end(files[url]);
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    for (const [url, text] of Object.entries(files)) files[`/stored${url}`] = text;
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/releases`;
  });
  afterEach(async () => {
    server.close();
    await once(server, "close");
  });

  const change = (file: string, text: string) => {
    files[`/stored${release}/${file}`] = text;
  };
  const remove = (file: string) => delete files[`${release}/${file}`];
  const download = (environment = {}) => run({ AWS_PLUGIN_DOWNLOADS: address, ...environment });

  test.each([
    ["amd64", "released"],
    ["arm64", "released for arm"],
  ])("for %s is put where the runner looks, and no registry is asked", async (TARGETARCH, text) => {
    expect(await download({ TARGETARCH })).toEqual({ status: 0, stderr: "" });
    expect(fakes.lines("calls.log")).toEqual(["list"]);
    expectInstalled(text);
  });

  test("is found in a list that names files with their folder and a star", async () => {
    change("release.sha256", `${sha256("x")} *out/other\n${sha256("released")} *out/${program}\n`);
    expect((await download()).status).toBe(0);
    expectInstalled("released");
  });

  test.each<[string, () => void, RegExp]>([
    [
      "the program is corrupted",
      () => change(program, "releaseX"),
      /has the checksum \w{64}, and release\.sha256 says \w{64}$/m,
    ],
    ["the program is empty", () => change(program, ""), /has the checksum e3b0c442/],
    ["the program is missing", () => remove(program), /cannot download http:\S+\/fleeting-plugin-aws-linux-amd64$/m],
    ["the checksums are missing", () => remove("release.sha256"), /cannot download http:\S+\/release\.sha256$/m],
    ["the checksums are empty", () => change("release.sha256", ""), /release\.sha256 has no line for fleeting-plugin/],
    [
      "the checksums are those of others",
      () => change("release.sha256", `${sha256("released")}  ${program}.asc\n`),
      /has no line for fleeting-plugin-aws-linux-amd64$/m,
    ],
    ["the checksums are a page for people", () => change("release.sha256", "<html>Sign in</html>"), /has no line for/],
    [
      "there are two checksums of one program",
      () => change("release.sha256", `${sha256("released")}  ${program}\n${sha256("x")}  ${program}\n`),
      /release\.sha256 says/,
    ],
  ])("fails in one line when %s", async (_, damage, reason) => {
    damage();
    const { status, stderr } = await download();
    expect(status).toBe(1);
    expect(stderr).toMatch(reason);
    expect(stderr).toMatch(/^install-plugin: /m);
    expect(fakes.lines(path)).toEqual([]);
    expect(fakes.lines("calls.log")).toEqual([]);
    expect(readdirSync(fakes.temporary)).toEqual([]);
  });

  test("fails when the server is down", async () => {
    const { status, stderr } = await download({ AWS_PLUGIN_DOWNLOADS: "http://127.0.0.1:1/releases" });
    expect(status).toBe(1);
    expect(stderr).toContain(
      "install-plugin: cannot download http://127.0.0.1:1/releases/v1.1.0/downloads/release.sha256",
    );
  });

  test("fails when release and checksums agree on another program than was asked for", async () => {
    const { status, stderr } = await download({ AWS_PLUGIN_SHA256_AMD64: sha256("asked for") });
    expect(status).toBe(1);
    expect(stderr).toContain(`${sha256("asked for")} was asked for`);
  });
});
