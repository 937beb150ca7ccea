import { RunnerStack, variable } from "@runner-fleet/stack";
import { App } from "cdktf";

const app = new App();

/** Where every fleet's machines are, and where the manager that reaches them is. */
const network = {
  subnetIds: variable("subnetIds"),
  managerSecurityGroupIds: variable("managerSecurityGroupIds"),
};

new RunnerStack(app, "instance-executor", {
  region: variable("region"),
  name: "vm",
  gitlab: { url: "https://gitlab.com" },
  cluster: {
    name: variable("clusterName"),
    // A manager on a spot node takes its machines and their jobs with it.
    nodeSelector: { "eks.amazonaws.com/capacityType": "ON_DEMAND" },
  },
  manager: { drainTimeout: "2h" },
  cache: { expirationDays: 14 },
  fleets: {
    // A user of their own: jobs are not root, and what they need beyond git is installed before the first one.
    builds: {
      executor: "instance",
      maxInstances: 10,
      instance: { useCommonBuildDir: true },
      machines: {
        ...network,
        instanceTypes: ["m7i.large", "m6i.large", "m7a.large", "m6a.large"],
        image: { os: "ubuntu-24.04", user: "ci" },
        userDataParts: [
          {
            filename: "tools.yaml",
            contentType: "text/cloud-config",
            content: "#cloud-config\npackages: [build-essential, git-lfs]\n",
          },
        ],
      },
      policies: [{ periods: ["* 8-17 * * mon-fri"], timezone: "Europe/Paris", idleCount: 2, idleTime: "20m" }],
    },
    // The whole machine: jobs are root by sudo, and find Docker, for compose files, kernel modules, virtual machines.
    system: {
      executor: "instance",
      maxInstances: 4,
      machines: {
        ...network,
        instanceTypes: ["m7i.xlarge", "m6i.xlarge", "m7a.xlarge"],
        image: { docker: "install" },
        rootVolume: { sizeGiB: 100 },
      },
    },
  },
});

app.synth();
