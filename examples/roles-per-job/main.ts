import { RunnerStack, variable } from "@runner-fleet/stack";
import { App } from "cdktf";

const app = new App();

new RunnerStack(app, "roles-per-job", {
  region: variable("region"),
  gitlab: { url: "https://gitlab.example.com" },
  cluster: { name: variable("clusterName") },
  fleets: {
    // Every project: no role at all, and no way to choose one.
    pods: {
      executor: "kubernetes",
      limit: 30,
      jobs: { networkPolicy: {} },
      kubernetes: { image: "alpine:3.22" },
    },
    // Protected branches of the projects that deploy: in GitLab this runner is protected and locked to them.
    deployments: {
      executor: "kubernetes",
      limit: 4,
      jobs: {
        networkPolicy: {},
        serviceAccounts: {
          deploy: { policyArns: ["arn:aws:iam::111122223333:policy/deploy-web"] },
          "publish-images": { policyArns: ["arn:aws:iam::111122223333:policy/push-images"] },
        },
      },
      kubernetes: { image: "alpine:3.22" },
    },
  },
});

app.synth();
