import { fleetWith } from "../changed";
import { pods, podFleet } from "./pods";
import type { RuleCases } from "./rule-cases";

const SOURCE_FIX =
  "keep one: s3 with roles, credentialsSecretName with s3.serverAddress and s3.bucketName, or inCluster, which needs nothing else [cache-source-ambiguous]";
const KEYS_FIX =
  "describe the fleets with pods as a deployment of their own, with this cache, or keep the cache in S3, reached by a role [cache-keys-beside-machines]";

const kmsKeyArn = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const roleArn = "arn:aws:iam::123456789012:role/cache";
const server = { serverAddress: "s3.example.com", bucketName: "ci-cache" };

/** What the rules about where a cache is find and let pass. */
export const sharedCacheCases: RuleCases = {
  "cache-source-ambiguous": {
    fires: [
      {
        when: {
          ...pods(),
          cache: { inCluster: {}, credentialsSecretName: "keys", kmsKeyArn, s3: { ...server, roleArn } },
        },
        says: [
          `cache.s3.bucketName: must not be given with inCluster; ${SOURCE_FIX}`,
          `cache.s3.serverAddress: must not be given with inCluster; ${SOURCE_FIX}`,
          `cache.s3.roleArn: must not be given with inCluster; ${SOURCE_FIX}`,
          `cache.kmsKeyArn: must not be given with inCluster; ${SOURCE_FIX}`,
          `cache.credentialsSecretName: must not be given with inCluster; ${SOURCE_FIX}`,
        ],
      },
      {
        when: { ...pods(), cache: { credentialsSecretName: "keys", kmsKeyArn, s3: { roleArn } } },
        says: [
          `cache.s3.serverAddress: must be given with credentialsSecretName, got nothing; ${SOURCE_FIX}`,
          `cache.s3.bucketName: must be given with credentialsSecretName, got nothing; ${SOURCE_FIX}`,
          `cache.s3.roleArn: must not be given with credentialsSecretName; ${SOURCE_FIX}`,
          `cache.kmsKeyArn: must not be given with credentialsSecretName; ${SOURCE_FIX}`,
        ],
      },
    ],
    quiet: [
      {},
      { cache: {} },
      { cache: { kmsKeyArn, s3: { ...server, roleArn } } },
      { ...pods(), cache: { inCluster: {}, expirationDays: 7, shared: true, path: "ci" } },
      { ...pods(), cache: { inCluster: {}, s3: { extra: { NewKey: true } } } },
      { ...pods(), cache: { credentialsSecretName: "keys", s3: { ...server, insecure: true } } },
    ],
  },
  "cache-keys-beside-machines": {
    fires: [
      {
        when: { cache: { inCluster: {} } },
        says: [`cache.inCluster: must not be given where a fleet has machines, got fleets.linux; ${KEYS_FIX}`],
      },
      {
        when: {
          fleets: { pods: podFleet(), linux: fleetWith(), arm: fleetWith() },
          cache: { credentialsSecretName: "keys", s3: server },
        },
        says: [
          `cache.credentialsSecretName: must not be given where a fleet has machines, got fleets.linux; ${KEYS_FIX}`,
        ],
      },
    ],
    quiet: [{ cache: { s3: server } }, { ...pods(), cache: { inCluster: {} } }],
  },
  "cache-shared-between-unlike-fleets": {
    fires: [
      {
        when: { fleets: { plain: podFleet(), dind: podFleet({}, { profile: "privileged" }) }, cache: { shared: true } },
        says: [
          "cache.shared: should be false where some fleets have privileged containers and others have not, got dind with and plain without; leave cache.shared out, or describe the unlike fleets as a deployment of their own [cache-shared-between-unlike-fleets]",
        ],
      },
    ],
    quiet: [
      { fleets: { plain: podFleet(), images: podFleet({}, { profile: "image-builds" }) }, cache: { shared: true } },
      { fleets: { plain: podFleet(), dind: podFleet({}, { profile: "privileged" }) }, cache: {} },
    ],
  },
};
