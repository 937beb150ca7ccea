import { Expression } from "../../src/values/expression";
import { fleetWith } from "../changed";
import type { RuleCases } from "./rule-cases";

/** What the rules about the manager, its cluster, names and cache find and let pass. */
export const managerCases: RuleCases = {
  "gitlab-url-unencrypted": {
    fires: [
      {
        when: { "gitlab.url": "http://gitlab.example.com" },
        says: [
          'gitlab.url: should begin with https://, got "http://gitlab.example.com"; use https; for an authority of your own give its certificate as trust.caBundle [gitlab-url-unencrypted]',
        ],
      },
    ],
    quiet: [{ "gitlab.url": "https://gitlab.example.com" }, { "gitlab.url": Expression.text("var.url") }],
  },
  "client-certificate-incomplete": {
    fires: [
      {
        when: { "gitlab.tlsCertFile": "/certs/client.pem" },
        says: [
          "gitlab.tlsCertFile: must come with tlsKeyFile; give the other one as well, or remove this one [client-certificate-incomplete]",
        ],
      },
      {
        when: { "gitlab.tlsKeyFile": "/certs/client.key" },
        says: [
          "gitlab.tlsKeyFile: must come with tlsCertFile; give the other one as well, or remove this one [client-certificate-incomplete]",
        ],
      },
    ],
    quiet: [{ "gitlab.tlsCertFile": "/certs/client.pem", "gitlab.tlsKeyFile": "/certs/client.key" }],
  },
  "runner-version-too-old": {
    fires: [
      {
        when: { "manager.runnerVersion": "19.1.3" },
        says: [
          "manager.runnerVersion: must be at least 19.2.0, got 19.1.3; set manager.runnerVersion to 19.2.0 or newer [runner-version-too-old]",
        ],
      },
      {
        when: { "manager.runnerVersion": "17.11.0" },
        says: [
          "manager.runnerVersion: must be at least 19.2.0, got 17.11.0; set manager.runnerVersion to 19.2.0 or newer [runner-version-too-old]",
        ],
      },
    ],
    quiet: [{ "manager.runnerVersion": "19.2.0" }, { "manager.runnerVersion": "20.0.0" }],
  },
  "key-newer-than-runner": {
    fires: [
      {
        when: { "manager.runnerVersion": "18.10.0", "linux.prepareTimeout": "5m" },
        says: [
          "fleets.linux.prepareTimeout: is read by GitLab Runner 19.0 and newer, got manager.runnerVersion 18.10.0; raise manager.runnerVersion, or remove the key [key-newer-than-runner]",
        ],
      },
      {
        when: {
          "manager.runnerVersion": "18.11.0",
          "linux.docker.pidMode": "host",
          "linux.experimental": { bootVerify: { enabled: true } },
        },
        says: [
          "fleets.linux.docker.pidMode: is read by GitLab Runner 19.1 and newer, got manager.runnerVersion 18.11.0; raise manager.runnerVersion, or remove the key [key-newer-than-runner]",
          "fleets.linux.experimental.bootVerify.enabled: is read by GitLab Runner 19.2 and newer, got manager.runnerVersion 18.11.0; raise manager.runnerVersion, or remove the key [key-newer-than-runner]",
        ],
      },
      {
        when: {
          "manager.runnerVersion": "18.10.1",
          "manager.experimental": { usageLogger: { logrotate: { maxBackupFiles: 3 } } },
        },
        says: [
          "manager.experimental.usageLogger.logrotate.maxBackupFiles: is read by GitLab Runner 19.2 and newer, got manager.runnerVersion 18.10.1; raise manager.runnerVersion, or remove the key [key-newer-than-runner]",
        ],
      },
    ],
    quiet: [
      { "manager.runnerVersion": "19.0.0", "linux.prepareTimeout": "5m" },
      { "manager.runnerVersion": "18.10.0" },
    ],
  },
  "plugin-version-untested": {
    fires: [
      {
        when: { "manager.pluginVersion": "1.2.0" },
        says: [
          "manager.pluginVersion: should be one of 0.5.x, 1.0.x, 1.1.x, got the newer 1.2.0; use 0.5, 1.0, 1.1, or accept the rule and look for AccessDenied in the manager's log [plugin-version-untested]",
        ],
      },
      {
        when: { "manager.pluginVersion": "0.4.1" },
        says: [
          "manager.pluginVersion: should be one of 0.5.x, 1.0.x, 1.1.x, got the older 0.4.1; use 0.5, 1.0, 1.1, or accept the rule and look for AccessDenied in the manager's log [plugin-version-untested]",
        ],
      },
    ],
    quiet: [{ "manager.pluginVersion": "1.1.3" }, { "manager.pluginVersion": "0.5.0" }],
  },
  "fargate-needs-irsa": {
    fires: [
      {
        when: { "cluster.compute": "fargate" },
        says: [
          'cluster.identity: must be "irsa" with a compute of "fargate", got "pod-identity"; set cluster.identity to "irsa" [fargate-needs-irsa]',
        ],
      },
    ],
    quiet: [{ "cluster.compute": "fargate", "cluster.identity": "irsa" }, { "cluster.compute": "nodes" }],
  },
  "pod-security-groups-need-irsa": {
    fires: [
      {
        when: { "cluster.podSecurityGroups": true },
        says: [
          'cluster.identity: must be "irsa" with podSecurityGroups, got "pod-identity"; set cluster.identity to "irsa" [pod-security-groups-need-irsa]',
        ],
      },
    ],
    quiet: [{ "cluster.podSecurityGroups": true, "cluster.identity": "irsa" }],
  },
  "oidc-provider-without-irsa": {
    fires: [
      {
        when: { "cluster.oidcProviderArn": "arn:aws:iam::111122223333:oidc-provider/oidc.example" },
        says: [
          'cluster.oidcProviderArn: has no effect with an identity of "pod-identity"; set cluster.identity to "irsa", or remove oidcProviderArn [oidc-provider-without-irsa]',
        ],
      },
    ],
    quiet: [
      { "cluster.oidcProviderArn": "arn:aws:iam::111122223333:oidc-provider/oidc.example", "cluster.identity": "irsa" },
    ],
  },
  "toleration-contradiction": {
    fires: [
      {
        when: { "cluster.tolerations": [{ value: "ci" }] },
        says: [
          'cluster.tolerations[0]: must have a key, or the operator "Exists"; give a key, or set operator to Exists and remove value [toleration-contradiction]',
        ],
      },
      {
        when: { "cluster.tolerations": [{ key: "ci", operator: "Exists", value: "x" }] },
        says: [
          'cluster.tolerations[0].value: must not be given with the operator "Exists"; give a key, or set operator to Exists and remove value [toleration-contradiction]',
        ],
      },
    ],
    quiet: [
      { "cluster.tolerations": [{ operator: "Exists" }, { key: "ci", value: "x" }, { key: "ci", operator: "Exists" }] },
    ],
  },
  "namespace-made-after-secret": {
    fires: [
      {
        when: { "cluster.namespacePolicy": "create" },
        says: [
          'cluster.namespacePolicy: must not be "create" where the Secret of cluster.tokens is an existing one, got "create"; make the namespace and the Secret first and leave namespacePolicy out, or set cluster.tokens.source to "variable" [namespace-made-after-secret]',
        ],
      },
    ],
    quiet: [
      {},
      { "cluster.namespacePolicy": "existing" },
      { "cluster.namespacePolicy": "create", "cluster.tokens": { source: "variable" } },
    ],
  },
  "names-not-unique": {
    fires: [
      {
        when: { "manager.shards": 2, "fleets.linux-2": fleetWith() },
        says: [
          'fleets.linux-2: shard 1 must not be named as shard 2 of fleet linux, got "gitlab-runner-linux-2"; rename the fleet, so that its name does not end in the number of another fleet\'s shard [names-not-unique]',
        ],
      },
    ],
    quiet: [{ "manager.shards": 2, "fleets.linux-3": fleetWith() }, { "fleets.linux-2": fleetWith() }],
  },
  "resource-name-too-long": {
    fires: [
      {
        when: {
          name: "x".repeat(32),
          [`fleets.${"y".repeat(32)}`]: fleetWith({ "machines.spotInterruptionLogDays": 7 }),
        },
        says: [
          "fleets.yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy: must give the EventBridge rule a name of at most 64 characters, got 65: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy; shorten the name of the deployment or of the fleet [resource-name-too-long]",
        ],
      },
      {
        when: {
          name: "x".repeat(32),
          [`fleets.${"y".repeat(31)}`]: fleetWith({ "machines.machineAccess": "ssm" }),
          "manager.shards": 2,
        },
        says: [
          "fleets.yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy: must give the IAM role a name of at most 64 characters, got 66: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy-2; shorten the name of the deployment or of the fleet [resource-name-too-long]",
        ],
      },
    ],
    quiet: [
      { name: "x".repeat(32), [`fleets.${"y".repeat(32)}`]: fleetWith(), "manager.shards": 10 },
      { name: "x".repeat(32), [`fleets.${"y".repeat(31)}`]: fleetWith({ "machines.machineAccess": "ssm" }) },
    ],
  },
  "token-key-shared": {
    fires: [
      {
        when: { "fleets.arm": fleetWith({ tokenKey: "linux" }) },
        says: [
          'fleets.arm.tokenKey: must not be that of fleet linux, got "linux"; create a runner in GitLab for each fleet, and give each fleet a tokenKey of its own [token-key-shared]',
        ],
      },
    ],
    quiet: [{ "fleets.arm": fleetWith() }, { "fleets.arm": fleetWith({ tokenKey: "other" }) }],
  },
  "runner-id-shared": {
    fires: [
      {
        when: { "linux.id": 7, "fleets.arm": fleetWith({ id: 7 }) },
        says: [
          "fleets.arm.id: must not be that of fleet linux, got 7; give each fleet the id of its own runner, or leave id out [runner-id-shared]",
        ],
      },
    ],
    quiet: [{ "linux.id": 7, "fleets.arm": fleetWith({ id: 8 }) }, { "fleets.arm": fleetWith() }],
  },
  "cache-key-without-kms": {
    fires: [
      {
        when: { cache: { s3: { serverSideEncryptionKeyId: "arn:aws:kms:eu-west-1:111122223333:key/abc" } } },
        says: [
          'cache.s3.serverSideEncryptionKeyId: must come with a serverSideEncryption of KMS or DSSE-KMS, got none; set serverSideEncryption to "KMS" or "DSSE-KMS", or remove the key [cache-key-without-kms]',
        ],
      },
      {
        when: {
          cache: {
            s3: { serverSideEncryption: "S3", serverSideEncryptionKeyId: "arn:aws:kms:eu-west-1:111122223333:key/abc" },
          },
        },
        says: [
          'cache.s3.serverSideEncryptionKeyId: must come with a serverSideEncryption of KMS or DSSE-KMS, got S3; set serverSideEncryption to "KMS" or "DSSE-KMS", or remove the key [cache-key-without-kms]',
        ],
      },
    ],
    quiet: [
      {
        cache: {
          s3: { serverSideEncryption: "KMS", serverSideEncryptionKeyId: "arn:aws:kms:eu-west-1:111122223333:key/abc" },
        },
      },
      { cache: {} },
    ],
  },
  "cache-above-single-upload": {
    fires: [
      {
        when: { cache: { maxUploadedArchiveSize: 5368709121, s3: { bucketName: "ci-cache" } } },
        says: [
          "cache.maxUploadedArchiveSize: should be at most 5368709120 without s3.roleArn, got 5368709121; set cache.s3.roleArn, or maxUploadedArchiveSize to 5368709120 at most [cache-above-single-upload]",
        ],
      },
    ],
    quiet: [
      { cache: { maxUploadedArchiveSize: 5368709120, s3: { bucketName: "ci-cache" } } },
      {
        cache: {
          maxUploadedArchiveSize: 9000000000,
          s3: { bucketName: "ci-cache", roleArn: "arn:aws:iam::111122223333:role/cache" },
        },
      },
    ],
  },
  "cache-shared-between-unlike-fleets": {
    fires: [
      {
        when: {
          cache: { shared: true },
          "fleets.arm": fleetWith({ "machines.architecture": "arm64", "machines.instanceTypes": ["m7g.large"] }),
        },
        says: [
          "cache.shared: should be false where fleets differ in architecture, got amd64 (linux) and arm64 (arm); leave cache.shared out, or describe the unlike fleets as a deployment of their own [cache-shared-between-unlike-fleets]",
        ],
      },
      {
        when: {
          cache: { shared: true },
          "fleets.images": fleetWith({ "docker.privileged": true }),
        },
        says: [
          "cache.shared: should be false where some fleets have privileged containers and others have not, got images with and linux without; leave cache.shared out, or describe the unlike fleets as a deployment of their own [cache-shared-between-unlike-fleets]",
        ],
      },
      {
        when: {
          cache: { shared: true },
          "linux.docker.servicesPrivileged": true,
          "fleets.arm": fleetWith({ "machines.architecture": "arm64", "machines.instanceTypes": ["m7g.large"] }),
        },
        says: [
          "cache.shared: should be false where fleets differ in architecture, got amd64 (linux) and arm64 (arm); leave cache.shared out, or describe the unlike fleets as a deployment of their own [cache-shared-between-unlike-fleets]",
          "cache.shared: should be false where some fleets have privileged containers and others have not, got linux with and arm without; leave cache.shared out, or describe the unlike fleets as a deployment of their own [cache-shared-between-unlike-fleets]",
        ],
      },
    ],
    quiet: [
      { cache: { shared: true }, "linux.docker.privileged": true },
      { cache: { shared: true }, "fleets.other": fleetWith() },
      { cache: {}, "fleets.images": fleetWith({ "docker.privileged": true }) },
      { cache: { shared: Expression.flag("var.s") }, "fleets.images": fleetWith({ "docker.privileged": true }) },
      {
        cache: { shared: true },
        "linux.docker.privileged": true,
        "fleets.other": fleetWith({ "docker.privileged": Expression.flag("var.p") }),
      },
    ],
  },
};
