import { RunnerStack, variable } from "@runner-fleet/stack";
import { App } from "cdktf";

const app = new App();

/** Where every fleet's machines are, and where the managers that reach them are. */
const network = {
  subnetIds: variable("subnetIds"),
  managerSecurityGroupIds: variable("managerSecurityGroupIds"),
};

/** Office hours in Paris, the same for every fleet that keeps machines ready. */
const officeHours = { periods: ["* 8-18 * * mon-fri"], timezone: "Europe/Paris" };

new RunnerStack(app, "several-fleets", {
  region: variable("region"),
  name: "ci",
  gitlab: { url: "https://gitlab.example.com" },
  cluster: {
    name: variable("clusterName"),
    namespace: "ci-runners",
    nodeSelector: { "eks.amazonaws.com/capacityType": "ON_DEMAND" },
  },
  // Two managers: while one drains for a rollout, the other starts jobs.
  manager: { image: "build", shards: 2, drainTimeout: "2h" },
  cache: { expirationDays: 14 },
  aws: { tags: { team: "platform", "cost-center": "ci" } },
  fleets: {
    // Most jobs: spot machines, the first ten always on-demand, so that a spot shortage stops nobody.
    "linux-amd64": {
      executor: "docker-autoscaler",
      maxInstances: 60,
      docker: { image: "alpine:3.22" },
      machines: {
        ...network,
        instanceTypes: ["m7i.large", "m7a.large", "m6i.large", "m6a.large", "m5.large"],
        onDemandBaseCapacity: 10,
        onDemandPercentageAboveBaseCapacity: 0,
        spotInterruptionLogDays: 30,
      },
      policies: [{ ...officeHours, idleCount: 6, idleTime: "30m", scaleFactor: 0.5, scaleFactorLimit: 20 }],
    },
    "linux-arm64": {
      executor: "docker-autoscaler",
      maxInstances: 20,
      docker: { image: "alpine:3.22" },
      machines: {
        ...network,
        architecture: "arm64",
        instanceTypes: ["m7g.large", "m6g.large", "c7g.xlarge"],
        onDemandPercentageAboveBaseCapacity: 0,
      },
      policies: [{ ...officeHours, idleCount: 2, idleTime: "30m" }],
    },
    // Integration tests that share a large machine: four at once, and a new machine after forty.
    large: {
      executor: "docker-autoscaler",
      maxInstances: 8,
      capacityPerInstance: 4,
      maxUseCount: 40,
      docker: { image: "alpine:3.22", memory: "14g", cpus: "4" },
      machines: {
        ...network,
        instanceTypes: ["m7i.4xlarge", "m6i.4xlarge"],
        rootVolume: { sizeGiB: 300, throughputMiBps: 500, iops: 6_000 },
      },
    },
  },
});

app.synth();
