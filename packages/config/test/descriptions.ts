import type { RunnerFleetInput } from "../src/schema/runner-fleet-config";

/** The least that a description can be, free of findings. */
export function minimalDescription() {
  return {
    gitlab: { url: "https://gitlab.example.com" },
    cluster: { name: "ci" },
    fleets: { linux: minimalFleet() },
  } satisfies RunnerFleetInput;
}

/** The least that a fleet can be. */
export function minimalFleet() {
  return {
    executor: "docker-autoscaler" as const,
    maxInstances: 10,
    docker: { image: "alpine:3.22" },
    machines: {
      instanceTypes: ["m7i.large"],
      subnetIds: ["subnet-0123456789abcdef0"],
      managerSecurityGroupIds: ["sg-0123456789abcdef0"],
    },
  };
}
