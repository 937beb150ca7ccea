import { spawn } from "node:child_process";
import { gunzipSync } from "node:zlib";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { cacheChartFolder, cacheCiValues, onlyOf, renderCache } from "../test/cache-chart/render-cache";
import { runInFolder } from "../test/cache-chart/run-in-folder";
import { helmBinary } from "../test/chart/helm-binary";
import type { Json } from "../test/chart/render-chart";
import { objectsIn } from "./cluster-objects";
import { KubeClient } from "./kube-client";
import { kubectl, type Said } from "./kubectl";
import { removeNamespace, restrictedNamespace } from "./restricted-namespace";

const client = new KubeClient();
const namespace = "cache-credentials";
const secretName = "cache-runner-cache-credentials";
const secretPath = `/api/v1/namespaces/${namespace}/secrets/${secretName}`;
const podsPath = `/api/v1/namespaces/${namespace}/pods`;
// Where nodes do run pods, a kubelet would say other things of them than the test does.
const values: Json = { ...cacheCiValues("default"), nodeSelector: { "runner-fleet/cluster-test": "no-node" } };

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "cache-credentials-"));
  await removeNamespace(client, namespace);
  await restrictedNamespace(client, namespace);
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await removeNamespace(client, namespace);
});

/** kubectl as the Job's service account, by a token of its own. */
function asTheJob(args: readonly string[], input = "", expected: readonly number[] = [0]): Said {
  const { stdout } = kubectl(["create", "token", secretName, "--namespace", namespace]);
  return kubectl(["--token", stdout.trim(), "--namespace", namespace, ...args], input, expected);
}

/** Does what the two containers of the Job do: the first one's script, then the second one's kubectl and its arguments. */
async function runTheJob(): Promise<void> {
  const { template } = onlyOf(renderCache(values, namespace).objects, "Job").spec;
  for (const name of ["work", "existing"]) {
    rmSync(join(folder, name), { recursive: true, force: true });
    mkdirSync(join(folder, name));
  }
  const existing = await client.find(secretPath);
  for (const [key, value] of Object.entries(existing?.data ?? {})) {
    writeFileSync(join(folder, "existing", key), Buffer.from(value as string, "base64"));
  }
  const [keys] = template.spec.initContainers;
  expect(runInFolder(keys, folder, ["/work/", "/existing/"], {})).toMatchObject({ status: 0, stderr: "" });
  const [{ args }] = template.spec.containers;
  const { stdout } = asTheJob(args.map((argument: string) => argument.replace("/work/", `${folder}/work/`)));
  expect(stdout).toBe(`secret/${secretName} serverside-applied\n`);
}

/** `helm` with the chart; while it runs, the Job's pod does its work and ends. */
async function helm(...args: readonly string[]): Promise<void> {
  const child = spawn(helmBinary(process.env.HELM_MAJOR ?? ""), [
    ...args,
    "--namespace",
    namespace,
    "--timeout",
    "60s",
  ]);
  let said = "";
  child.stdout.on("data", (part) => (said += part));
  child.stderr.on("data", (part) => (said += part));
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  child.stdin.end(JSON.stringify(values));
  const labels = { "app.kubernetes.io/component": "credentials" };
  while ((await Promise.race([ended, setTimeout(200, "running" as const)])) === "running") {
    for (const { metadata, status } of await client.list(podsPath, labels)) {
      if (status.phase === "Pending") {
        await runTheJob();
        await client.patch(`${podsPath}/${metadata.name}/status`, { status: { ...status, phase: "Succeeded" } });
      }
    }
  }
  if ((await ended) !== 0) {
    throw new Error(`helm ${args.join(" ")} must succeed, got\n${said}`);
  }
}

const dataOf = async () => (await client.get(secretPath)).data;

