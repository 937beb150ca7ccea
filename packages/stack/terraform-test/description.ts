import { variable, type RunnerStackProps } from "../src";

/** The least that a fleet needs; its network is given by variables. */
export const fleet = {
  executor: "docker-autoscaler",
  maxInstances: 4,
  docker: { image: "alpine:3.22" },
  machines: {
    instanceTypes: ["m7i.large", "m6i.large"],
    subnetIds: variable("subnetIds"),
    managerSecurityGroupIds: variable("managerSecurityGroupIds"),
  },
} as const satisfies RunnerStackProps["fleets"][string];

/** The least that a stack needs. */
export const description = {
  region: variable("region"),
  gitlab: { url: "https://gitlab.example.com" },
  cluster: { name: variable("clusterName") },
  fleets: { linux: fleet },
} as const satisfies RunnerStackProps;
