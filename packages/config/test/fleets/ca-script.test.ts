import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CA_FILE } from "../../src/fleets/ca-mount";
import { caScript, trustScripts } from "../../src/fleets/ca-script";
import type { Fleet } from "../../src/schema/fleet";
import type { RunnerFleetConfig } from "../../src/schema/runner-fleet-config";
import { Expression, type TextOrExpression } from "../../src/values/expression";
import { certificates } from "../certificates";

const named = [
  "SSL_CERT_FILE",
  "GIT_SSL_CAINFO",
  "CURL_CA_BUNDLE",
  "REQUESTS_CA_BUNDLE",
  "AWS_CA_BUNDLE",
  "CARGO_HTTP_CAINFO",
];

describe.each(["sh", "bash"])("in %s", (shell) => {
  let root: string;
  const at = (...parts: string[]) => join(root, ...parts);
  const write = (path: string, text: string) => {
    mkdirSync(join(at(path), ".."), { recursive: true });
    writeFileSync(at(path), text);
  };

  /** Runs the script as GitLab Runner does, in a container whose files are below the folder. */
  const run = (environment: Readonly<Record<string, string>> = {}) => {
    const below = caScript.replaceAll(/(?<![\w"])\/(etc|tmp)\b/g, (path) => at(path));
    const { status, stdout, stderr } = spawnSync(shell, ["-c", `set -eu\n${below}\nenv`], {
      encoding: "utf8",
      // A shell whose input is a socket takes itself for a remote one and reads its user's settings.
      stdio: ["ignore", "pipe", "pipe"],
      env: { PATH: process.env.PATH, RUNNER_TEMP_PROJECT_DIR: at("builds/app.tmp"), ...environment },
    });
    const variables = Object.fromEntries(
      stdout
        .split("\n")
        .map((line) => line.split("=") as [string, string])
        .filter(([name]) => named.includes(name)),
    );
    return { status, stderr, variables };
  };
  const bundle = () => readFileSync(at("builds/app.tmp/runner-fleet-ca.crt"), "utf8");
  const allNamed = (file = at("builds/app.tmp/runner-fleet-ca.crt")) =>
    Object.fromEntries(named.map((name) => [name, file]));

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "ca-script-"));
    mkdirSync(at("tmp"));
    write(CA_FILE, certificates[0]);
  });
  afterEach(() => rmSync(root, { recursive: true }));

  test.each([
    "etc/ssl/certs/ca-certificates.crt",
    "etc/pki/tls/certs/ca-bundle.crt",
    "etc/ssl/ca-bundle.pem",
    "etc/ssl/cert.pem",
  ])("an image with its store in /%s has a whole store for every program", (store) => {
    write(store, "IMAGE");
    expect(run()).toEqual({ status: 0, stderr: "", variables: allNamed() });
    expect(bundle()).toBe(`IMAGE\n${certificates[0]}\n`);
    expect(readdirSync(at("builds/app.tmp"))).toEqual(["runner-fleet-ca.crt"]);
  });

  test("a store that the image or the job names comes before the system's", () => {
    write("etc/ssl/cert.pem", "IMAGE\n");
    write("own.pem", "OWN\n");
    expect(run({ SSL_CERT_FILE: at("own.pem") }).variables).toEqual(allNamed());
    expect(bundle()).toBe(`OWN\n\n${certificates[0]}\n`);
  });

  test("Git trusts GitLab by what GitLab Runner found, too", () => {
    write("gitlab.crt", certificates[1].trim());
    run({ CI_SERVER_TLS_CA_FILE: at("gitlab.crt") });
    expect(bundle()).toBe(`${certificates[0]}\n${certificates[1]}`);
  });

  test("clients that bring a store of their own keep it where the image has none", () => {
    const { variables } = run();
    expect(Object.keys(variables).sort()).toEqual(["GIT_SSL_CAINFO", "SSL_CERT_FILE"]);
  });

  test("it may run again in the next stage", () => {
    write("etc/ssl/cert.pem", "IMAGE\n");
    run();
    expect(run()).toEqual({ status: 0, stderr: "", variables: allNamed() });
  });

  test("a folder that is not absolute is passed by", () => {
    write("etc/ssl/cert.pem", "IMAGE\n");
    expect(run({ RUNNER_TEMP_PROJECT_DIR: "builds/app.tmp" }).variables).toEqual(
      allNamed(at("tmp/runner-fleet-ca.crt")),
    );
  });

  test("a folder that can't be written to costs the store, not the job, and the log says so", () => {
    write("builds/app.tmp", "a file where the folder should be");
    const { status, stderr, variables } = run();
    expect([status, variables]).toEqual([0, {}]);
    expect(stderr).toContain(
      `trust.caBundle: ${at("builds/app.tmp/runner-fleet-ca.crt")} can't be written; in this job Node.js and Go alone trust it`,
    );
  });

  test("a certificate file that can't be read changes nothing", () => {
    rmSync(at(CA_FILE));
    expect(run()).toEqual({ status: 0, stderr: "", variables: {} });
    expect(existsSync(at("builds"))).toBe(false);
  });
});

describe("the scripts of a fleet", () => {
  const scripts = (caBundle: string | undefined, fleet: Partial<Fleet>) =>
    trustScripts({ trust: { caBundle } } as RunnerFleetConfig, fleet as Fleet);
  const terraform = (text: TextOrExpression | undefined) => (text as Expression).pieces?.map(String);

  test("are its own where there is no bundle", () => {
    expect(scripts(undefined, { preBuildScript: "true" })).toEqual({ preBuildScript: "true" });
  });

  test("begin with the one that trusts the bundle", () => {
    expect(scripts(certificates[0], { preBuildScript: "true" })).toEqual({
      preGetSourcesScript: caScript,
      preBuildScript: `${caScript}\ntrue`,
    });
  });

  test("may be known to Terraform alone, or found not to be there", () => {
    const { preGetSourcesScript, preBuildScript } = scripts(certificates[0], {
      preGetSourcesScript: Expression.text("var.script"),
      preBuildScript: Expression.text("var.debug ? var.script : null").optional(),
    });
    expect(terraform(preGetSourcesScript)).toEqual([caScript, "\n", "${var.script}"]);
    expect(terraform(preBuildScript)?.at(-1)).toBe(
      '${(var.debug ? var.script : null) == null ? "" : (var.debug ? var.script : null)}',
    );
  });

  test("say in their first line what a job's log shows", () => {
    expect(caScript.split("\n")[0]).toBe("# Trusts the authorities of trust.caBundle besides those of the image");
  });
});
