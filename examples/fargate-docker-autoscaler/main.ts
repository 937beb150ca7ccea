import { RunnerStack, variable } from "@runner-fleet/stack";
import { App } from "cdktf";

const app = new App();

new RunnerStack(app, "fargate-docker-autoscaler", {
  region: variable("region"),
  gitlab: { url: "https://gitlab.com" },
  manager: { platform: "fargate", image: "build", drainTimeout: "2h" },
  fargate: { subnetIds: variable("subnetIds"), fileSystem: {} },
  cache: { expirationDays: 14 },
  fleets: {
    linux: {
      executor: "docker-autoscaler",
      maxInstances: 20,
      docker: { image: "alpine:3.22" },
      machines: {
        subnetIds: variable("subnetIds"),
        instanceTypes: ["m7g.large", "m6g.large", "c7g.xlarge"],
        architecture: "arm64",
        // New machines boot from an image that is built here: Docker and the images below are in it.
        image: { prepare: {} },
        preloadImages: ["alpine:3.22", "node:22"],
      },
      policies: [{ periods: ["* 8-17 * * mon-fri"], timezone: "Europe/Paris", idleCount: 4, idleTime: "20m" }],
    },
  },
});

app.synth();
