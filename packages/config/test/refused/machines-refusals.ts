import { descriptionWith } from "../changed";
import type { Refusal } from "./refusal";

/** Descriptions that are refused for what they say of machines. */
export const machinesRefusals: readonly Refusal[] = [
  {
    name: "no machines",
    input: descriptionWith({ "linux.machines": undefined }),
    says: [
      "fleets.linux.machines: is required and must be a table; add it [schema-required]",
      'fleets.linux.machines: must have exactly one of instanceTypes and instanceRequirements, got neither; name types such as ["m7i.large", "m6i.large"], or what a machine must have [instance-types-or-requirements]',
      "fleets.linux.machines.subnetIds: must hold at least one subnet, got []; name one subnet in each zone that the fleet may use, or set aws.defaultVpc [subnets-missing]",
      "fleets.linux.machines: must have managerSecurityGroupIds or managerCidrs, got neither; set managerSecurityGroupIds to the security groups of the manager's nodes, or managerCidrs to the subnets of its pods [manager-source-missing]",
    ],
  },
  {
    name: "no subnets",
    input: descriptionWith({ "linux.machines.subnetIds": undefined }),
    says: [
      "fleets.linux.machines.subnetIds: must hold at least one subnet, got []; name one subnet in each zone that the fleet may use, or set aws.defaultVpc [subnets-missing]",
    ],
  },
  {
    name: "a subnet that is none",
    input: descriptionWith({ "linux.machines.subnetIds": ["subnet-xyz"] }),
    says: [
      'fleets.linux.machines.subnetIds[0]: must be a subnet id such as "subnet-0123456789abcdef0", got "subnet-xyz"; correct the value [schema-format]',
    ],
  },
  {
    name: "a subnet as a text",
    input: descriptionWith({ "linux.machines.subnetIds": "subnet-0123456789abcdef0" }),
    says: [
      'fleets.linux.machines.subnetIds: must be a list, got "subnet-0123456789abcdef0"; write a list [schema-type]',
    ],
  },
  {
    name: "an architecture by another name",
    input: descriptionWith({ "linux.machines.architecture": "x86_64" }),
    says: [
      'fleets.linux.machines.architecture: must be one of amd64, arm64, got "x86_64"; write one of them [schema-choice]',
    ],
  },
  {
    name: "a type without a size",
    input: descriptionWith({ "linux.machines.instanceTypes": ["m7i"] }),
    says: [
      'fleets.linux.machines.instanceTypes[0]: must be an EC2 instance type such as "m7i.large"; mac types run macOS, and the machines of a fleet are Linux, got "m7i"; correct the value [schema-format]',
    ],
  },
  {
    name: "a type of macOS",
    input: descriptionWith({ "linux.machines.instanceTypes": ["mac2.metal"] }),
    says: [
      'fleets.linux.machines.instanceTypes[0]: must be an EC2 instance type such as "m7i.large"; mac types run macOS, and the machines of a fleet are Linux, got "mac2.metal"; correct the value [schema-format]',
    ],
  },
  {
    name: "Windows",
    input: descriptionWith({ "linux.machines.image": { os: "windows-2022" } }),
    says: [
      'fleets.linux.machines.image.os: must be one of amazon-linux-2023, ubuntu-22.04, ubuntu-24.04, got "windows-2022": the machines of a fleet are Linux: what the manager does on them, from the login by SSH to what they install at boot, is made for it; write one of them [schema-choice]',
    ],
  },
  {
    name: "macOS",
    input: descriptionWith({ "linux.machines.image": { os: "macos-14" } }),
    says: [
      'fleets.linux.machines.image.os: must be one of amazon-linux-2023, ubuntu-22.04, ubuntu-24.04, got "macos-14": the machines of a fleet are Linux: what the manager does on them, from the login by SSH to what they install at boot, is made for it; write one of them [schema-choice]',
    ],
  },
  {
    name: "another Linux",
    input: descriptionWith({ "linux.machines.image": { os: "ubuntu-20.04" } }),
    says: [
      'fleets.linux.machines.image.os: must be one of amazon-linux-2023, ubuntu-22.04, ubuntu-24.04, got "ubuntu-20.04"; did you mean ubuntu-22.04? [schema-choice]',
    ],
  },
  {
    name: "an image id that is none",
    input: descriptionWith({ "linux.machines.image": { id: "ami-1" } }),
    says: [
      'fleets.linux.machines.image.id: must be an image id such as "ami-0123456789abcdef0", got "ami-1"; correct the value [schema-format]',
    ],
  },
  {
    name: "an image by a filter without an owner",
    input: descriptionWith({ "linux.machines.image": { nameFilter: { name: "ci-*" } } }),
    says: ["fleets.linux.machines.image.nameFilter.owner: is required and must be a text; add it [schema-required]"],
  },
  {
    name: "following of something else",
    input: descriptionWith({ "linux.machines.image": { follow: "always" } }),
    says: [
      'fleets.linux.machines.image.follow: must be one of apply, launch, got "always"; write one of them [schema-choice]',
    ],
  },
  {
    name: "a root volume that is too small",
    input: descriptionWith({ "linux.machines.rootVolume": { sizeGiB: 4 } }),
    says: [
      "fleets.linux.machines.rootVolume.sizeGiB: must be at least 8, got 4; choose a value of at least 8 [schema-range]",
    ],
  },
  {
    name: "a throughput above the most",
    input: descriptionWith({ "linux.machines.rootVolume": { throughputMiBps: 1001 } }),
    says: [
      "fleets.linux.machines.rootVolume.throughputMiBps: must be at most 1000, got 1001; choose a value of at most 1000 [schema-range]",
    ],
  },
  {
    name: "a volume type",
    input: descriptionWith({ "linux.machines.rootVolume": { volumeType: "gp2" } }),
    says: [
      "fleets.linux.machines.rootVolume.volumeType: unknown key; remove it or use one of sizeGiB, throughputMiBps, iops, initializationRateMiBps, kmsKeyArn, kmsGrant [schema-unknown-key]",
    ],
  },
  {
    name: "110 percent",
    input: descriptionWith({ "linux.machines.onDemandPercentageAboveBaseCapacity": 110 }),
    says: [
      "fleets.linux.machines.onDemandPercentageAboveBaseCapacity: must be at most 100, got 110; choose a value of at most 100 [schema-range]",
    ],
  },
  {
    name: "an allocation strategy that is none",
    input: descriptionWith({ "linux.machines.spotAllocationStrategy": "cheapest" }),
    says: [
      'fleets.linux.machines.spotAllocationStrategy: must be one of price-capacity-optimized, capacity-optimized, capacity-optimized-prioritized, lowest-price, got "cheapest"; write one of them [schema-choice]',
    ],
  },
  {
    name: "an address in place of a range",
    input: descriptionWith({ "linux.machines.managerCidrs": ["10.0.0.1"] }),
    says: [
      'fleets.linux.machines.managerCidrs[0]: must be an address range such as "10.0.0.0/16", got "10.0.0.1"; correct the value [schema-format]',
    ],
  },
  {
    name: "a range that is none",
    input: descriptionWith({ "linux.machines.managerCidrs": ["10.0.0.0/33"] }),
    says: [
      'fleets.linux.machines.managerCidrs[0]: must be an address range such as "10.0.0.0/16", got "10.0.0.0/33"; correct the value [schema-format]',
    ],
  },
  {
    name: "a private key",
    input: descriptionWith({ "linux.machines.ssh": { privateKey: "-----BEGIN OPENSSH PRIVATE KEY-----" } }),
    says: [
      "fleets.linux.machines.ssh.publicKey: is required and must be a text; add it [schema-required]",
      "fleets.linux.machines.ssh.privateKeySecret: is required and must be a table; add it [schema-required]",
      "fleets.linux.machines.ssh.privateKey: unknown key; revoke it, since it has been written down; put a runner's token where its manager reads it (cluster.tokens, ec2.tokens or fargate.tokens), and refer to a Secret, a role or a variable of GitLab for others [schema-unknown-key]",
    ],
  },
  {
    name: "a public key of another form",
    input: descriptionWith({
      "linux.machines.ssh": { publicKey: "---- BEGIN SSH2 PUBLIC KEY", privateKeySecret: { name: "ci" } },
    }),
    says: [
      'fleets.linux.machines.ssh.publicKey: must be an OpenSSH public key such as "ssh-ed25519 AAAA…", got "---- BEGIN SSH2 PUBLIC KEY"; correct the value [schema-format]',
    ],
  },
  {
    name: "access by SSH for people",
    input: descriptionWith({ "linux.machines.machineAccess": "ssh" }),
    says: [
      'fleets.linux.machines.machineAccess: must be one of none, ssm, got "ssh"; did you mean ssm? [schema-choice]',
    ],
  },
  {
    name: "a part of user data with a path as its name",
    input: descriptionWith({ "linux.machines.userDataParts": [{ filename: "/tmp/a", content: "#!/bin/sh" }] }),
    says: [
      'fleets.linux.machines.userDataParts[0].filename: must be a file name of letters, digits, dots, dashes and underscores, got "/tmp/a"; correct the value [schema-format]',
    ],
  },
  {
    name: "a part of user data of another type",
    input: descriptionWith({
      "linux.machines.userDataParts": [{ filename: "a", contentType: "text/plain", content: "x" }],
    }),
    says: [
      'fleets.linux.machines.userDataParts[0].contentType: must be one of text/x-shellscript, text/cloud-config, text/cloud-boothook, text/jinja2, got "text/plain"; write one of them [schema-choice]',
      "fleets.linux.machines.userDataParts[0].content: must begin with #! and an interpreter; begin the content with #!/bin/bash [user-data-script-without-interpreter]",
    ],
  },
  {
    name: "logs for 8 days",
    input: descriptionWith({ "linux.machines.spotInterruptionLogDays": 8 }),
    says: [
      "fleets.linux.machines.spotInterruptionLogDays: must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653, got 8; write one of them [schema-choice]",
    ],
  },
  {
    name: "desiredCapacity",
    input: descriptionWith({ "linux.machines.desiredCapacity": 2 }),
    says: ["fleets.linux.machines.desiredCapacity: unknown key; remove it [schema-unknown-key]"],
  },
  {
    name: "requirements without memory",
    input: descriptionWith({
      "linux.machines.instanceTypes": undefined,
      "linux.machines.instanceRequirements": { vcpuCount: { min: 2 } },
    }),
    says: [
      "fleets.linux.machines.instanceRequirements.memoryMiB: is required and must be a table; add it [schema-required]",
    ],
  },
  {
    name: "a mirror without a scheme",
    input: descriptionWith({ "linux.machines.registryMirrors": ["mirror.example.com"] }),
    says: [
      'fleets.linux.machines.registryMirrors[0]: must be an address such as "https://mirror.example.com", got "mirror.example.com"; correct the value [schema-format]',
    ],
  },
];
