import { readConfig, type RunnerFleetConfig, type RunnerFleetInput, type WeekOptions } from "@runner-fleet/config";
import { fleetWeeks, shownWeek } from "../../src/explain/fleet-week";

type Fleets = RunnerFleetInput["fleets"];
type Linux = Extract<Fleets[string], { executor: "docker-autoscaler" }>;
type Pods = Extract<Fleets[string], { executor: "kubernetes" }>;

/** A fleet of ten machines, with what a test changes. */
export const linux = (changes: Partial<Linux> = {}): Linux => ({
  executor: "docker-autoscaler",
  maxInstances: 10,
  docker: { image: "alpine:3.22" },
  machines: {
    instanceTypes: ["m7i.large"],
    subnetIds: ["subnet-0123456789abcdef0"],
    managerSecurityGroupIds: ["sg-0123456789abcdef0"],
  },
  ...changes,
});

/** A fleet of twenty pods, with the policies of its pause pods. */
export const pods = (autoscaler?: Pods["kubernetes"]["autoscaler"]): Pods => ({
  executor: "kubernetes",
  limit: 20,
  profile: "image-builds",
  kubernetes: { image: "alpine:3.22", cpuRequest: "1", memoryRequest: "1Gi", autoscaler },
});

/** A description of fleets, checked. */
export const described = (fleets: Fleets, name: RunnerFleetInput["name"] = "ci"): RunnerFleetConfig =>
  readConfig({ name, gitlab: { url: "https://gitlab.example.com" }, cluster: { name: "ci" }, fleets }).config;

/** The weeks of its fleets. */
export function describedWeeks(fleets: Fleets, options: WeekOptions = {}) {
  const config = described(fleets);
  const week = shownWeek(config, options);
  return { config, week, fleets: fleetWeeks(config, week) };
}
