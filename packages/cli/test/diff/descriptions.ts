import type { DockerAutoscalerFleetInput, RunnerFleetInput } from "@runner-fleet/config";

/** Part of a description. Its shape is what the tests change, so nothing is said of it here. */
export type Part = ReturnType<typeof JSON.parse>;

/** The least that a fleet with machines needs. */
export const linux: DockerAutoscalerFleetInput = {
  executor: "docker-autoscaler",
  maxInstances: 10,
  docker: { image: "alpine:3.22" },
  machines: {
    instanceTypes: ["m7i.large"],
    subnetIds: ["subnet-0123456789abcdef0"],
    managerSecurityGroupIds: ["sg-0123456789abcdef0"],
  },
};

/** The least that a fleet of pods needs. */
export const pods: RunnerFleetInput["fleets"][string] = {
  executor: "kubernetes",
  limit: 5,
  kubernetes: { image: "ruby:3.4" },
};

/** Machines and pods, with a manager on EKS. */
export const onEks: RunnerFleetInput = {
  name: "ci",
  region: "eu-west-1",
  gitlab: { url: "https://gitlab.example.com" },
  cluster: { name: "cluster" },
  fleets: { linux, pods },
};

const { managerSecurityGroupIds: _ofThePod, ...machines } = linux.machines;

const withoutCluster = {
  name: "ci",
  region: "eu-west-1",
  gitlab: { url: "https://gitlab.example.com" },
  fleets: { linux: { ...linux, machines } },
};

/** Machines, with a manager on EC2. */
export const onEc2: RunnerFleetInput = {
  ...withoutCluster,
  manager: { platform: "ec2" },
  ec2: { subnetIds: ["subnet-0123456789abcdef0"] },
};

/** Machines, with a manager on Fargate. */
export const onFargate: RunnerFleetInput = {
  ...withoutCluster,
  manager: { platform: "fargate", image: "build" },
  fargate: { subnetIds: ["subnet-0123456789abcdef0"] },
};

/** Pods, with a manager from GitLab's chart. */
export const official: RunnerFleetInput = {
  name: "ci",
  region: "eu-west-1",
  gitlab: { url: "https://gitlab.example.com" },
  manager: { chart: "gitlab-runner" },
  cluster: { name: "cluster", preflight: "none" },
  fleets: { pods },
};

/** A description with values at paths such as `fleets.linux.docker.image`; `undefined` takes what is there out. */
export function changed(description: RunnerFleetInput, changes: Readonly<Record<string, unknown>>): RunnerFleetInput {
  const copy: Part = structuredClone(description);
  for (const [path, value] of Object.entries(changes)) {
    const keys = path.split(".");
    const last = keys.pop() as string;
    const table = keys.reduce((current: Part, key) => (current[key] ??= {}), copy);
    if (value === undefined) {
      delete table[last];
    } else {
      table[last] = value;
    }
  }
  return copy as RunnerFleetInput;
}
