import type * as z from "zod";
import { kubernetesSchema } from "../src/schema/kubernetes/kubernetes";
import type { RunnerFleetInput } from "../src/schema/runner-fleet-config";
import { filled } from "./filled-table";

type KubernetesInput = z.input<typeof kubernetesSchema>;

const unprivileged = { privileged: false, allowPrivilegeEscalation: false };

/**
 * Settings of pods that together have every key of `[runners.kubernetes]`, free of errors. They are two, since a
 * handler is either a command or a request.
 */
export function completeKubernetes(): readonly [KubernetesInput, KubernetesInput] {
  const all = filled(kubernetesSchema) as KubernetesInput;
  const { exec, httpGet } = all.containerLifecycle?.postStart ?? {};
  const quantities = Object.fromEntries(
    Object.keys(all)
      .filter((key) => /(memory|storage)(Limit|Request)/i.test(key))
      .map((key) => [key, "1536Mi"]),
  );
  const settings: KubernetesInput = {
    ...all,
    ...quantities,
    // The pod as a whole has what its containers have together.
    ...Object.fromEntries(
      ["Request", "Limit"]
        .flatMap((end) => [`podCpu${end}`, `podCpu${end}OverwriteMaxAllowed`])
        .map((key) => [key, "1536m"]),
    ),
    ...Object.fromEntries(
      ["Request", "Limit"]
        .flatMap((end) => [`podMemory${end}`, `podMemory${end}OverwriteMaxAllowed`])
        .map((key) => [key, "4608Mi"]),
    ),
    image: "ruby:3.4",
    ...unprivileged,
    ...Object.fromEntries(
      Object.entries(all)
        .filter(([key]) => key.endsWith("ContainerSecurityContext"))
        .map(([key, context]) => [key, { ...(context as object), ...unprivileged }]),
    ),
    serviceAccountOverwriteAllowed: "^(deploy|release)$",
    nodeTolerations: { "example.com/team=ci": "NoSchedule", "example.com/spot": "" },
    volumes: Object.fromEntries(
      Object.entries(all.volumes ?? {}).map(([kind, volumes]) => [
        kind,
        (volumes as object[]).map((volume) => ({ ...volume, name: kind.toLowerCase(), mountPath: `/mnt/${kind}` })),
      ]),
    ),
    autoscaler: {
      ...all.autoscaler,
      policies: [
        {
          periods: ["* 8-17 * * mon-fri"],
          timezone: "Europe/Paris",
          idleCount: 2,
          idleTime: "10m",
          scaleFactor: 0.5,
          scaleFactorLimit: 4,
        },
      ],
    },
    containerLifecycle: { postStart: { exec }, preStop: { httpGet } },
  };
  return [settings, { image: "ruby:3.4", containerLifecycle: { postStart: { httpGet }, preStop: { exec } } }];
}

/** A description of fleets of pods in which every key of `[runners.kubernetes]` is set, free of errors. */
export function completePods(): RunnerFleetInput {
  const [pods, handlers] = completeKubernetes();
  return {
    name: "ci",
    gitlab: { url: "https://gitlab.example.com" },
    fleets: {
      pods: { executor: "kubernetes", limit: 20, jobs: { podSecurity: "privileged" }, kubernetes: pods },
      handlers: { executor: "kubernetes", limit: 5, jobs: { podSecurity: "privileged" }, kubernetes: handlers },
    },
  };
}
