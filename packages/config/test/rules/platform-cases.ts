import { logRetentionDays } from "../../src/fleets/log-retention-days";
import { Expression } from "../../src/values/expression";
import { onEc2, onFargate } from "./platforms";
import { podFleet } from "./pods";
import type { RuleCases } from "./rule-cases";

const platforms = [
  ["ec2", onEc2],
  ["fargate", onFargate],
] as const;

const OTHER_FIX = "remove it, or set manager.platform to the one that it is for [setting-of-another-platform]";
const IMAGE_FIX =
  'set manager.image to "build", or to an image that was built from the project\'s Dockerfile [fargate-needs-own-image]';
const UNUSED_FIX = "leave manager.image out; manager.runnerVersion says what is installed [manager-image-unused]";
const SUBNETS_FIX = "name the subnets of the managers, or set aws.defaultVpc [manager-subnets-missing]";
const TYPE_FIX =
  'choose a type whose name says it, such as "t4g.small" (arm64) or "t3.small" (amd64) [manager-instance-type-unknown]';
const SIZE_FIX = "choose one of them, or another fargate.cpu [fargate-size-unknown]";
const MEMORY_FIX = "raise fargate.memoryMiB, or share the machines out by manager.shards [fargate-memory-small]";
const DRAIN_FIX =
  "lower drainTimeout to what your longest job takes, or run the managers on Kubernetes, which waits for longer [drain-beyond-hook]";
const METRICS_FIX =
  "name the network of Prometheus, or its security group in metricsSources.securityGroupIds [metrics-open-to-the-world]";
const REMOVE = "remove it [platform-lacks-setting]";
const TERMINAL_FIX = "remove it, or run the managers on Kubernetes [platform-lacks-setting]";
const CACHE_FIX = "keep the cache in S3, which the manager reaches by its role [platform-lacks-setting]";
const PODS_FIX =
  "describe fleets of pods as a deployment of their own, with a platform of kubernetes [platform-lacks-setting]";
const SSH_FIX =
  "remove it: the manager then logs in by EC2 Instance Connect, with a new key for every connection [platform-lacks-setting]";
const FILE_FIX =
  "set ec2.imageId to an image that has the file; for an authority of your own give its certificate as trust.caBundle instead [platform-lacks-setting]";

const files = { tlsCaFile: "/certs/ca.pem", tlsCertFile: "/certs/client.pem", tlsKeyFile: "/certs/client.key" };
const withFiles = Object.fromEntries(Object.entries(files).map(([key, file]) => [`gitlab.${key}`, file]));

