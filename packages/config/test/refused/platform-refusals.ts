import { descriptionWith, type Changes } from "../changed";
import { onEc2, onFargate } from "../rules/platforms";
import { podFleet } from "../rules/pods";
import type { Refusal } from "./refusal";

const ec2 = (changes: Changes) => descriptionWith({ ...onEc2, ...changes });

const fargate = (changes: Changes) => descriptionWith({ ...onFargate, ...changes });

/** Descriptions that are refused for what they say of managers outside Kubernetes, or of images that are built. */
export const platformRefusals: readonly Refusal[] = [
  {
    name: "a platform that is none",
    input: descriptionWith({ "manager.platform": "ecs" }),
    says: ['manager.platform: must be one of kubernetes, ec2, fargate, got "ecs"; did you mean ec2? [schema-choice]'],
  },
  {
    name: "an EC2 instance on Kubernetes",
    input: descriptionWith({ ec2: {} }),
    says: [
      'ec2: has no effect with a platform of "kubernetes"; remove it, or set manager.platform to the one that it is for [setting-of-another-platform]',
    ],
  },
  {
    name: "a cluster on Fargate",
    input: fargate({ "cluster.name": "ci" }),
    says: [
      'cluster.name: has no effect with a platform of "fargate"; remove it, or set manager.platform to the one that it is for [setting-of-another-platform]',
    ],
  },
  {
    name: "pods of a manager on an EC2 instance",
    input: ec2({ fleets: { pods: podFleet({}, { jobs: { networkPolicy: {} } }) } }),
    says: [
      'fleets.pods.executor: must be docker-autoscaler or instance with a platform of "ec2", which has no cluster for pods, got "kubernetes"; describe fleets of pods as a deployment of their own, with a platform of kubernetes [platform-lacks-setting]',
    ],
  },
  {
    name: "GitLab's image on Fargate",
    input: fargate({ "manager.image": "official" }),
    says: [
      'manager.image: must be "build" or an image that exists, with a platform of "fargate", got "official"; set manager.image to "build", or to an image that was built from the project\'s Dockerfile [fargate-needs-own-image]',
    ],
  },
  {
    name: "an image for an EC2 instance",
    input: ec2({ "manager.image": "build" }),
    says: [
      'manager.image: must be left out with a platform of "ec2", got "build"; leave manager.image out; manager.runnerVersion says what is installed [manager-image-unused]',
    ],
  },
  {
    name: "an EC2 instance without a subnet",
    input: ec2({ ec2: undefined }),
    says: [
      'ec2.subnetIds: must hold at least one subnet with a platform of "ec2", got none; name the subnets of the managers, or set aws.defaultVpc [manager-subnets-missing]',
    ],
  },
  {
    name: "a manager on a Mac",
    input: ec2({ "ec2.instanceType": "mac2.metal" }),
    says: [
      'ec2.instanceType: must be a type that runs Linux, got "mac2.metal"; choose a type whose name says it, such as "t4g.small" (arm64) or "t3.small" (amd64) [manager-instance-type-unknown]',
    ],
  },
  {
    name: "an instance type without a size",
    input: ec2({ "ec2.instanceType": "t4g" }),
    says: [
      'ec2.instanceType: must be an instance type such as "t4g.small", got "t4g"; correct the value [schema-format]',
    ],
  },
  {
    name: "an empty list of the manager's subnets",
    input: ec2({ "ec2.subnetIds": [], "aws.defaultVpc": true }),
    says: ["ec2.subnetIds: must have at least 1 entry, got 0; give it at least 1 entry [schema-range]"],
  },
  {
    name: "a drain of three days on an EC2 instance",
    input: ec2({ "manager.drainTimeout": "72h" }),
    says: [
      'manager.drainTimeout: must be at most 47h38m with a platform of "ec2" and a shutdownTimeout of 120, got 72h; lower drainTimeout to what your longest job takes, or run the managers on Kubernetes, which waits for longer [drain-beyond-hook]',
    ],
  },
  {
    name: "a path of tokens without a slash at its end",
    input: ec2({ "ec2.tokens": { path: "/ci/runners" } }),
    says: [
      'ec2.tokens.path: must be a path with a slash at both ends, such as "/ci/runners/", got "/ci/runners"; correct the value [schema-format]',
    ],
  },
  {
    name: "tokens in a store that is none",
    input: ec2({ "ec2.tokens": { store: "vault" } }),
    says: ['ec2.tokens.store: must be one of ssm, secrets-manager, got "vault"; write one of them [schema-choice]'],
  },
  {
    name: "a task of an amount of memory that its CPU lacks",
    input: fargate({ "fargate.cpu": 256, "fargate.memoryMiB": 3_072 }),
    says: [
      "fargate.memoryMiB: must be one of 512, 1024, 2048 with a cpu of 256, got 3072; choose one of them, or another fargate.cpu [fargate-size-unknown]",
    ],
  },
  {
    name: "a log that is kept for a fortnight and a day",
    input: fargate({ "fargate.logRetentionDays": 15 }),
    says: [
      "fargate.logRetentionDays: must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653, got 15; choose one of them [log-retention-unknown]",
    ],
  },
  {
    name: "metrics for everyone",
    input: fargate({ "fargate.metricsSources": { cidrs: ["0.0.0.0/0"] } }),
    says: [
      'fargate.metricsSources.cidrs[0]: must not be the whole internet, got "0.0.0.0/0"; name the network of Prometheus, or its security group in metricsSources.securityGroupIds [metrics-open-to-the-world]',
    ],
  },
  {
    name: "a plugin of which nobody knows the calls",
    input: descriptionWith({ "manager.pluginVersion": "0.4.0" }),
    says: [
      "manager.pluginVersion: should be one of 0.5.x, 1.0.x, 1.1.x, got the older 0.4.0; use 0.5, 1.0, 1.1, or accept the rule and look for AccessDenied in the manager's log [plugin-version-untested]",
      "manager.pluginVersion: must be at least 0.5, got 0.4.0; set manager.pluginVersion to 0.5.0 or newer, or leave it out [version-pair-broken]",
    ],
  },
  {
    name: "an image that is built and found by its id",
    input: descriptionWith({ "linux.machines.image": { prepare: {}, id: "ami-0123456789abcdef0" } }),
    says: [
      "fleets.linux.machines.image: must have one of id, ssmParameter, nameFilter, prepare, got id and prepare; keep one of them [image-source-ambiguous]",
    ],
  },
  {
    name: "an image that is built and has Docker already",
    input: descriptionWith({ "linux.machines.image": { prepare: {}, docker: "present" } }),
    says: [
      'fleets.linux.machines.image.docker: must not be "present" with image.prepare; leave image.docker out: the build installs Docker, and machines boot with it [prepared-image-contradiction]',
    ],
  },
  {
    name: "an image that is built on a rate",
    input: descriptionWith({ "linux.machines.image": { prepare: { schedule: "rate(7 days)" } } }),
    says: [
      'fleets.linux.machines.image.prepare.schedule: must be an expression of Image Builder, such as "cron(0 4 ? * sun *)", got "rate(7 days)"; correct the value [schema-format]',
    ],
  },
  {
    name: "a hundred and one images that are kept",
    input: descriptionWith({ "linux.machines.image": { prepare: { keepImages: 101 } } }),
    says: [
      "fleets.linux.machines.image.prepare.keepImages: must be at most 100, got 101; choose a value of at most 100 [schema-range]",
    ],
  },
];
