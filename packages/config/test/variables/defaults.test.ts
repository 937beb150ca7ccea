import { readConfig } from "../../src/check/read-config";
import { policySchema } from "../../src/schema/autoscaler";
import { ec2ManagerSchema } from "../../src/schema/ec2-manager";
import { fargateManagerSchema } from "../../src/schema/fargate-manager";
import { Duration } from "../../src/values/duration";
import { variables, type VariableName } from "../../src/variables/catalogue";
import type { DockerAutoscalerFleet } from "../../src/schema/fleet";
import type { Variable } from "../../src/variables/variable";
import { descriptionWith } from "../changed";

const { config } = readConfig(
  descriptionWith({ cache: {}, "cluster.tolerations": [{ key: "a" }] }) as Parameters<typeof readConfig>[0],
);
const { machines, ...fleet } = config.fleets.linux as DockerAutoscalerFleet;

const ec2 = ec2ManagerSchema.parse({});
const fargate = fargateManagerSchema.parse({});

const plain = (value: unknown) => (Duration.is(value) ? String(value) : (value ?? null));

test.each<[VariableName, unknown]>([
  ["name", config.name],
  ["iamPath", config.aws.iamPath],
  ["permissionsBoundaryArn", config.aws.permissionsBoundaryArn],
  ["namespace", config.cluster.namespace],
  ["tokenRevision", config.cluster.tokens.revision],
  ["podIdentityAgent", config.cluster.podIdentityAgent],
  ["preflight", config.cluster.preflight],
  ["runnerVersion", config.manager.runnerVersion],
  ["pluginVersion", config.manager.pluginVersion],
  ["drainTimeout", config.manager.drainTimeout],
  ["capacityPerInstance", fleet.capacityPerInstance],
  ["maxUseCount", fleet.maxUseCount],
  ["policies", fleet.policies],
  ["allowedImages", fleet.docker.allowedImages],
  ["allowedPrivilegedImages", fleet.docker.allowedPrivilegedImages],
  ["allowedPrivilegedServices", fleet.docker.allowedPrivilegedServices],
  ["architecture", machines.architecture],
  ["onDemandBaseCapacity", machines.onDemandBaseCapacity],
  ["onDemandPercentageAboveBaseCapacity", machines.onDemandPercentageAboveBaseCapacity],
  ["spotAllocationStrategy", machines.spotAllocationStrategy],
  ["machineAccess", machines.machineAccess],
  ["associatePublicIpAddress", machines.associatePublicIpAddress],
  ["tokenPath", ec2.tokens.path],
  ["tokenKmsKeyArn", ec2.tokens.kmsKeyArn],
  ["tokenRevision", ec2.tokens.revision],
  ["logRetentionDays", ec2.logRetentionDays],
  ["managerInstanceType", ec2.instanceType],
  ["managerImageId", ec2.imageId],
  ["managerAssociatePublicIpAddress", ec2.associatePublicIpAddress],
  ["managerRootVolumeGib", ec2.rootVolumeGiB],
  ["managerStateVolumeGib", ec2.stateVolumeGiB],
  ["ecsClusterName", fargate.clusterName],
  ["managerArchitecture", fargate.architecture],
  ["managerCpu", fargate.cpu],
  ["managerMemoryMib", fargate.memoryMiB],
  ["managerKmsKeyArn", fargate.kmsKeyArn],
])("%s has the default of the description", (name, expected) => {
  const { default: value }: Variable = variables[name];
  expect(value).toEqual(plain(expected));
});

const policy = policySchema.parse({});

test.each<[VariableName, string, unknown]>([
  ["policies", "timezone", policy.timezone],
  ["policies", "idle_count", policy.idleCount],
  ["policies", "idle_time", policy.idleTime],
  ["image", "os", machines.image.os],
  ["image", "follow", machines.image.follow],
  ["image", "docker", machines.image.docker],
  ["rootVolume", "size_gib", machines.rootVolume.sizeGiB],
  ["rootVolume", "throughput_mibps", machines.rootVolume.throughputMiBps],
  ["rootVolume", "iops", machines.rootVolume.iops],
  ["cache", "expiration_days", config.cache?.expirationDays],
  ["cache", "shared", config.cache?.shared],
])("%s.%s has the default of the description", (name, attribute, expected) => {
  const { type }: Variable = variables[name];
  expect(type).toMatch(new RegExp(`\\b${attribute} = optional\\(\\w+, ${JSON.stringify(plain(expected))}\\)`));
});
