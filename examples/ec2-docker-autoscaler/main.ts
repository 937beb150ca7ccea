import { RunnerStack, variable } from "@runner-fleet/stack";
import { App } from "cdktf";

const app = new App();

new RunnerStack(app, "ec2-docker-autoscaler", {
  region: variable("region"),
  gitlab: { url: "https://gitlab.com" },
  // Machines and manager are in the account's default VPC. Name subnetIds of machines and of ec2 for another one.
  aws: { defaultVpc: true },
  manager: { platform: "ec2", drainTimeout: "2h" },
  fleets: {
    linux: {
      executor: "docker-autoscaler",
      maxInstances: 10,
      docker: { image: "alpine:3.22" },
      machines: { instanceTypes: ["m7i.large", "m6i.large", "m7a.large"] },
      policies: [{ periods: ["* 8-17 * * mon-fri"], timezone: "Europe/Paris", idleCount: 2, idleTime: "20m" }],
    },
  },
});

app.synth();
