import { fargateMemory } from "../fleets/fargate-sizes";
import { asDescribed } from "./as-described";
import { entries } from "./subject";
import type { Variable } from "./variable";

const cpus = Object.keys(fargateMemory);

/** A manager that is a Fargate service. */
export const fargateManagerVariables = {
  managerSubnetIds: {
    type: "list(string)",
    description: "Subnets of the manager's task, with a way to GitLab and AWS; null for subnet_ids.",
    default: null,
    validations: [
      {
        rule: "manager-subnets-missing",
        condition: "length(var.NAME) > 0",
        must: "must hold at least one subnet",
        fix: "name the subnets of the manager, or leave it out for those of the machines",
      },
      ...asDescribed("fargate.subnetIds.*", entries("id")),
    ],
  },
  managerAssignPublicIp: {
    type: "bool",
    description:
      "Whether the manager's task gets a public address, which it needs in a subnet whose way out is an internet gateway.",
    default: false,
  },
  ecsClusterName: {
    type: "string",
    description:
      "Name of the ECS cluster of the manager's service, which must exist; null for one that is made. Whether it is null must be known when Terraform plans.",
    default: null,
    validations: asDescribed("fargate.clusterName"),
    jsonSafe: true,
  },
  managerArchitecture: {
    type: "string",
    description: "Architecture of the manager's task, which its image must be built for: `arm64` or `amd64`.",
    default: "arm64",
    validations: asDescribed("fargate.architecture"),
    jsonSafe: true,
  },
  managerCpu: {
    type: "number",
    description: `CPU units of the manager's task, 1024 for one CPU: ${cpus.slice(0, -1).join(", ")} or ${cpus.at(-1)}.`,
    default: 512,
    validations: [
      {
        rule: "schema-choice",
        condition: `contains([${cpus.join(", ")}], var.NAME)`,
        must: `must be one of ${cpus.join(", ")}`,
        fix: "write one of them",
      },
    ],
  },
  managerMemoryMib: {
    type: "number",
    description:
      "Memory of the manager's task in MiB, of which Fargate has its own amounts for each manager_cpu. About 20 machines need 512, 100 need 1024, 400 need 2048.",
    default: 1_024,
    validations: asDescribed("fargate.memoryMiB"),
  },
  managerKmsKeyArn: {
    type: "string",
    description:
      "ARN of the KMS key that encrypts the manager's logs and its stored configuration, and whose policy must let CloudWatch Logs use it; null for AWS's own keys.",
    default: null,
    validations: asDescribed("fargate.kmsKeyArn"),
  },
} as const satisfies Record<string, Variable>;
