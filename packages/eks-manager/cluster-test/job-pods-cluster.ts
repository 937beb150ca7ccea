import { renderConfigToml, runnerFleetConfigSchema, type RunnerFleetInput } from "@runner-fleet/config";
import { parse } from "smol-toml";
import type { Json } from "../test/chart/render-chart";
import type { Job } from "../test/executor/job";
import { jobPod } from "../test/executor/job-pod";
import { eventually } from "./eventually";
import type { KubeClient } from "./kube-client";
import { removeNamespace } from "./restricted-namespace";

/** Levels of the Pod Security Standards, the strictest first. */
export const levels = ["restricted", "baseline", "privileged"] as const;

/** A level of the Pod Security Standards. */
export type Level = (typeof levels)[number];

const namespaceOf = (level: Level) => `job-pods-${level}`;

/** Makes a namespace for each level, which refuses pods that don't meet it. */
export async function makeNamespaces(client: KubeClient): Promise<void> {
  for (const level of levels) {
    const name = namespaceOf(level);
    const labels = {
      "pod-security.kubernetes.io/enforce": level,
      "pod-security.kubernetes.io/enforce-version": "latest",
    };
    await client.ensure("/api/v1/namespaces", { metadata: { name, labels } });
    await eventually(`namespace ${name} has the service account that its pods run as`, () =>
      client.find(`/api/v1/namespaces/${name}/serviceaccounts/default`),
    );
  }
}

/** Removes the namespaces. */
export const removeNamespaces = (client: KubeClient): Promise<unknown> =>
  Promise.all(levels.map((level) => removeNamespace(client, namespaceOf(level))));

/** The fleet of pods of a description. */
export type PodFleet = Extract<RunnerFleetInput["fleets"][string], { executor: "kubernetes" }>;

/**
 * The `[[runners]]` table of a fleet with these settings, as its manager reads it. The rules of descriptions are not
 * asked: what they refuse is to be refused by Kubernetes as well.
 */
export function runnerTable({ kubernetes, ...fleet }: Partial<PodFleet> = {}): Json {
  const pods = {
    ...fleet,
    executor: "kubernetes",
    limit: 4,
    kubernetes: { image: "ruby:3.4", ...kubernetes },
  } as const;
  const config = runnerFleetConfigSchema.parse({ gitlab: { url: "https://gitlab.example.com" }, fleets: { pods } });
  const [runner] = parse(String(renderConfigToml(config))).runners as Json[];
  return runner;
}

/** A job with every kind of container that a profile has settings for. */
export const job: Job = { image: "ruby:3.4", services: ["redis:8"] };

/**
 * What a namespace of a level says to the pod of a job: nothing if it takes it, else its message. Keys that Kubernetes
 * does not know are refused too, and nothing is made.
 */
export async function refusalOf(client: KubeClient, level: Level, runner: Json, asked = job): Promise<string> {
  const pod = jobPod({ ...runner, kubernetes: { ...runner.kubernetes, namespace: namespaceOf(level) } }, asked);
  const path = `/api/v1/namespaces/${namespaceOf(level)}/pods?dryRun=All&fieldValidation=Strict`;
  const { status, body } = await client.send("POST", path, pod);
  if (status === 201) {
    return "";
  }
  if (status !== 403 && status !== 422) {
    throw new Error(`POST ${path} must be taken or refused, got ${status}: ${body.message}`);
  }
  return body.message;
}

/**
 * Whether the API server takes privileged containers at all, as those of managed clusters do. One that was started
 * without `--allow-privileged` refuses them itself, before Pod Security is asked.
 */
export async function takesPrivileged(client: KubeClient): Promise<boolean> {
  const container = { name: "any", image: "any:1", securityContext: { privileged: true } };
  const pod = { metadata: { name: "any" }, spec: { containers: [container] } };
  const path = `/api/v1/namespaces/${namespaceOf("privileged")}/pods?dryRun=All`;
  const { status, body } = await client.send("POST", path, pod);
  return status === 201 || !body.message.includes("privileged: Forbidden: disallowed by cluster policy");
}