test("an install makes the Secret, an upgrade keeps it, and of the Job and its rights nothing stays", async () => {
  await helm("install", "cache", cacheChartFolder, "--values", "-");
  const made = await dataOf();
  expect(Object.keys(made)).toEqual(["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"]);

  const kinds = (await objectsIn(client, namespace)).map((name) => name.split("/")[0]);
  expect(new Set(kinds)).toEqual(
    new Set(["Deployment", "Endpoints", "EndpointSlice", "NetworkPolicy", "Pod", "ReplicaSet", "Secret", "Service"]),
  );
  const servers = await client.list(podsPath, { "app.kubernetes.io/component": "server" });
  expect(servers.map(({ status }) => status.phase)).toEqual(["Pending"]);

  await helm("upgrade", "cache", cacheChartFolder, "--values", "-");
  expect(await dataOf()).toEqual(made);
});

test("neither key is in Helm's record of the release", async () => {
  const { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: key } = await dataOf();
  const { stdout } = kubectl([
    "get",
    "secret",
    "--selector",
    "owner=helm",
    "--namespace",
    namespace,
    "--output",
    "json",
  ]);
  const records = JSON.parse(stdout).items.map(({ data }: Json) =>
    Buffer.from(Buffer.from(data.release, "base64").toString(), "base64"),
  );
  expect(records.length).toBeGreaterThan(0);
  for (const record of records) {
    const text = gunzipSync(record).toString();
    expect(text).toContain("runner-cache");
    for (const value of [id, key, Buffer.from(id, "base64").toString(), Buffer.from(key, "base64").toString()]) {
      expect(text).not.toContain(value);
    }
  }
});

test("an uninstall leaves the Secret, and the next install goes on with it", async () => {
  const before = await dataOf();
  kubectl(["get", "deployment", "cache-runner-cache", "--namespace", namespace]);
  await helm("uninstall", "cache");
  const left = (await objectsIn(client, namespace)).filter((name) => !/^(Pod|ReplicaSet|Endpoint)/.test(name));
  expect(left).toEqual([`Secret/${secretName}`]);
  await helm("install", "cache", cacheChartFolder, "--values", "-");
  expect(await dataOf()).toEqual(before);
});

describe("the rights of the Job", () => {
  beforeAll(async () => {
    const { objects } = renderCache(values, namespace);
    const own = objects.filter(({ kind }) => ["ServiceAccount", "Role", "RoleBinding"].includes(kind));
    kubectl(["apply", "--filename=-"], own.map((object) => JSON.stringify(object)).join("\n"));
  });

  const may = (verb: string, resource: string, elsewhere = namespace) =>
    kubectl(
      ["auth", "can-i", verb, resource, "--namespace", elsewhere].concat(
        "--as",
        `system:serviceaccount:${namespace}:${secretName}`,
      ),
      "",
      [0, 1],
    ).stdout.trim();

  test("are to make its Secret, and to apply it again", async () => {
    await client.delete(secretPath);
    await runTheJob();
    const made = await dataOf();
    await runTheJob();
    expect(await dataOf()).toEqual(made);
  });

  test("are not enough to apply another Secret", async () => {
    const manifest = readFileSync(join(folder, "work/secret.yaml"), "utf8").replace(
      `name: ${secretName}`,
      "name: other",
    );
    const args = ["apply", "--server-side", "--field-manager=runner-cache", "--validate=false", "--filename=-"];
    expect(asTheJob(args, manifest, [1]).stderr).toContain('secrets "other" is forbidden');
  });

  test.each([
    ["get", `secret/${secretName}`],
    ["delete", `secret/${secretName}`],
    ["update", `secret/${secretName}`],
    ["list", "secrets"],
    ["watch", "secrets"],
    ["create", "secrets"],
    ["patch", "secret/runner-tokens"],
    ["create", "pods"],
    ["create", "configmaps"],
    ["get", "pods"],
    ["create", "pods/exec"],
    ["create", "serviceaccounts/token"],
    ["patch", `role/${secretName}`],
    ["impersonate", "serviceaccounts"],
  ])("are not to %s %s", (verb, resource) => {
    expect(may(verb, resource)).toBe("no");
  });

  test("end at the namespace", () => {
    expect(may("patch", `secret/${secretName}`)).toBe("yes");
    expect(may("patch", `secret/${secretName}`, "default")).toBe("no");
  });
});
