import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { USER_DATA_LIMIT } from "@runner-fleet/cloud-init";
import { Expression } from "@runner-fleet/config";
import { parse } from "yaml";
import { renderManagerUserData, type ManagerUserData } from "../src";
import { managerFiles } from "../src/manager-files";
import { userDataTemplate } from "../src/user-data";
import { planned } from "./expression-props";
import { configOf, managerProps } from "./synthesise";

const { environment, configObject, tokens } = managerProps();

const input = (other: Partial<ManagerUserData> = {}): ManagerUserData => ({
  name: "ci",
  config: configOf(),
  environment,
  volumeId: "vol-0123456789abcdef0",
  configObject,
  tokenStore: "ssm",
  tokens,
  tokensRevision: 1,
  architecture: "arm64",
  ...other,
});

const certificate = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";

/** What a person reviews; `UPDATE_RENDERED=1 npx jest test/user-data` writes them anew. */
const rendered: Readonly<Record<string, ManagerUserData>> = {
  "user-data.yaml": input(),
  "user-data-everything.yaml": input({
    name: "ci-2",
    config: {
      ...configOf({ ecr: { repositories: ["123456789012.dkr.ecr.eu-west-1.amazonaws.com/ci/*"] } }),
      trust: { caBundle: certificate, httpsProxy: "http://proxy.example.com:3128", noProxy: [".example.com"] },
    },
    tokenStore: "secrets-manager",
    tokens: { RUNNER_TOKEN_LINUX: { name: "/ci/linux" }, RUNNER_TOKEN_GPU: { name: "/ci/gpu" } },
    tokensRevision: 2,
    architecture: "amd64",
  }),
};

type CloudConfig = ReturnType<typeof JSON.parse>;
const parsed = (other?: Partial<ManagerUserData>) =>
  parse(renderManagerUserData(input(other)).toString()) as CloudConfig;
const fileOf = (config: CloudConfig, path: string): string =>
  config.write_files.find((file: { path: string }) => file.path === path).content;

describe.each(Object.entries(rendered))("%s", (name, given) => {
  const text = renderManagerUserData(given).toString();

  test("is what was last reviewed", () => {
    const file = join(__dirname, "rendered", name);
    if (process.env.UPDATE_RENDERED) {
      writeFileSync(file, text);
    }
    expect(text).toBe(readFileSync(file, "utf8"));
  });

  test("is a cloud-config of which EC2 takes the compressed form, with room for certificates", () => {
    expect(text.split("\n")[0]).toBe("#cloud-config");
    expect(gzipSync(text).length).toBeLessThan(USER_DATA_LIMIT - 6_000);
  });

  test("holds scripts that bash can parse, byte for byte those that are tested", () => {
    const files = (parse(text) as CloudConfig).write_files as { path: string; content: string; permissions?: string }[];
    for (const { path, content, permissions } of managerFiles()) {
      expect(files.find((file) => file.path === path)).toMatchObject({ content, ...(permissions && { permissions }) });
    }
    const scripts = files.filter(({ content }) => content.startsWith("#!/bin/bash"));
    expect(scripts).toHaveLength(10);
    for (const { content } of scripts) {
      expect(() => execFileSync("bash", ["-n"], { input: content, stdio: "pipe" })).not.toThrow();
    }
  });

  test("gives the scripts every parameter that they use", () => {
    const config = parse(text) as CloudConfig;
    const given = fileOf(config, "/etc/runner-fleet/manager.env")
      .trimEnd()
      .split("\n")
      .map((line) => line.split("=")[0]!);
    const scripts = managerFiles().filter(({ content }) => content.startsWith("#!/bin/bash"));
    const used = scripts.flatMap(({ content }) =>
      [...content.matchAll(/\$\{?([A-Z][A-Z_]+)/g)].map(([, each]) => each!),
    );
    const own = ["MANAGER_ENV", "SECONDS"];
    expect([...new Set(used)].filter((each) => !given.includes(each) && !own.includes(each))).toEqual([]);
  });
});

test("the manager's user is made before what belongs to it, and can't log in", () => {
  expect(parsed().users[1]).toEqual({
    name: "gitlab-runner",
    system: true,
    no_create_home: true,
    homedir: "/var/lib/gitlab-runner",
    shell: "/usr/sbin/nologin",
    lock_passwd: true,
  });
});

test("what keeps the manager from starting without its volume is started last, when all else is there", () => {
  const { runcmd } = parsed();
  expect(runcmd.map((command: string[]) => command.at(command[0] === "sh" ? 1 : 0))).toEqual([
    "/usr/local/sbin/install-gitlab-runner",
    "/usr/local/lib/runner-fleet/set-up",
  ]);
});

test("the credential helper is installed where the manager logs in to ECR alone", () => {
  const ecr = { repositories: ["123456789012.dkr.ecr.eu-west-1.amazonaws.com/ci/*"] };
  expect(parsed().packages).toEqual(["amazon-cloudwatch-agent", "e2fsprogs", "logrotate"]);
  expect(parsed({ config: configOf({ ecr }) }).packages).toContain("amazon-ecr-credential-helper");
});

test("systemd waits for jobs, for machines, and a little more", () => {
  const config = configOf({ manager: { drainTimeout: "2h", shutdownTimeout: 300 } });
  expect(fileOf(parsed({ config }), "/etc/systemd/system/gitlab-runner.service.d/10-times.conf")).toBe(
    "[Service]\nTimeoutStopSec=7620\n",
  );
});

test("tokens are named and not given", () => {
  expect(fileOf(parsed(), "/etc/runner-fleet/tokens")).toBe("RUNNER_TOKEN_LINUX=/ci/linux\n");
});

test("another revision of the tokens is another user data, and so another instance", () => {
  expect(renderManagerUserData(input({ tokensRevision: 2 })).toString()).not.toBe(
    renderManagerUserData(input()).toString(),
  );
});

describe("what only Terraform knows", () => {
  test("stands in the text as it is, and the scripts' own expansions are escaped", () => {
    const text = userDataTemplate(
      renderManagerUserData(
        input({
          volumeId: planned.text("volume"),
          tokensRevision: planned.number("revision"),
          architecture: planned.text("architecture"),
          config: {
            ...configOf(),
            manager: { ...configOf().manager, drainTimeout: Expression.text("var.drain") },
            trust: { httpsProxy: Expression.text("var.proxy") },
          },
        }),
      ),
    );
    expect(text).toMatch(/VOLUME_ID=\$\{TfToken\[TOKEN\.\d+\]\}\n/);
    expect(text).toMatch(/TOKENS_REVISION=\$\{TfToken\[TOKEN\.\d+\]\}\n/);
    expect(text).toContain("    - ${jsonencode(var.proxy)}\n");
    expect(text).toContain("TimeoutStopSec=${");
    expect(text).toContain('. "$${MANAGER_ENV:-/etc/runner-fleet/manager.env}"');
  });
});
