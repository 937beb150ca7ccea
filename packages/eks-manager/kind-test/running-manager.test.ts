import { spawn } from "node:child_process";
import { eventually } from "../cluster-test/eventually";
import { HelmRelease } from "../cluster-test/helm-release";
import { KubeClient } from "../cluster-test/kube-client";
import { makePrerequisites } from "../cluster-test/prerequisites";
import { removeNamespace } from "../cluster-test/restricted-namespace";
import { ciValues, type Json } from "../test/chart/render-chart";

/*
What only a pod that runs can show: probes, signals, the preflight's script, `helm test`. It needs nodes, so .ci/run
leaves it to a job of the GitHub workflow. It pulls GitLab's image and the plugin from registry.gitlab.com. No GitLab is
asked for jobs: `.invalid` is no address anywhere.
*/
const client = new KubeClient();
const release = new HelmRelease(client, "running", { timeout: "10m" });

const defaults = ciValues("default");
const values = {
  ...defaults,
  config: {
    toml: defaults.config.toml
      .replace("https://gitlab.com", "https://gitlab.invalid")
      .replace("shutdown_timeout = 120", "shutdown_timeout = 10"),
    restartChecksum: "one runner, plugin aws:1.1.0",
  },
  preflight: { verify: false },
  terminationGracePeriodSeconds: 600,
};
const withToml = (change: (toml: string) => string): Json => ({
  ...values,
  config: { ...values.config, toml: change(values.config.toml) },
});

const readyManager = async (): Promise<Json> =>
  eventually(
    "the manager is ready",
    async () => {
      const pod = await release.currentManager();
      const ready = pod.status.conditions?.find(({ type }: Json) => type === "Ready");
      return ready?.status === "True" && pod;
    },
    300,
  );

/** Everything that a pod's manager writes from now on, once it has ended. */
const logOf = ({ metadata }: Json): Promise<string> =>
  new Promise((resolve, reject) => {
    const args = ["--namespace", metadata.namespace, "logs", "--follow", metadata.name, "--container", "manager"];
    const logs = spawn("kubectl", args);
    let text = "";
    logs.stdout.on("data", (part) => (text += part));
    logs.on("error", reject);
    logs.on("close", () => resolve(text));
  });

beforeAll(async () => {
  await makePrerequisites(client, release.name, values);
  const { secretName, env } = values.tokens;
  // The form of a token, and no token: put together here so that no scanner takes it for one.
  const token = `glrt-${"0123456789abcdefghij"}`;
  await client.ensure(`/api/v1/namespaces/${release.name}/secrets`, {
    metadata: { name: secretName },
    stringData: { [env.RUNNER_TOKEN]: token },
  });
});

afterAll(() => removeNamespace(client, release.name));

test("the preflight passes, the plugin is installed, and the manager gets ready without a GitLab", async () => {
  await release.install(values, "as it does");
  const { status } = await readyManager();
  expect(status.containerStatuses.map(({ restartCount }: Json) => restartCount)).toEqual([0]);
});

test("helm test passes", async () => {
  const { status, stdout, stderr } = await release.test();
  expect(`${stdout}${stderr}`).toMatch(/Phase: +Succeeded/);
  expect(status).toBe(0);
});

test("a preflight that fails says why, and the manager goes on", async () => {
  const before = await readyManager();
  const broken = { ...values, tokens: { ...values.tokens, secretName: "missing" } };
  const { status, stdout, stderr } = await release.attempt("upgrade", broken, "as it does");
  expect(status).toBe(1);
  expect(`${stdout}${stderr}`).toContain("tokens.env.RUNNER_TOKEN: the Secret missing is missing");
  const after = await readyManager();
  expect(after.metadata.uid).toBe(before.metadata.uid);
});

test("a plugin that the registry does not have is found by the preflight", async () => {
  const before = await readyManager();
  const broken = {
    ...withToml((toml) => toml.replace("aws:1.1.0", "aws:0.0.99")),
    plugin: { install: "aws:0.0.99" },
  };
  expect((await release.attempt("upgrade", broken, "as it does")).status).toBe(1);
  expect((await readyManager()).metadata.uid).toBe(before.metadata.uid);
});

test("a setting that needs no restart is read by the manager that runs", async () => {
  const before = await readyManager();
  await release.upgrade(
    withToml((toml) => toml.replace("concurrent = 10", "concurrent = 11")),
    "as it does",
  );
  // `helm test` compares what the manager says of itself with config.toml.
  await eventually("the manager has read it", async () => (await release.test()).status === 0, 300);
  const after = await readyManager();
  expect(after.metadata.uid).toBe(before.metadata.uid);
  expect(after.status.containerStatuses.map(({ restartCount }: Json) => restartCount)).toEqual([0]);
});

test("a manager that is deleted drains by SIGQUIT, ends by itself, and is followed by one", async () => {
  const before = await readyManager();
  const log = logOf(before);
  const start = performance.now();
  await client.delete(`/api/v1/namespaces/${release.name}/pods/${before.metadata.name}`);
  expect(await log).toContain("Starting graceful shutdown");
  const after = await eventually(
    "the next one is there",
    async () => {
      const pod = await readyManager();
      return pod.metadata.uid !== before.metadata.uid && pod;
    },
    300,
  );
  expect((performance.now() - start) / 1000).toBeLessThan(values.terminationGracePeriodSeconds);
  expect(after.status.containerStatuses.map(({ restartCount }: Json) => restartCount)).toEqual([0]);
});

test("uninstalled, the manager drains, and its pod is gone", async () => {
  await release.uninstall();
  await eventually("no pod is left", async () => (await release.managers()).length === 0, 300);
  expect(await release.managers()).toEqual([]);
});