/** What the rules about what managers run on find and let pass. */
export const platformCases: RuleCases = {
  "setting-of-another-platform": {
    fires: [
      ...platforms.map(([platform, changes]) => ({
        when: {
          ...changes,
          "manager.chart": "gitlab-runner",
          "cluster.name": "ci",
          "cluster.identity": "irsa",
          "cluster.volume": { storageClass: "gp3" },
          "cluster.nodeSelector": Expression.map("var.labels"),
          "cluster.tokens": { source: "variable", secretName: "tokens" },
        },
        says: [
          "manager.chart",
          "cluster.name",
          "cluster.identity",
          "cluster.nodeSelector",
          "cluster.volume",
          "cluster.tokens.secretName",
          "cluster.tokens.source",
        ].map((path) => `${path}: has no effect with a platform of "${platform}"; ${OTHER_FIX}`),
      })),
      {
        when: { ec2: {}, fargate: {} },
        says: ["ec2", "fargate"].map((path) => `${path}: has no effect with a platform of "kubernetes"; ${OTHER_FIX}`),
      },
      { when: { ...onEc2, fargate: {} }, says: [`fargate: has no effect with a platform of "ec2"; ${OTHER_FIX}`] },
      { when: { ...onFargate, ec2: {} }, says: [`ec2: has no effect with a platform of "fargate"; ${OTHER_FIX}`] },
    ],
    quiet: [
      {},
      { "cluster.identity": "irsa", "manager.chart": "gitlab-runner" },
      onEc2,
      onFargate,
      // What is said as it would be anyway does no harm.
      { ...onEc2, "manager.chart": "runner-manager", cluster: { identity: "pod-identity", tokens: { revision: 1 } } },
    ],
  },
  "platform-lacks-setting": {
    fires: [
      ...platforms.map(([platform, changes]) => ({
        when: {
          ...changes,
          "manager.sessionServer": { listenAddress: "0.0.0.0:8093" },
          cache: { credentialsSecretName: "keys", inCluster: {} },
          ecr: { repositories: ["111122223333.dkr.ecr.eu-west-1.amazonaws.com/ci/*"], pods: "node-role" },
          "linux.machines.ssh": { privateKeySecret: { name: "key", key: "id" }, publicKey: "ssh-ed25519 AAAA ci" },
          "fleets.pods": podFleet(),
        },
        says: [
          `manager.sessionServer: must be left out with a platform of "${platform}", which lets nobody in but Prometheus; ${TERMINAL_FIX}`,
          `cache.credentialsSecretName: must be left out with a platform of "${platform}", which has no Kubernetes Secrets, got "keys"; ${CACHE_FIX}`,
          `cache.inCluster: must be left out with a platform of "${platform}", which has no cluster; ${CACHE_FIX}`,
          `ecr.pods: must be left out with a platform of "${platform}", which runs no pods, got "node-role"; ${REMOVE}`,
          `fleets.linux.machines.ssh: must be left out with a platform of "${platform}", which has no Kubernetes Secrets; ${SSH_FIX}`,
          `fleets.pods.executor: must be docker-autoscaler or instance with a platform of "${platform}", which has no cluster for pods, got "kubernetes"; ${PODS_FIX}`,
        ],
      })),
      {
        when: { ...onEc2, ...withFiles },
        says: Object.entries(files).map(
          ([key, file]) =>
            `gitlab.${key}: must be left out with a platform of "ec2", which puts no such file on the public image, got "${file}"; ${FILE_FIX}`,
        ),
      },
    ],
    quiet: [
      onEc2,
      onFargate,
      { ...onEc2, ...withFiles, "ec2.imageId": "ami-0123456789abcdef0" },
      { ...onFargate, ...withFiles },
      {
        ...onEc2,
        "manager.shards": 2,
        "manager.experimental": { usageLogger: {} },
        cache: {},
        ecr: { repositories: ["111122223333.dkr.ecr.eu-west-1.amazonaws.com/ci/*"] },
      },
      { "manager.sessionServer": { listenAddress: "0.0.0.0:8093" }, "fleets.pods": podFleet(), ...withFiles },
    ],
  },
  "fargate-needs-own-image": {
    fires: [
      {
        when: { ...onFargate, "manager.image": undefined },
        says: [
          `manager.image: must be "build" or an image that exists, with a platform of "fargate", got "official"; ${IMAGE_FIX}`,
        ],
      },
      {
        when: { ...onFargate, "manager.image": { repository: "registry.example.com/ci", tag: "1", hasPlugin: false } },
        says: [`manager.image.hasPlugin: must be true with a platform of "fargate", got false; ${IMAGE_FIX}`],
      },
    ],
    quiet: [
      {},
      onEc2,
      onFargate,
      { ...onFargate, "manager.image": { repository: "registry.example.com/ci", tag: "1" } },
      {
        ...onFargate,
        "manager.image": { repository: "registry.example.com/ci", tag: "1", hasPlugin: Expression.flag("var.p") },
      },
    ],
  },
  "manager-image-unused": {
    fires: [
      {
        when: { ...onEc2, "manager.image": "build" },
        says: [`manager.image: must be left out with a platform of "ec2", got "build"; ${UNUSED_FIX}`],
      },
      {
        when: { ...onEc2, "manager.image": { repository: "registry.example.com/ci", tag: "1" } },
        says: [`manager.image: must be left out with a platform of "ec2"; ${UNUSED_FIX}`],
      },
    ],
    quiet: [onEc2, onFargate, { "manager.image": "build" }],
  },
  "manager-subnets-missing": {
    fires: platforms.flatMap(([platform, changes]) =>
      [undefined, {}].map((table) => ({
        when: { ...changes, [`${platform}.subnetIds`]: undefined, [platform]: table },
        says: [
          `${platform}.subnetIds: must hold at least one subnet with a platform of "${platform}", got none; ${SUBNETS_FIX}`,
        ],
      })),
    ),
    quiet: [
      {},
      onEc2,
      onFargate,
      { ...onEc2, ec2: undefined, aws: { defaultVpc: true } },
      { ...onFargate, "fargate.subnetIds": Expression.list("var.subnets") },
    ],
  },
  "manager-instance-type-unknown": {
    fires: [
      {
        when: { ...onEc2, "ec2.instanceType": "huge.large" },
        says: [`ec2.instanceType: must be a type whose architecture its name says, got "huge.large"; ${TYPE_FIX}`],
      },
      {
        when: { ...onEc2, "ec2.instanceType": "mac2-m2.metal" },
        says: [`ec2.instanceType: must be a type that runs Linux, got "mac2-m2.metal"; ${TYPE_FIX}`],
      },
    ],
    quiet: [
      onEc2,
      ...["t3.micro", "t4g.nano", "a1.medium", "m7i-flex.large", "u7i-6tb.112xlarge"].map((type) => ({
        ...onEc2,
        "ec2.instanceType": type,
      })),
      { ...onEc2, "ec2.instanceType": Expression.text("var.type") },
    ],
  },
  "fargate-size-unknown": {
    fires: [
      {
        when: { ...onFargate, "fargate.cpu": 256, "fargate.memoryMiB": 4_096 },
        says: [`fargate.memoryMiB: must be one of 512, 1024, 2048 with a cpu of 256, got 4096; ${SIZE_FIX}`],
      },
      {
        when: { ...onFargate, "fargate.memoryMiB": 1_536 },
        says: [`fargate.memoryMiB: must be one of 1024, 2048, 3072, 4096 with a cpu of 512, got 1536; ${SIZE_FIX}`],
      },
      {
        when: { ...onFargate, "fargate.cpu": 1_024 },
        says: [
          `fargate.memoryMiB: must be one of 2048 to 8192 in steps of 1024 with a cpu of 1024, got 1024; ${SIZE_FIX}`,
        ],
      },
      {
        when: { ...onFargate, "fargate.cpu": 4_096, "fargate.memoryMiB": 7_168 },
        says: [
          `fargate.memoryMiB: must be one of 8192 to 30720 in steps of 1024 with a cpu of 4096, got 7168; ${SIZE_FIX}`,
        ],
      },
    ],
    quiet: [
      onFargate,
      { ...onFargate, fargate: undefined, aws: { defaultVpc: true } },
      ...(
        [
          [256, 512],
          [256, 2_048],
          [1_024, 2_048],
          [1_024, 8_192],
          [2_048, 4_096],
          [2_048, 16_384],
          [4_096, 30_720],
        ] as const
      ).map(([cpu, memoryMiB]) => ({ ...onFargate, "fargate.cpu": cpu, "fargate.memoryMiB": memoryMiB })),
    ],
  },
  "fargate-memory-small": {
    fires: [
      {
        when: { ...onFargate, "linux.maxInstances": 101 },
        says: [`fargate.memoryMiB: should be at least 2048 for 101 machines of a manager, got 1024; ${MEMORY_FIX}`],
      },
      {
        when: { ...onFargate, "fargate.cpu": 256, "fargate.memoryMiB": 512, "linux.maxInstances": 21 },
        says: [`fargate.memoryMiB: should be at least 1024 for 21 machines of a manager, got 512; ${MEMORY_FIX}`],
      },
    ],
    quiet: [
      { ...onFargate, "linux.maxInstances": 100 },
      { ...onFargate, "linux.maxInstances": 200, "manager.shards": 2 },
      { ...onFargate, "linux.maxInstances": Expression.number("var.max") },
      { ...onFargate, fargate: undefined, aws: { defaultVpc: true } },
      { ...onEc2, "linux.maxInstances": 900 },
    ],
  },
  "drain-beyond-hook": {
    fires: [
      {
        when: { ...onEc2, "manager.drainTimeout": "48h" },
        says: [
          `manager.drainTimeout: must be at most 47h38m with a platform of "ec2" and a shutdownTimeout of 120, got 48h; ${DRAIN_FIX}`,
        ],
      },
      {
        when: { ...onEc2, "manager.drainTimeout": "47h", "manager.shutdownTimeout": 3_600 },
        says: [
          `manager.drainTimeout: must be at most 46h40m with a platform of "ec2" and a shutdownTimeout of 3600, got 47h; ${DRAIN_FIX}`,
        ],
      },
    ],
    quiet: [
      onEc2,
      { ...onEc2, "manager.drainTimeout": "47h38m" },
      { ...onEc2, "manager.drainTimeout": Expression.text("var.drain") },
      { ...onEc2, "manager.drainTimeout": "48h", "manager.shutdownTimeout": Expression.number("var.shutdown") },
      { ...onFargate, "manager.drainTimeout": "144h" },
      { "manager.drainTimeout": "144h" },
    ],
  },
  "drain-beyond-protection": {
    fires: [
      {
        when: { ...onFargate, "manager.drainTimeout": "48h" },
        says: [
          'manager.drainTimeout: should be at most 47h48m with a platform of "fargate" and a shutdownTimeout of 120, got 48h; lower drainTimeout to what your longest job takes, or run the managers on Kubernetes, which waits for longer [drain-beyond-protection]',
        ],
      },
    ],
    quiet: [
      { ...onFargate, "manager.drainTimeout": "47h48m" },
      { ...onFargate, "manager.drainTimeout": Expression.text("var.drain") },
      { "manager.drainTimeout": "144h" },
    ],
  },
  "metrics-open-to-the-world": {
    fires: platforms.map(([platform, changes]) => ({
      when: { ...changes, [`${platform}.metricsSources`]: { cidrs: ["10.0.0.0/16", "0.0.0.0/0", "::/0"] } },
      says: [
        `${platform}.metricsSources.cidrs[1]: must not be the whole internet, got "0.0.0.0/0"; ${METRICS_FIX}`,
        `${platform}.metricsSources.cidrs[2]: must not be the whole internet, got "::/0"; ${METRICS_FIX}`,
      ],
    })),
    quiet: [
      {},
      onEc2,
      { ...onEc2, "ec2.metricsSources": { cidrs: ["10.0.0.0/8"], securityGroupIds: ["sg-0123456789abcdef0"] } },
      { ...onFargate, "fargate.metricsSources": { cidrs: Expression.list("var.cidrs") } },
    ],
  },
  "log-retention-unknown": {
    fires: platforms.map(([platform, changes]) => ({
      when: { ...changes, [`${platform}.logRetentionDays`]: 31 },
      says: [
        `${platform}.logRetentionDays: must be one of ${logRetentionDays.join(", ")}, got 31; choose one of them [log-retention-unknown]`,
      ],
    })),
    quiet: [
      {},
      onEc2,
      onFargate,
      { ...onEc2, "ec2.logRetentionDays": 3_653 },
      { ...onFargate, "fargate.logRetentionDays": Expression.number("var.days") },
    ],
  },
};
