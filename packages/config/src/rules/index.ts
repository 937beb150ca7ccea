import type { Rule } from "../rule/rule";
import { acquireTimeoutBelowConnectTimeout } from "./acquire-timeout-below-connect-timeout";
import { allowListEmpty } from "./allow-list-empty";
import { architectureMismatch } from "./architecture-mismatch";
import { cacheAboveSingleUpload } from "./cache-above-single-upload";
import { cacheDirNotAVolume } from "./cache-dir-not-a-volume";
import { cacheKeyWithoutKms } from "./cache-key-without-kms";
import { cacheSharedBetweenUnlikeFleets } from "./cache-shared-between-unlike-fleets";
import { clientCertificateIncomplete } from "./client-certificate-incomplete";
import { credentialHelperForEveryRegistry } from "./credential-helper-for-every-registry";
import { dindPatternMissesTag } from "./dind-pattern-misses-tag";
import { diskSmallForReusedMachines } from "./disk-small-for-reused-machines";
import { dockerAuthConfigInvalid } from "./docker-auth-config-invalid";
import { dockerSocketOnSharedMachines } from "./docker-socket-on-shared-machines";
import { ecrLoginWithoutHelper } from "./ecr-login-without-helper";
import { environmentHoldsSecret } from "./environment-holds-secret";
import { externalAddressWithoutOne } from "./external-address-without-one";
import { extraDerivedOrOmitted } from "./extra-derived-or-omitted";
import { extraKnownKey } from "./extra-known-key";
import { extraSecret } from "./extra-secret";
import { extraUnknownKey } from "./extra-unknown-key";
import { extraUnwritable } from "./extra-unwritable";
import { fargateNeedsIrsa } from "./fargate-needs-irsa";
import { featureFlagUnknown } from "./feature-flag-unknown";
import { gitlabUrlUnencrypted } from "./gitlab-url-unencrypted";
import { helperImageOfAnotherVersion } from "./helper-image-of-another-version";
import { hostNetworkWithInstanceRole } from "./host-network-with-instance-role";
import { idleCountAboveCapacity } from "./idle-count-above-capacity";
import { idleTimeBelowBoot } from "./idle-time-below-boot";
import { idleTimeBelowSecond } from "./idle-time-below-second";
import { imageFollowWithoutParameter } from "./image-follow-without-parameter";
import { imageSourceAmbiguous } from "./image-source-ambiguous";
import { imageWithoutTag } from "./image-without-tag";
import { instanceRequirementsContradict } from "./instance-requirements-contradict";
import { instanceTypesOrRequirements } from "./instance-types-or-requirements";
import { jobsRoleWithoutProfile } from "./jobs-role-without-profile";
import { keyNewerThanRunner } from "./key-newer-than-runner";
import { labelsTooMany } from "./labels-too-many";
import { machinesLeftOnShutdown } from "./machines-left-on-shutdown";
import { managerSourceMissing } from "./manager-source-missing";
import { managerSourceOpenToTheWorld } from "./manager-source-open-to-the-world";
import { maxUseCountBelowCapacity } from "./max-use-count-below-capacity";
import { maxUseCountRequired } from "./max-use-count-required";
import { memoryLimitsContradict } from "./memory-limits-contradict";
import { metricsClosedToPrometheus } from "./metrics-closed-to-prometheus";
import { namesNotUnique } from "./names-not-unique";
import { namespaceMadeAfterSecret } from "./namespace-made-after-secret";
import { networkPeerContradiction } from "./network-peer-contradiction";
import { networkPolicyOnFargate } from "./network-policy-on-fargate";
import { networkPolicyWithoutNetworks } from "./network-policy-without-networks";
import { oidcProviderWithoutIrsa } from "./oidc-provider-without-irsa";
import { onDemandBaseAboveMaxInstances } from "./on-demand-base-above-max-instances";
import { pluginVersionUntested } from "./plugin-version-untested";
import { podSecurityGroupsNeedIrsa } from "./pod-security-groups-need-irsa";
import { policyNeverHolds } from "./policy-never-holds";
import { policyNeverSeen } from "./policy-never-seen";
import { policyPeriodInvalid } from "./policy-period-invalid";
import { policyPeriodSingleMinute } from "./policy-period-single-minute";
import { preemptiveWithoutIdle } from "./preemptive-without-idle";
import { privilegedOnSharedMachines } from "./privileged-on-shared-machines";
import { privilegedWithInstanceRole } from "./privileged-with-instance-role";
import { privilegedWithoutAllowList } from "./privileged-without-allow-list";
import { pullPolicyNotAllowed } from "./pull-policy-not-allowed";
import { readyCommandIgnoresCloudInit } from "./ready-command-ignores-cloud-init";
import { requestConcurrencyOne } from "./request-concurrency-one";
import { resourceNameTooLong } from "./resource-name-too-long";
import { rootVolumeOutOfProportion } from "./root-volume-out-of-proportion";
import { runnerIdShared } from "./runner-id-shared";
import { runnerVersionTooOld } from "./runner-version-too-old";
import { scaleFactorLimitAboveCapacity } from "./scale-factor-limit-above-capacity";
import { scaleFactorLimitBelowIdleCount } from "./scale-factor-limit-below-idle-count";
import { scaleFactorLimitWithoutFactor } from "./scale-factor-limit-without-factor";
import { secretInDescription } from "./secret-in-description";
import { sessionManagerRoleForJobs } from "./session-manager-role-for-jobs";
import { settingWithoutNetworkPerBuild } from "./setting-without-network-per-build";
import { shardsAboveMaxInstances } from "./shards-above-max-instances";
import { spotSingleType } from "./spot-single-type";
import { spotWithoutHeartbeats } from "./spot-without-heartbeats";
import { sshPortNotOpen } from "./ssh-port-not-open";
import { stateStorageOff } from "./state-storage-off";
import { subnetTwice } from "./subnet-twice";
import { subnetsMissing } from "./subnets-missing";
import { timeZoneUnknown } from "./time-zone-unknown";
import { tokenKeyShared } from "./token-key-shared";
import { tokenRotationOn } from "./token-rotation-on";
import { tolerationContradiction } from "./toleration-contradiction";
import { userDataScriptWithoutInterpreter } from "./user-data-script-without-interpreter";
import { userNotAllowed } from "./user-not-allowed";
import { volumeOnFargate } from "./volume-on-fargate";
import { volumeWithoutRecord } from "./volume-without-record";
import { volumeWithoutUse } from "./volume-without-use";

