import { RunnerStack, variable } from "@runner-fleet/stack";
import { App } from "cdktf";

const app = new App();

// Docker in Docker: the service is privileged, the job itself is not. Each job has a machine to itself, and the machine
// goes with the job, so that an escape from the container finds nobody else's work.
new RunnerStack(app, "source-article", {
  region: variable("region"),
  name: "gitlab-runner",
  gitlab: { url: "https://gitlab.com" },
  cluster: {
    name: variable("clusterName"),
    serviceAccountName: "gitlab-runner-ci-privileged",
    identity: "irsa",
  },
  manager: { image: "build", drainTimeout: "1h" },
  fleets: {
    privileged: {
      executor: "docker-autoscaler",
      maxInstances: 10,
      capacityPerInstance: 1,
      maxUseCount: 1,
      docker: {
        image: "ubuntu:24.04",
        pullPolicy: "if-not-present",
        privileged: false,
        servicesPrivileged: true,
        allowedPrivilegedServices: ["docker:dind", "docker:*-dind"],
        volumes: ["/cache", "/certs/client"],
      },
      environment: ["DOCKER_TLS_CERTDIR=/certs"],
      machines: {
        instanceTypes: ["m7i.large", "m6i.large", "m7a.large"],
        image: { os: "ubuntu-24.04" },
        subnetIds: variable("subnetIds"),
        managerSecurityGroupIds: variable("managerSecurityGroupIds"),
      },
      policies: [{ periods: ["* 8-18 * * mon-fri"], timezone: "Europe/Paris", idleCount: 1, idleTime: "30m" }],
    },
  },
});

app.synth();
