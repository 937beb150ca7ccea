import type { RunnerFleetInput } from "@runner-fleet/config";

/** The least that a fleet of pods can be. */
export const pods = {
  executor: "kubernetes",
  limit: 10,
  kubernetes: { image: "alpine:3.22" },
} as const satisfies RunnerFleetInput["fleets"][string];

/** A description whose fleets are all pods, of a deployment `ci` in a namespace of that name. */
export const podDescription = (
  fleet: Partial<Extract<RunnerFleetInput["fleets"][string], { executor: "kubernetes" }>> = {},
  more: Partial<RunnerFleetInput> = {},
): RunnerFleetInput => ({
  name: "ci",
  gitlab: { url: "https://gitlab.example.com" },
  fleets: { pods: { ...pods, ...fleet } },
  accept: [{ rule: "jobs-without-network-policy", reason: "not what this test is about" }],
  ...more,
});
