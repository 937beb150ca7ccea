import { asDescribed, demanded } from "./as-described";
import { objectType } from "./object-type";
import { attribute, entries, itself, optionalAttribute } from "./subject";
import type { Variable, VariableValidation } from "./variable";

/** A list that is not empty. */
const filled = (rule: string, must: string, fix: string): VariableValidation => ({
  rule,
  condition: "length(var.NAME) > 0",
  must,
  fix,
});

const volumeLimit = (name: string, other: string, most: string): VariableValidation => ({
  rule: "root-volume-out-of-proportion",
  condition: `var.NAME.${name} <= ${most}`,
  must: `must be at most \${${most}} with ${other}`,
  fix: "lower it, or raise what it is measured by",
  path: `.${name}`,
  given: `var.NAME.${name}`,
});

/** The machines of a fleet: types, image, disk and network. */
export const machinesVariables = {
  architecture: {
    type: "string",
    description: "Architecture of every machine of the fleet: `amd64` or `arm64`.",
    default: "amd64",
    validations: asDescribed("fleets.*.machines.architecture"),
    jsonSafe: true,
  },
  instanceTypes: {
    type: "list(string)",
    description: "EC2 instance types, the preferred first. Several types find capacity where one does not.",
    validations: [
      filled(
        "instance-types-or-requirements",
        "must name at least one instance type",
        'name types such as ["m7i.large", "m6i.large"]',
      ),
      ...asDescribed("fleets.*.machines.instanceTypes.*", entries("type")),
    ],
  },
  onDemandBaseCapacity: {
    type: "number",
    description: "Machines that are always on-demand, the first ones to start.",
    default: 0,
    validations: asDescribed("fleets.*.machines.onDemandBaseCapacity"),
  },
  onDemandPercentageAboveBaseCapacity: {
    type: "number",
    description:
      "Share of on-demand machines above on_demand_base_capacity, 0 to 100 percent; the rest are spot. Jobs on spot machines can be interrupted with two minutes' notice.",
    default: 100,
    validations: asDescribed("fleets.*.machines.onDemandPercentageAboveBaseCapacity"),
  },
  spotAllocationStrategy: {
    type: "string",
    description:
      "How EC2 chooses among spot pools: `price-capacity-optimized`, `capacity-optimized`, `capacity-optimized-prioritized` or `lowest-price`.",
    default: "price-capacity-optimized",
    validations: asDescribed("fleets.*.machines.spotAllocationStrategy"),
    jsonSafe: true,
  },
  image: {
    type: objectType({
      os: 'optional(string, "amazon-linux-2023")',
      id: "optional(string)",
      ssm_parameter: "optional(string)",
      follow: 'optional(string, "apply")',
      user: "optional(string)",
      root_device_name: "optional(string)",
      docker: 'optional(string, "install")',
    }),
    description:
      "What machines boot from. `os` is the system that the image is or was built from: `amazon-linux-2023`, `ubuntu-22.04` or `ubuntu-24.04`; it decides the SSH user, how Docker is installed and the name of the root device. The image is named by its `id`, or by the SSM parameter that names it (`ssm_parameter`), or is the newest public one of `os` when both are null. `follow` says when a parameter is read: `apply` when Terraform plans, so that a new image shows up in a plan; `launch` by EC2 for every machine, so that new machines take the newest image and no plan changes. `user` is the one that the manager logs in as (null: ec2-user or ubuntu), `root_device_name` what root_volume changes (null: /dev/xvda or /dev/sda1). `docker` is `install`, when a machine boots, or `present` in the image already.",
    default: {},
    validations: [
      ...asDescribed("fleets.*.machines.image.os", attribute("os")),
      ...asDescribed("fleets.*.machines.image.id", optionalAttribute("id")),
      ...asDescribed("fleets.*.machines.image.ssmParameter", optionalAttribute("ssm_parameter")),
      ...asDescribed("fleets.*.machines.image.follow", attribute("follow")),
      ...asDescribed("fleets.*.machines.image.user", optionalAttribute("user")),
      ...asDescribed("fleets.*.machines.image.rootDeviceName", optionalAttribute("root_device_name")),
      ...asDescribed("fleets.*.machines.image.docker", attribute("docker")),
      {
        rule: "image-source-ambiguous",
        condition: "var.NAME.id == null || var.NAME.ssm_parameter == null",
        must: "must have one of id and ssm_parameter, got both",
        fix: "keep one of them",
        given: null,
      },
      {
        rule: "image-follow-without-parameter",
        condition: 'var.NAME.follow != "launch" || var.NAME.id == null',
        must: 'must not be "launch" for an image that is named by id',
        fix: "name the image by ssm_parameter, or leave follow out",
        path: ".follow",
        given: "var.NAME.follow",
      },
    ],
  },
  rootVolume: {
    type: objectType({
      size_gib: "optional(number, 50)",
      throughput_mibps: "optional(number, 250)",
      iops: "optional(number, 3000)",
      kms_key: "optional(object({ arn = string, grant = optional(bool, true) }))",
    }),
    description:
      "The root volume of a machine, encrypted gp3: `size_gib` in GiB, 8 to 16384; `throughput_mibps` in MiB a second, 125 to 1000; `iops` in I/O operations a second, 3000 to 16000. `kms_key` is the KMS key that encrypts it, by its `arn` and by whether the service role of EC2 Auto Scaling is granted its use (`grant`; false where the key's own policy allows it already); null for the account's own key for EBS. The key is an object because whether there is a grant must be known when Terraform plans, and the ARN of a key that the same apply makes is not.",
    default: {},
    validations: [
      ...asDescribed("fleets.*.machines.rootVolume.sizeGiB", attribute("size_gib")),
      ...asDescribed("fleets.*.machines.rootVolume.throughputMiBps", attribute("throughput_mibps")),
      ...asDescribed("fleets.*.machines.rootVolume.iops", attribute("iops")),
      ...asDescribed("fleets.*.machines.rootVolume.kmsKeyArn", optionalAttribute("kms_key.arn")),
      volumeLimit("iops", "a size_gib of ${var.NAME.size_gib}", "var.NAME.size_gib * 500"),
      volumeLimit("throughput_mibps", "${var.NAME.iops} iops", "var.NAME.iops / 4"),
    ],
  },
  subnetIds: {
    type: "list(string)",
    description:
      "Subnets in which machines start, best in several zones. They need a way to GitLab and to the registries.",
    validations: [
      filled("subnets-missing", "must hold at least one subnet", "name one subnet in each zone that the fleet may use"),
      ...asDescribed("fleets.*.machines.subnetIds.*", entries("id")),
    ],
  },
  managerSecurityGroupIds: {
    type: "list(string)",
    description:
      "Security groups of the manager, from which machines accept SSH: for a manager pod those of its node, or of the pod where pods have their own.",
    validations: [
      filled(
        "manager-source-missing",
        "must hold at least one security group",
        "set manager_security_group_ids to the security groups of the manager's nodes",
      ),
      ...asDescribed("fleets.*.machines.managerSecurityGroupIds.*", entries("id")),
    ],
  },
  managerCidrs: {
    type: "list(string)",
    description: "Address ranges of the manager, from which machines accept SSH, besides manager_security_group_ids.",
    default: [],
    validations: [
      ...asDescribed("fleets.*.machines.managerCidrs.*", entries("range"), {
        form: (range) => `can(cidrhost(${range}, 0))`,
      }),
      demanded(
        {
          rule: "manager-source-open-to-the-world",
          condition: (range) => `!can(regex("/0+$", ${range}))`,
          must: "must not be the whole internet",
          fix: "name the subnets of the manager, or its security groups in manager_security_group_ids",
        },
        entries("range"),
      ),
    ],
  },
  securityGroupIds: {
    type: "list(string)",
    description: "Further security groups of the machines.",
    default: [],
    validations: asDescribed("fleets.*.machines.securityGroupIds.*", entries("id")),
  },
  associatePublicIpAddress: {
    type: "bool",
    description: "Whether machines get a public address; null for as the subnet says.",
    default: null,
  },
  machineAccess: {
    type: "string",
    description: "How people may look at a machine: `none` is not at all, `ssm` with Session Manager.",
    default: "none",
    validations: asDescribed("fleets.*.machines.machineAccess", itself),
    jsonSafe: true,
  },
} as const satisfies Record<string, Variable>;
