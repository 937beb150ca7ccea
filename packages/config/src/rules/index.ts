import type { Rule } from "../rule/rule";
import { acquireTimeoutBelowConnectTimeout } from "./acquire-timeout-below-connect-timeout";
import { allowListEmpty } from "./allow-list-empty";
import { allowedUsersWithoutEffect } from "./allowed-users-without-effect";
import { architectureMismatch } from "./architecture-mismatch";
import { cacheAboveSingleUpload } from "./cache-above-single-upload";
import { cacheDirNotAVolume } from "./cache-dir-not-a-volume";
import { cacheKeyWithoutKms } from "./cache-key-without-kms";
import { cacheKeysBesideMachines } from "./cache-keys-beside-machines";
import { cacheSharedBetweenUnlikeFleets } from "./cache-shared-between-unlike-fleets";
import { cacheSourceAmbiguous } from "./cache-source-ambiguous";
import { clientCertificateIncomplete } from "./client-certificate-incomplete";
import { clusterAccessContradiction } from "./cluster-access-contradiction";
import { clusterNameMissing } from "./cluster-name-missing";
import { containerBeyondLimitRange } from "./container-beyond-limit-range";
import { credentialHelperForEveryRegistry } from "./credential-helper-for-every-registry";
import { dindPatternMissesTag } from "./dind-pattern-misses-tag";
import { diskSmallForReusedMachines } from "./disk-small-for-reused-machines";
import { dockerAuthConfigInvalid } from "./docker-auth-config-invalid";
import { dockerSettingsWithoutDocker } from "./docker-settings-without-docker";
import { dockerSocketOnSharedMachines } from "./docker-socket-on-shared-machines";
import { drainBeyondHook } from "./drain-beyond-hook";
import { drainBeyondProtection } from "./drain-beyond-protection";
import { ecrAddressesTooLong } from "./ecr-addresses-too-long";
import { ecrLoginContradiction } from "./ecr-login-contradiction";
import { ecrLoginWithoutHelper } from "./ecr-login-without-helper";
import { ecrPullSecretUnused } from "./ecr-pull-secret-unused";
import { ecrWithoutUse } from "./ecr-without-use";
import { environmentHoldsSecret } from "./environment-holds-secret";
import { externalAddressWithoutOne } from "./external-address-without-one";
import { extraDerivedOrOmitted } from "./extra-derived-or-omitted";
import { extraKnownKey } from "./extra-known-key";
import { extraSecret } from "./extra-secret";
import { extraUnknownKey } from "./extra-unknown-key";
import { extraUnwritable } from "./extra-unwritable";
import { fargateMemorySmall } from "./fargate-memory-small";
import { fargateNeedsIrsa } from "./fargate-needs-irsa";
import { fargateNeedsOwnImage } from "./fargate-needs-own-image";
import { fargateSizeUnknown } from "./fargate-size-unknown";
import { featureFlagUnknown } from "./feature-flag-unknown";
import { gitlabUrlUnencrypted } from "./gitlab-url-unencrypted";
import { helperImageOfAnotherVersion } from "./helper-image-of-another-version";
import { hostNetworkWithInstanceRole } from "./host-network-with-instance-role";
import { httpsProxyMissing } from "./https-proxy-missing";
import { idleCountAboveCapacity } from "./idle-count-above-capacity";
import { idleTimeBelowBoot } from "./idle-time-below-boot";
import { idleTimeBelowSecond } from "./idle-time-below-second";
import { imageFollowWithoutParameter } from "./image-follow-without-parameter";
import { imageSourceAmbiguous } from "./image-source-ambiguous";
import { imageWithoutTag } from "./image-without-tag";
import { instanceJobsShareMachine } from "./instance-jobs-share-machine";
import { instanceJobsWithInstanceRole } from "./instance-jobs-with-instance-role";
import { instanceRequirementsContradict } from "./instance-requirements-contradict";
import { instanceTypesOrRequirements } from "./instance-types-or-requirements";
import { jobNamespaceShared } from "./job-namespace-shared";
import { jobServiceAccountTwoRoles } from "./job-service-account-two-roles";
import { jobsBesideManager } from "./jobs-beside-manager";
import { jobsQuotaBelowLimit } from "./jobs-quota-below-limit";
import { jobsRoleWithoutProfile } from "./jobs-role-without-profile";
import { jobsWithoutNetworkPolicy } from "./jobs-without-network-policy";
import { keyNewerThanRunner } from "./key-newer-than-runner";
import { labelsTooMany } from "./labels-too-many";
import { limitRangeContradiction } from "./limit-range-contradiction";
import { limitWithoutRequest } from "./limit-without-request";
import { logRetentionUnknown } from "./log-retention-unknown";
import { machinesLeftOnShutdown } from "./machines-left-on-shutdown";
import { managerImageUnused } from "./manager-image-unused";
import { managerInstanceTypeUnknown } from "./manager-instance-type-unknown";
import { managerSourceMissing } from "./manager-source-missing";
import { managerSourceOpenToTheWorld } from "./manager-source-open-to-the-world";
import { managerSubnetsMissing } from "./manager-subnets-missing";
import { maxPausePodsBelowIdleCount } from "./max-pause-pods-below-idle-count";
import { maxUseCountBelowCapacity } from "./max-use-count-below-capacity";
import { maxUseCountRequired } from "./max-use-count-required";
import { memoryLimitsContradict } from "./memory-limits-contradict";
import { memoryWithoutLimit } from "./memory-without-limit";
import { metricsClosedToPrometheus } from "./metrics-closed-to-prometheus";
import { metricsOpenToTheWorld } from "./metrics-open-to-the-world";
import { namesNotUnique } from "./names-not-unique";
import { namespaceLevelBesideProfile } from "./namespace-level-beside-profile";
import { namespaceMadeAfterSecret } from "./namespace-made-after-secret";
import { networkPeerContradiction } from "./network-peer-contradiction";
import { networkPolicyOnFargate } from "./network-policy-on-fargate";
import { networkPolicyWithoutNetworks } from "./network-policy-without-networks";
import { noProxyWithoutProxy } from "./no-proxy-without-proxy";
import { officialChartLacksSetting } from "./official-chart-lacks-setting";
import { officialChartNeedsPods } from "./official-chart-needs-pods";
import { officialChartOfAnotherRunner } from "./official-chart-of-another-runner";
import { officialChartWithoutAlerts } from "./official-chart-without-alerts";
import { oidcProviderWithoutIrsa } from "./oidc-provider-without-irsa";
import { onDemandBaseAboveMaxInstances } from "./on-demand-base-above-max-instances";
import { overwriteMaximumBelowDefault } from "./overwrite-maximum-below-default";
import { overwritePatternNotAnchored } from "./overwrite-pattern-not-anchored";
import { overwritesLargerThanNode } from "./overwrites-larger-than-node";
import { pausePodsOnOtherNodes } from "./pause-pods-on-other-nodes";
import { pausePodsRefused } from "./pause-pods-refused";
import { pausePodsWithoutRequests } from "./pause-pods-without-requests";
import { platformLacksSetting } from "./platform-lacks-setting";
import { pluginVersionUntested } from "./plugin-version-untested";
import { podBeyondProfile } from "./pod-beyond-profile";
import { podLargerThanNode } from "./pod-larger-than-node";
import { podSecurityGroupsNeedIrsa } from "./pod-security-groups-need-irsa";
import { podSpecPatchIgnored } from "./pod-spec-patch-ignored";
import { podSpecPatchOfAnotherType } from "./pod-spec-patch-of-another-type";
import { podTotalBelowContainers } from "./pod-total-below-containers";
import { policyNeverHolds } from "./policy-never-holds";
import { policyNeverSeen } from "./policy-never-seen";
import { policyPeriodInvalid } from "./policy-period-invalid";
import { policyPeriodSingleMinute } from "./policy-period-single-minute";
import { preemptiveWithoutIdle } from "./preemptive-without-idle";
import { preparedImageContradiction } from "./prepared-image-contradiction";
import { privilegedOnSharedMachines } from "./privileged-on-shared-machines";
import { privilegedPods } from "./privileged-pods";
import { privilegedPodsOnSharedNodes } from "./privileged-pods-on-shared-nodes";
import { privilegedWithInstanceRole } from "./privileged-with-instance-role";
import { privilegedWithoutAllowList } from "./privileged-without-allow-list";
import { privilegedWithoutEscalation } from "./privileged-without-escalation";
import { pullPolicyNotAllowed } from "./pull-policy-not-allowed";
import { pullThroughCredentialMissing } from "./pull-through-credential-missing";
import { pullThroughUpstreamUnknown } from "./pull-through-upstream-unknown";
import { quotaWithoutAmounts } from "./quota-without-amounts";
import { readyCommandIgnoresCloudInit } from "./ready-command-ignores-cloud-init";
import { registrationIdContradiction } from "./registration-id-contradiction";
import { registrationLockedBeyondProject } from "./registration-locked-beyond-project";
import { registrationMissing } from "./registration-missing";
import { registrationOwnerContradiction } from "./registration-owner-contradiction";
import { registrationTakesNoJobs } from "./registration-takes-no-jobs";
import { registrationWithoutEffect } from "./registration-without-effect";
import { requestAboveLimit } from "./request-above-limit";
import { requestConcurrencyOne } from "./request-concurrency-one";
import { requestMaximumAboveLimit } from "./request-maximum-above-limit";
import { requestOfZero } from "./request-of-zero";
import { resourceNameTooLong } from "./resource-name-too-long";
import { rootVolumeOutOfProportion } from "./root-volume-out-of-proportion";
import { runnerIdShared } from "./runner-id-shared";
import { runnerSettingsWithoutInstallation } from "./runner-settings-without-installation";
import { runnerVersionTooOld } from "./runner-version-too-old";
import { scaleFactorLimitAboveCapacity } from "./scale-factor-limit-above-capacity";
import { scaleFactorLimitBelowIdleCount } from "./scale-factor-limit-below-idle-count";
import { scaleFactorLimitWithoutFactor } from "./scale-factor-limit-without-factor";
import { secretInDescription } from "./secret-in-description";
import { serviceAccountNotMade } from "./service-account-not-made";
import { serviceAccountOverwriteContradiction } from "./service-account-overwrite-contradiction";
import { sessionManagerRoleForJobs } from "./session-manager-role-for-jobs";
import { settingOfAnotherPlatform } from "./setting-of-another-platform";
import { settingWithoutEffectInExecutor } from "./setting-without-effect-in-executor";
import { settingWithoutNetworkPerBuild } from "./setting-without-network-per-build";
import { shardsAboveLimit } from "./shards-above-limit";
import { shardsAboveMaxInstances } from "./shards-above-max-instances";
import { slotCgroupNotASlice } from "./slot-cgroup-not-a-slice";
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
import { useCommonBuildDirWithoutEffect } from "./use-common-build-dir-without-effect";
import { userDataScriptWithoutInterpreter } from "./user-data-script-without-interpreter";
import { userNotAllowed } from "./user-not-allowed";
import { versionPairBroken } from "./version-pair-broken";
import { volumeOnFargate } from "./volume-on-fargate";
import { volumeWithoutRecord } from "./volume-without-record";
import { volumeWithoutUse } from "./volume-without-use";

