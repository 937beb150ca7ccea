import { RunnerStack, variable } from "@runner-fleet/stack";
import { App } from "cdktf";

const app = new App();

/** The registry of the account that the fleets are in. */
const registry = "111122223333.dkr.ecr.eu-west-1.amazonaws.com";

/** The registry of the platform team, in an account of its own, whose repositories' policies allow the manager's role. */
const platform = "444455556666.dkr.ecr.eu-west-1.amazonaws.com";

// Jobs run in images of ECR, and nobody stores a password: the manager logs in with its AWS role.
new RunnerStack(app, "private-ecr", {
  region: "eu-west-1",
  name: "ci",
  gitlab: { url: "https://gitlab.example.com" },
  cluster: { name: variable("clusterName") },
  // GitLab's own image lacks the helper that logs in.
  manager: { image: "build", drainTimeout: "1h" },
  ecr: {
    repositories: [`${registry}/ci/*`, `${platform}/base/ruby`],
    pullThroughCache: {
      // Docker Hub counts pulls by the account of the secret, and each image is fetched once a day at most.
      "docker-hub": {
        upstreamRegistryUrl: "registry-1.docker.io",
        credentialArn: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:ecr-pullthroughcache/docker-hub-AbCdEf",
        expirationDays: 14,
      },
      k8s: { upstreamRegistryUrl: "registry.k8s.io" },
    },
  },
  fleets: {
    containers: {
      executor: "docker-autoscaler",
      maxInstances: 10,
      docker: {
        image: `${registry}/docker-hub/library/alpine:3.22`,
        allowedImages: [`${registry}/**`, `${platform}/base/ruby:*`],
        allowedServices: [`${registry}/**`],
      },
      machines: {
        instanceTypes: ["m7i.large", "m6i.large"],
        subnetIds: variable("subnetIds"),
        managerSecurityGroupIds: variable("managerSecurityGroupIds"),
      },
    },
    pods: {
      executor: "kubernetes",
      limit: 20,
      kubernetes: {
        image: `${registry}/docker-hub/library/alpine:3.22`,
        allowedImages: [`${registry}/**`, `${platform}/base/ruby:*`],
        allowedServices: [`${registry}/**`],
      },
      jobs: { networkPolicy: {} },
    },
  },
});

app.synth();
