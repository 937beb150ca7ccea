import { asDescribed } from "./as-described";
import type { Variable } from "./variable";

/** Terraform's condition that the name of a type says its architecture, and that it runs Linux. */
const SAYS_ARCHITECTURE = "^(a1|p[0-9]+e-gb[0-9]+|[a-z]+[0-9]+)";

/** A manager that is an EC2 instance. */
export const ec2ManagerVariables = {
  managerSubnetId: {
    type: "string",
    description:
      "Subnet of the manager's instance, with a way to GitLab, its registry, its releases in S3 (`s3.dualstack.us-east-1.amazonaws.com`) and AWS. The volume with its record of machines is in the subnet's zone: another zone is a new record.",
    validations: asDescribed("ec2.subnetIds.*"),
    jsonSafe: true,
  },
  managerInstanceType: {
    type: "string",
    description:
      "Type of the manager's instance; its architecture follows from it. Always on demand: a manager that is interrupted takes its machines with it.",
    default: "t4g.small",
    validations: [
      ...asDescribed("ec2.instanceType"),
      {
        rule: "manager-instance-type-unknown",
        condition: '!startswith(var.NAME, "mac")',
        must: "must be a type that runs Linux",
        fix: 'choose a type whose name says it, such as "t4g.small" (arm64) or "t3.small" (amd64)',
      },
      {
        rule: "manager-instance-type-unknown",
        condition: `can(regex("${SAYS_ARCHITECTURE}", var.NAME))`,
        must: "must be a type whose architecture its name says",
        fix: 'choose a type whose name says it, such as "t4g.small" (arm64) or "t3.small" (amd64)',
      },
    ],
    jsonSafe: true,
  },
  managerImageId: {
    type: "string",
    description:
      "Image of the manager's instance: Amazon Linux 2023, or one that was built from it; null for the newest public one when Terraform plans. Another image drains and replaces the manager.",
    default: null,
    validations: asDescribed("ec2.imageId"),
    jsonSafe: true,
  },
  managerAssociatePublicIpAddress: {
    type: "bool",
    description:
      "Whether the manager's instance gets a public address, which it needs in a subnet whose way out is an internet gateway; null for as the subnet says.",
    default: null,
  },
  managerRootVolumeGib: {
    type: "number",
    description: "Size of the root volume of the manager's instance in GiB, 8 to 1024: the system and the log.",
    default: 16,
    validations: asDescribed("ec2.rootVolumeGiB"),
  },
  managerStateVolumeGib: {
    type: "number",
    description:
      "Size in GiB, 1 to 1024, of the volume with the manager's record of its machines, which is never on two instances at once.",
    default: 1,
    validations: asDescribed("ec2.stateVolumeGiB"),
  },
} as const satisfies Record<string, Variable>;