/** Every rule, in the order in which a description is best read: what all fleets share, then a fleet from its sizes to its machines. */
export const rules: readonly Rule[] = [
  gitlabUrlUnencrypted,
  clientCertificateIncomplete,
  httpsProxyMissing,
  noProxyWithoutProxy,
  runnerVersionTooOld,
  keyNewerThanRunner,
  pluginVersionUntested,
  versionPairBroken,
  settingOfAnotherPlatform,
  platformLacksSetting,
  fargateNeedsOwnImage,
  managerImageUnused,
  managerSubnetsMissing,
  managerInstanceTypeUnknown,
  fargateSizeUnknown,
  fargateMemorySmall,
  drainBeyondHook,
  drainBeyondProtection,
  metricsOpenToTheWorld,
  logRetentionUnknown,
  fargateNeedsIrsa,
  podSecurityGroupsNeedIrsa,
  oidcProviderWithoutIrsa,
  tolerationContradiction,
  volumeOnFargate,
  clusterAccessContradiction,
  clusterNameMissing,
  officialChartNeedsPods,
  officialChartLacksSetting,
  officialChartWithoutAlerts,
  officialChartOfAnotherRunner,
  networkPolicyOnFargate,
  networkPolicyWithoutNetworks,
  networkPeerContradiction,
  metricsClosedToPrometheus,
  namespaceMadeAfterSecret,
  namesNotUnique,
  resourceNameTooLong,
  tokenKeyShared,
  runnerIdShared,
  registrationMissing,
  registrationWithoutEffect,
  registrationOwnerContradiction,
  registrationTakesNoJobs,
  registrationLockedBeyondProject,
  registrationIdContradiction,
  shardsAboveMaxInstances,
  shardsAboveLimit,
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
  instanceJobsShareMachine,
  privilegedWithInstanceRole,
  hostNetworkWithInstanceRole,
  instanceJobsWithInstanceRole,
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
  podLargerThanNode,
  overwritesLargerThanNode,
  requestAboveLimit,
  podTotalBelowContainers,
  overwriteMaximumBelowDefault,
  requestMaximumAboveLimit,
  limitWithoutRequest,
  memoryWithoutLimit,
  requestOfZero,
  limitRangeContradiction,
  containerBeyondLimitRange,
  quotaWithoutAmounts,
  jobsQuotaBelowLimit,
  podBeyondProfile,
  namespaceLevelBesideProfile,
  privilegedWithoutEscalation,
  privilegedPods,
  privilegedPodsOnSharedNodes,
  allowedUsersWithoutEffect,
  jobsBesideManager,
  jobNamespaceShared,
  jobsWithoutNetworkPolicy,
  serviceAccountOverwriteContradiction,
  serviceAccountNotMade,
  jobServiceAccountTwoRoles,
  overwritePatternNotAnchored,
  podSpecPatchOfAnotherType,
  podSpecPatchIgnored,
  pausePodsRefused,
  pausePodsWithoutRequests,
  pausePodsOnOtherNodes,
  maxPausePodsBelowIdleCount,
  cacheDirNotAVolume,
  useCommonBuildDirWithoutEffect,
  slotCgroupNotASlice,
  settingWithoutEffectInExecutor,
  featureFlagUnknown,
  tokenRotationOn,
  spotWithoutHeartbeats,
  labelsTooMany,
  dockerAuthConfigInvalid,
  credentialHelperForEveryRegistry,
  ecrLoginWithoutHelper,
  ecrLoginContradiction,
  ecrWithoutUse,
  ecrPullSecretUnused,
  ecrAddressesTooLong,
  pullThroughUpstreamUnknown,
  pullThroughCredentialMissing,
  helperImageOfAnotherVersion,
  instanceTypesOrRequirements,
  instanceRequirementsContradict,
  architectureMismatch,
  imageSourceAmbiguous,
  imageFollowWithoutParameter,
  preparedImageContradiction,
  dockerSettingsWithoutDocker,
  runnerSettingsWithoutInstallation,
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
  cacheSourceAmbiguous,
  cacheKeysBesideMachines,
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
