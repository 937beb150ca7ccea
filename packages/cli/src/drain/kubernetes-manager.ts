import { METRICS_PORT } from "@runner-fleet/config";
import { answerOf, type Call } from "./call";
import { commandLine } from "./command-line";
import type { Look, Manager } from "./manager";
import type { KubernetesPlace } from "./manager-place";

/** What is read of a workload. */
interface Workload {
  readonly kind: string;
  readonly spec: {
    readonly replicas?: number;
    readonly selector: { readonly matchLabels?: Readonly<Record<string, string>> };
    readonly template: { readonly spec: { readonly terminationGracePeriodSeconds?: number } };
  };
}

/** What is read of a pod. */
interface Pod {
  readonly metadata: { readonly name: string; readonly deletionTimestamp?: string };
  readonly status?: { readonly phase?: string };
}

/** kubectl answers with one object or with a list of them. */
type Answer<Item> = Item | { readonly kind: "List"; readonly items: readonly Item[] };

const REQUEST_TIMEOUT = "--request-timeout=30s";

/** A pod that has come to its end holds nothing, and may stay in the list for long. */
const ended = new Set(["Succeeded", "Failed"]);

/** A manager that is a StatefulSet or a Deployment. */
export function kubernetesManager(place: KubernetesPlace, call: Call): Manager {
  const { name, namespace, context } = place;
  // What it turns out to be; before the first look, what it is most likely.
  let kind = place.kinds[0] ?? "statefulset";
  let pod = `${name}-0`;
  const where = whereArgs(place);
  const kubectl = (right: string, ...args: readonly string[]) =>
    call({ command: "kubectl", args: [...where, REQUEST_TIMEOUT, ...args], right });
  const look = async (): Promise<Look> => {
    const names = place.kinds.map((each) => `${each}/${name}`);
    const answer = await kubectl(
      `get ${place.kinds.join("s, ")}s`,
      "get",
      ...names,
      "--ignore-not-found",
      "-o",
      "json",
    );
    const [workload] = itemsOf(answerOf<Answer<Workload>>("kubectl", answer));
    kind = workload?.kind === "Deployment" ? "deployment" : kind;
    const labels = selectorText(workload?.spec.selector.matchLabels ?? chartLabels(name));
    const pods = itemsOf(
      answerOf<Answer<Pod>>("kubectl", await kubectl("list pods", "get", "pods", "-l", labels, "-o", "json")),
    );
    pod = pods[0]?.metadata.name ?? pod;
    return {
      exists: workload !== undefined,
      desired: workload === undefined ? 0 : (workload.spec.replicas ?? 1),
      left: pods.filter(({ status }) => !ended.has(status?.phase ?? "")).map(podText),
      longestSeconds: workload?.spec.template.spec.terminationGracePeriodSeconds,
    };
  };
  return {
    name,
    what: `${place.kinds.map((each) => kindNames[each]).join(" or ")} ${name} in namespace ${namespace}${context === undefined ? "" : `, context ${context}`}`,
    unit: "replicas",
    get startCommand() {
      return commandLine("kubectl", [...where, "scale", `${kind}/${name}`, "--replicas=1"]);
    },
    get advice() {
      const jobs = commandLine("kubectl", [...where, "exec", pod, "--", ...listJobs]);
      return [
        `jobs that still run: ${jobs}; cancel in GitLab those that hang`,
        "a pod whose node is NotReady can't end: see to it that its instance is terminated in EC2, then delete the node",
      ];
    },
    look,
    scaleDown: async () => {
      await kubectl(`patch ${kind}s/scale`, "scale", `${kind}/${name}`, "--replicas=0");
    },
  };
}

/** Asks GitLab Runner for its jobs. */
const listJobs = ["wget", "-qO-", `localhost:${METRICS_PORT}/debug/jobs/list`];

const kindNames = { statefulset: "StatefulSet", deployment: "Deployment" } as const;

function whereArgs({ namespace, context, kubeconfig }: KubernetesPlace): string[] {
  const given = { "--kubeconfig": kubeconfig, "--context": context, "--namespace": namespace };
  return Object.entries(given).flatMap(([flag, value]) => (value === undefined ? [] : [flag, value]));
}

/** The pods of a StatefulSet that was removed without waiting for them, as `helm uninstall` does. */
const chartLabels = (name: string) => ({
  "app.kubernetes.io/instance": name,
  "app.kubernetes.io/component": "manager",
});

const selectorText = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(",");

function itemsOf<Item>(answer: Answer<Item> | undefined): readonly Item[] {
  if (answer === undefined) {
    return [];
  }
  return typeof answer === "object" && answer !== null && "items" in answer ? answer.items : [answer as Item];
}

function podText({ metadata: { name, deletionTimestamp }, status }: Pod): string {
  return deletionTimestamp === undefined
    ? `pod ${name} (${status?.phase ?? "Unknown"})`
    : `pod ${name} (drains, until ${deletionTimestamp} at most)`;
}
