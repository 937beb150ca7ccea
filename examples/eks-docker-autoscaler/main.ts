import { RunnerStack, variable } from "@runner-fleet/stack";
import { App } from "cdktf";

const app = new App();

new RunnerStack(app, "eks-docker-autoscaler", {
  region: variable("region"),
  gitlab: { url: "https://gitlab.com" },
  cluster: {
    name: variable("clusterName"),
    // A manager on a spot node takes its machines and their jobs with it.
    nodeSelector: { "eks.amazonaws.com/capacityType": "ON_DEMAND" },
  },
  manager: { image: "build", drainTimeout: "2h" },
  cache: { expirationDays: 14 },
  fleets: {
    linux: {
      executor: "docker-autoscaler",
      maxInstances: 10,
      docker: { image: "alpine:3.22" },
      machines: {
        instanceTypes: ["m7i.large", "m6i.large", "m7a.large", "m6a.large"],
        subnetIds: variable("subnetIds"),
        managerSecurityGroupIds: variable("managerSecurityGroupIds"),
      },
      policies: [
        { periods: ["* 8-17 * * mon-fri"], timezone: "Europe/Paris", idleCount: 2, idleTime: "20m", scaleFactor: 0.5 },
      ],
    },
  },
});

app.synth();
