import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineCustomResources } from "./custom-resources";
import { eventually } from "./eventually";
import { KubeClient, socketVariable } from "./kube-client";
import { kubectl } from "./kubectl";

/** The proxy that all tests ask through; it ends with them. */
export const started: { proxy?: ChildProcess; folder?: string } = ((
  globalThis as { runnerFleetCluster?: object }
).runnerFleetCluster ??= {});

/**
 * Opens the way to the cluster, and prepares it.
 *
 * @throws Error of one sentence when there is no cluster, or none that was made for tests
 */
export default async function openCluster(): Promise<void> {
  try {
    refuseForeignClusters();
    await startProxy();
    defineCustomResources();
  } catch (error) {
    started.proxy?.kill();
    // Where this was thrown says nothing to who reads it.
    throw Object.assign(error as Error, { stack: (error as Error).message });
  }
}

/** These tests make Nodes and custom resources, and count what is in the cluster. */
function refuseForeignClusters(): void {
  const make = "make one for these tests, such as by 'kind create cluster', and name its file in KUBECONFIG";
  if (!process.env.KUBECONFIG) {
    throw new Error(`test:cluster needs a cluster and KUBECONFIG is not set: ${make}`);
  }
  const { stdout } = kubectl(
    ["config", "view", "--minify", "--output=jsonpath={.clusters[0].cluster.server}"],
    "",
    [0, 1],
  );
  if (!/^https?:\/\/(127\.[\d.]+|localhost|\[::1\])(:|\/|$)/.test(stdout)) {
    throw new Error(
      `test:cluster needs a cluster of its own on this machine, got ${stdout || "none"} in ${process.env.KUBECONFIG}: ${make}`,
    );
  }
  const { status, stderr } = kubectl(["get", "--raw", "/readyz", "--request-timeout=10s"], "", [0, 1]);
  if (status !== 0) {
    throw new Error(`test:cluster can't reach ${stdout} (${stderr.trim().split("\n").at(-1)}): start it, or ${make}`);
  }
}

/** A socket in a folder that nobody else may enter: who reaches it has all rights in the cluster. */
async function startProxy(): Promise<void> {
  started.folder = mkdtempSync(join(tmpdir(), "runner-fleet-cluster-"));
  const socket = join(started.folder, "proxy");
  started.proxy = spawn("kubectl", ["proxy", `--unix-socket=${socket}`], { stdio: "ignore" });
  process.env[socketVariable] = socket;
  const client = new KubeClient(socket);
  await eventually("'kubectl proxy' answers", () => client.get("/api"));
}
