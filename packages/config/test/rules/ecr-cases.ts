import { Expression } from "../../src/values/expression";
import type { RuleCases } from "./rule-cases";

const registry = "111122223333.dkr.ecr.eu-west-1.amazonaws.com";
const built = { "manager.image": "build" };
const ecr = { repositories: [`${registry}/ci/*`] };
const pods = { executor: "kubernetes", limit: 5, kubernetes: { image: "ruby:3.4" } } as const;
const instance = {
  executor: "instance",
  maxInstances: 2,
  machines: {
    instanceTypes: ["m7i.large"],
    subnetIds: ["subnet-0123456789abcdef0"],
    managerSecurityGroupIds: ["sg-0123456789abcdef0"],
  },
} as const;
const credentialArn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:ecr-pullthroughcache/docker-hub-AbCdEf";
/** An address of 80 characters. */
const long = (index: number) => `${registry}/${String(index).padStart(3, "0")}`.padEnd(80, "x");
const addresses = (count: number) => ({ repositories: Array.from({ length: count }, (_, index) => long(index)) });

/** What the rules about pulls from ECR find and let pass. */
export const ecrCases: RuleCases = {
  "ecr-login-contradiction": {
    fires: [
      {
        when: { ...built, ecr, "linux.environment": ["A=b", "DOCKER_AUTH_CONFIG=$TEAM_REGISTRIES"] },
        says: [
          "fleets.linux.environment[1]: DOCKER_AUTH_CONFIG must be JSON beside ecr, got a variable; leave the registries of ecr out of DOCKER_AUTH_CONFIG, and write it as JSON [ecr-login-contradiction]",
        ],
      },
      {
        when: {
          ...built,
          ecr,
          "linux.environment": [`DOCKER_AUTH_CONFIG={"credHelpers":{"${registry}":"other"}}`],
        },
        says: [
          `fleets.linux.environment[0]: DOCKER_AUTH_CONFIG must leave ${registry} to ecr; leave the registries of ecr out of DOCKER_AUTH_CONFIG, and write it as JSON [ecr-login-contradiction]`,
        ],
      },
      {
        when: { ...built, ecr, "linux.environment": [`DOCKER_AUTH_CONFIG={"auths":{"${registry}":{}}}`] },
        says: [
          `fleets.linux.environment[0]: DOCKER_AUTH_CONFIG must leave ${registry} to ecr; leave the registries of ecr out of DOCKER_AUTH_CONFIG, and write it as JSON [ecr-login-contradiction]`,
        ],
      },
    ],
    quiet: [
      { "linux.environment": ["DOCKER_AUTH_CONFIG=$TEAM_REGISTRIES"] },
      { ...built, ecr, "linux.environment": [`DOCKER_AUTH_CONFIG={"credHelpers":{"${registry}":"ecr-login"}}`] },
      { ...built, ecr, "linux.environment": ['DOCKER_AUTH_CONFIG={"credHelpers":{"gcr.io":"gcr"}}'] },
      {
        fleets: { pods: { ...pods, environment: ["DOCKER_AUTH_CONFIG=$TEAM_REGISTRIES"] } },
        ecr: { ...ecr, pods: "node-role" },
      },
    ],
  },
  "ecr-without-use": {
    fires: [
      {
        when: { fleets: { pods }, ecr: { ...ecr, pods: "node-role" } },
        says: [
          "ecr.repositories: should be empty, as the manager logs in for no fleet; remove ecr.repositories, or give the rights to the machines or nodes [ecr-without-use]",
        ],
      },
      {
        when: { fleets: { instance }, ecr },
        says: [
          "ecr.repositories: should be empty, as the manager logs in for no fleet; remove ecr.repositories, or give the rights to the machines or nodes [ecr-without-use]",
        ],
      },
    ],
    quiet: [
      { ...built, ecr },
      { ...built, fleets: { pods }, ecr },
      {
        fleets: { pods },
        ecr: { pods: "node-role", pullThroughCache: { quay: { upstreamRegistryUrl: "quay.io" } } },
      },
    ],
  },
  "ecr-pull-secret-unused": {
    fires: [
      {
        when: {
          ...built,
          fleets: { pods: { ...pods, kubernetes: { ...pods.kubernetes, useServiceAccountImagePullSecrets: true } } },
          ecr,
        },
        says: [
          'fleets.pods.kubernetes.useServiceAccountImagePullSecrets: should be false while ecr.pods is "image-pull-secrets", got true; leave useServiceAccountImagePullSecrets out, or set ecr.pods to "node-role" [ecr-pull-secret-unused]',
        ],
      },
    ],
    quiet: [
      { ...built, fleets: { pods }, ecr },
      { fleets: { pods: { ...pods, kubernetes: { ...pods.kubernetes, useServiceAccountImagePullSecrets: true } } } },
    ],
  },
  "ecr-addresses-too-long": {
    fires: [
      {
        when: { ...built, ecr: addresses(101) },
        says: [
          'ecr.repositories: must have at most 8000 characters together, got 8080 in 101 addresses; name several repositories with one address: "…/ci/*" [ecr-addresses-too-long]',
        ],
      },
    ],
    quiet: [
      { ...built, ecr: addresses(100) },
      { ...built, ecr: { repositories: [Expression.text("var.repositories")] } },
    ],
  },
  "pull-through-credential-missing": {
    fires: [
      {
        when: {
          ...built,
          ecr: {
            pullThroughCache: {
              "docker-hub": { upstreamRegistryUrl: "registry-1.docker.io" },
              azure: { upstreamRegistryUrl: "example.azurecr.io" },
            },
          },
        },
        says: [
          "ecr.pullThroughCache.docker-hub.credentialArn: must be given for registry-1.docker.io; store a user name and an access token in a secret named ecr-pullthroughcache/…, and give its ARN as credentialArn [pull-through-credential-missing]",
          "ecr.pullThroughCache.azure.credentialArn: must be given for example.azurecr.io; store a user name and an access token in a secret named ecr-pullthroughcache/…, and give its ARN as credentialArn [pull-through-credential-missing]",
        ],
      },
    ],
    quiet: [
      {
        ...built,
        ecr: {
          pullThroughCache: {
            "docker-hub": { upstreamRegistryUrl: "registry-1.docker.io", credentialArn },
            k8s: { upstreamRegistryUrl: "registry.k8s.io" },
            planned: { upstreamRegistryUrl: Expression.text("var.upstream") },
          },
        },
      },
    ],
  },
  "pull-through-upstream-unknown": {
    fires: [
      {
        when: { ...built, ecr: { pullThroughCache: { hub: { upstreamRegistryUrl: "docker.io" } } } },
        says: [
          'ecr.pullThroughCache.hub.upstreamRegistryUrl: should be a registry that AWS names, got "docker.io"; write one of public.ecr.aws, registry.k8s.io, quay.io, registry-1.docker.io, ghcr.io, registry.gitlab.com, cgr.dev, <name>.azurecr.io, or accept the rule if AWS names it by now [pull-through-upstream-unknown]',
        ],
      },
    ],
    quiet: [
      {
        ...built,
        ecr: {
          pullThroughCache: {
            ecr: { upstreamRegistryUrl: "public.ecr.aws" },
            azure: { upstreamRegistryUrl: "example.azurecr.io", credentialArn },
          },
        },
      },
    ],
  },
};
