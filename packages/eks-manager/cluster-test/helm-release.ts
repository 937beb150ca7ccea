import { spawn } from "node:child_process";
import { setTimeout } from "node:timers/promises";
import { chartFolder, type HelmMajor, type Json } from "../test/chart/render-chart";
import { eventually } from "./eventually";
import { helmBinary } from "../test/chart/helm-binary";
import type { KubeClient } from "./kube-client";
import type { Said } from "./kubectl";

/** How the preflight's pod ends: as the test says where no node runs it, or as it does where one does. */
export type Preflight = "Succeeded" | "Failed" | "as it does";

/** A release of the chart, in a namespace of its name. */
export class HelmRelease {
  /** Labels of every pod of the release. */
  readonly labels: Readonly<Record<string, string>>;
  /** Labels of the manager's pod. */
  readonly managerLabels: Readonly<Record<string, string>>;

  /**
   * @param name of the release; its namespace has the same name and must be there
   * @param chart another chart than ours
   * @param major version of helm; any if it is not given
   * @param timeout of helm, as a Go duration
   */
  constructor(
    private readonly client: KubeClient,
    readonly name: string,
    private readonly options: { readonly chart?: string; readonly major?: HelmMajor; readonly timeout?: string } = {},
  ) {
    this.labels = { "app.kubernetes.io/instance": name };
    this.managerLabels = { ...this.labels, "app.kubernetes.io/component": "manager" };
  }

  /** `helm install`, which must succeed. */
  async install(values: Json, preflight?: Preflight): Promise<void> {
    succeeded("install", await this.attempt("install", values, preflight));
  }

  /** `helm upgrade`, which must succeed. */
  async upgrade(values: Json, preflight?: Preflight): Promise<void> {
    succeeded("upgrade", await this.attempt("upgrade", values, preflight));
  }

  /** `helm install` or `helm upgrade`, which may fail. */
  async attempt(verb: "install" | "upgrade", values: Json, preflight: Preflight = "Succeeded"): Promise<Said> {
    const helm = this.helm([verb, this.name, this.options.chart ?? chartFolder, "--values", "-"], values);
    if (preflight !== "as it does") {
      await this.endPreflight(preflight, helm);
    }
    return helm;
  }

  /** `helm test`, which may fail. */
  async test(): Promise<Said> {
    return this.helm(["test", this.name]);
  }

  /** `helm uninstall`, which must succeed and waits for nothing. */
  async uninstall(): Promise<void> {
    succeeded("uninstall", await this.helm(["uninstall", this.name]));
  }

  /** The StatefulSet, of which there must be one. */
  async statefulSet(): Promise<Json> {
    const path = `/apis/apps/v1/namespaces/${this.name}/statefulsets`;
    const [found, ...more] = await this.client.list(path, this.labels);
    if (found === undefined || more.length > 0) {
      throw new Error(`release ${this.name} must have one StatefulSet, got ${more.length + (found ? 1 : 0)}`);
    }
    return found;
  }

  /** The manager's pods that are there now. */
  async managers(): Promise<Json[]> {
    return this.client.list(`/api/v1/namespaces/${this.name}/pods`, this.managerLabels);
  }

  /** The manager's pod, once it is the only one and made from the StatefulSet as that is now. */
  async currentManager(): Promise<Json> {
    return eventually(`the pod of ${this.name} is made from the current template`, async () => {
      const { metadata, status } = await this.statefulSet();
      const pods = await this.managers();
      const isCurrent =
        status.observedGeneration === metadata.generation &&
        pods.length === 1 &&
        pods[0].metadata.labels["controller-revision-hash"] === status.updateRevision;
      return isCurrent && pods[0];
    });
  }

  private helm(args: readonly string[], values?: Json): Promise<Said> {
    const { major, timeout = "60s" } = this.options;
    return new Promise((resolve, reject) => {
      const helm = spawn(helmBinary(major?.toString() ?? process.env.HELM_MAJOR ?? ""), [
        ...args,
        "--namespace",
        this.name,
        "--timeout",
        timeout,
      ]);
      let [stdout, stderr] = ["", ""];
      helm.stdout.on("data", (part) => (stdout += part));
      helm.stderr.on("data", (part) => (stderr += part));
      helm.on("error", reject);
      helm.on("close", (status) => resolve({ status, stdout, stderr }));
      helm.stdin.end(values === undefined ? "" : JSON.stringify(values));
    });
  }

  /** Tells every pod of a preflight how it ended, until helm has. */
  private async endPreflight(phase: string, helm: Promise<Said>): Promise<void> {
    const path = `/api/v1/namespaces/${this.name}/pods`;
    const ended = helm.then(() => true);
    while (!(await Promise.race([ended, setTimeout(100, false)]))) {
      const pods = await this.client.list(path, { ...this.labels, "app.kubernetes.io/component": "preflight" });
      for (const { metadata, status } of pods.filter((pod) => pod.status.phase === "Pending")) {
        await this.client.patch(`${path}/${metadata.name}/status`, { status: { ...status, phase } });
      }
    }
  }
}

function succeeded(verb: string, { status, stdout, stderr }: Said): void {
  if (status !== 0) {
    throw new Error(`helm ${verb} must succeed, got status ${status}\n${stdout}${stderr}`);
  }
}