/** Every rule, in the order in which a description is best read: what all fleets share, then a fleet from its sizes to its machines. */
export const rules: readonly Rule[] = [
  gitlabUrlUnencrypted,
  clientCertificateIncomplete,
  runnerVersionTooOld,
  keyNewerThanRunner,
  pluginVersionUntested,
  fargateNeedsIrsa,
  podSecurityGroupsNeedIrsa,
  oidcProviderWithoutIrsa,
  tolerationContradiction,
  volumeOnFargate,
  networkPolicyOnFargate,
  networkPolicyWithoutNetworks,
  networkPeerContradiction,
  metricsClosedToPrometheus,
  namespaceMadeAfterSecret,
  namesNotUnique,
  resourceNameTooLong,
  tokenKeyShared,
  runnerIdShared,
  shardsAboveMaxInstances,
  maxUseCountRequired,
  maxUseCountBelowCapacity,
  requestConcurrencyOne,
  policyPeriodInvalid,
  policyPeriodSingleMinute,
  timeZoneUnknown,
  policyNeverHolds,
  policyNeverSeen,
  idleCountAboveCapacity,
  scaleFactorLimitBelowIdleCount,
  scaleFactorLimitAboveCapacity,
  scaleFactorLimitWithoutFactor,
  idleTimeBelowSecond,
  idleTimeBelowBoot,
  preemptiveWithoutIdle,
  privilegedOnSharedMachines,
  dockerSocketOnSharedMachines,
  privilegedWithInstanceRole,
  hostNetworkWithInstanceRole,
  sessionManagerRoleForJobs,
  jobsRoleWithoutProfile,
  privilegedWithoutAllowList,
  allowListEmpty,
  dindPatternMissesTag,
  imageWithoutTag,
  pullPolicyNotAllowed,
  userNotAllowed,
  memoryLimitsContradict,
  settingWithoutNetworkPerBuild,
  cacheDirNotAVolume,
  featureFlagUnknown,
  tokenRotationOn,
  spotWithoutHeartbeats,
  labelsTooMany,
  dockerAuthConfigInvalid,
  credentialHelperForEveryRegistry,
  ecrLoginWithoutHelper,
  helperImageOfAnotherVersion,
  instanceTypesOrRequirements,
  instanceRequirementsContradict,
  architectureMismatch,
  imageSourceAmbiguous,
  imageFollowWithoutParameter,
  rootVolumeOutOfProportion,
  diskSmallForReusedMachines,
  onDemandBaseAboveMaxInstances,
  spotSingleType,
  subnetsMissing,
  subnetTwice,
  managerSourceMissing,
  sshPortNotOpen,
  managerSourceOpenToTheWorld,
  userDataScriptWithoutInterpreter,
  readyCommandIgnoresCloudInit,
  acquireTimeoutBelowConnectTimeout,
  externalAddressWithoutOne,
  machinesLeftOnShutdown,
  stateStorageOff,
  volumeWithoutRecord,
  volumeWithoutUse,
  cacheKeyWithoutKms,
  cacheAboveSingleUpload,
  cacheSharedBetweenUnlikeFleets,
  extraKnownKey,
  extraDerivedOrOmitted,
  extraSecret,
  extraUnknownKey,
  extraUnwritable,
  environmentHoldsSecret,
  secretInDescription,
];
