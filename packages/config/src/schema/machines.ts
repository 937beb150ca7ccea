import * as z from "zod";
import { imageSchema } from "./machine-image";
import { patterns } from "./pattern";
import { settings } from "./section";
import { choice, flag, integer, text, textList, textMapOrExpression } from "./value";

const ARN = /^arn:aws[a-z-]*:/;
const arn = (service: string) =>
  text({
    pattern: new RegExp(`^arn:aws[a-z-]*:${service}:`),
    expected: `an ARN of ${service.toUpperCase()}, such as "arn:aws:${service}:…"`,
  });

const range = (unit: string) =>
  settings({
    /** The least that a machine must have. */
    min: integer({ min: 0 }),
    /**
     * The most that a machine may have.
     *
     * @default - no limit
     */
    max: integer({ min: 1 }).optional(),
  }).describe(`in ${unit}`);

/** Which EC2 instance types a fleet may use, by what they have: `InstanceRequirements` of EC2 Auto Scaling. */
export const instanceRequirementsSchema = settings({
  /** Virtual CPUs of a machine. */
  vcpuCount: range("vCPU"),
  /** Memory of a machine in MiB. */
  memoryMiB: range("MiB"),
  /**
   * Types to choose from, `*` as a wildcard: `["m7i.*", "m6a.*"]`. Not together with `excludedInstanceTypes`.
   *
   * @default - every type that fits
   */
  allowedInstanceTypes: textList({
    pattern: /^[a-z0-9.*-]{1,30}$/,
    expected: 'an instance type, with "*" as a wildcard',
  }).optional(),
  /**
   * Types never to use, `*` as a wildcard. Not together with `allowedInstanceTypes`.
   *
   * @default - none
   */
  excludedInstanceTypes: textList({
    pattern: /^[a-z0-9.*-]{1,30}$/,
    expected: 'an instance type, with "*" as a wildcard',
  }).optional(),
  /**
   * Generations to choose from.
   *
   * @default ["current"]
   */
  instanceGenerations: z
    .array(z.enum(["current", "previous"]))
    .min(1)
    .default(["current"]),
  /**
   * Whether types with burstable CPU (T family) may be used. A job that has spent its credits gets a fraction of a CPU.
   *
   * @default "excluded"
   */
  burstablePerformance: choice(["included", "required", "excluded"]).default("excluded"),
  /**
   * Whether types with instance store volumes may, must or must not be used.
   *
   * @default - "included", as EC2 Auto Scaling has it
   */
  localStorage: choice(["included", "required", "excluded"]).optional(),
  /**
   * Makers of the CPU. They must build the fleet's architecture.
   *
   * @default - every maker that builds the fleet's architecture
   */
  cpuManufacturers: z
    .array(z.enum(["intel", "amd", "amazon-web-services"]))
    .min(1)
    .optional(),
});

/** The root volume of a machine: gp3, encrypted. */
export const rootVolumeSchema = settings({
  /**
   * Size in GiB, 8 to 16384.
   *
   * @default 50
   */
  sizeGiB: integer({ min: 8, max: 16_384 }).default(50),
  /**
   * Throughput in MiB a second, 125 to 1000. Pulling images is bound by it on most first jobs.
   *
   * @default 250
   */
  throughputMiBps: integer({ min: 125, max: 1_000 }).default(250),
  /**
   * I/O operations a second, 3000 to 16000.
   *
   * @default 3000
   */
  iops: integer({ min: 3_000, max: 16_000 }).default(3_000),
  /**
   * Rate in MiB a second, 100 to 300, at which EBS fetches the image's blocks as soon as a machine starts, where by
   * default it fetches each when it is first read. AWS charges for it by the size of the image's snapshot.
   *
   * @default - none
   */
  initializationRateMiBps: integer({ min: 100, max: 300 }).optional(),
  /**
   * ARN of the KMS key that encrypts the volume.
   *
   * @default - the account's own key for EBS
   */
  kmsKeyArn: arn("kms").optional(),
  /**
   * Whether the service role of EC2 Auto Scaling is granted the use of `kmsKeyArn`, without which no machine starts.
   * `false` where the key's own policy allows it already.
   *
   * @default true
   */
  kmsGrant: flag().default(true),
});

/** How the manager logs in to a machine. */
export const sshSchema = settings({
  /**
   * Public key that machines accept for the manager, in OpenSSH's form. Together with `privateKeySecret`. A connection
   * then takes 2 to 3 s instead of the 30 to 35 s of EC2 Instance Connect, and the key is yours to rotate.
   */
  publicKey: text({
    pattern: /^(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(256|384|521)) [A-Za-z0-9+/=]+( \S.*)?$/,
    expected: 'an OpenSSH public key such as "ssh-ed25519 AAAA…"',
  }),
  /** The Kubernetes Secret in the manager's namespace that holds the private key. */
  privateKeySecret: settings({
    /** Name of the Secret. */
    name: text({ pattern: /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/, expected: "a name of a Kubernetes Secret" }),
    /**
     * Key in the Secret.
     *
     * @default "ssh-privatekey"
     */
    key: text({ pattern: /^[-._a-zA-Z0-9]{1,253}$/, expected: "a key of a Kubernetes Secret" }).default(
      "ssh-privatekey",
    ),
  }),
});

/** A further part of a machine's user data, which cloud-init runs after the project's own. */
export const userDataPartSchema = settings({
  /** Name of the part, for cloud-init's log. */
  filename: text({
    pattern: /^[A-Za-z0-9._-]{1,64}$/,
    expected: "a file name of letters, digits, dots, dashes and underscores",
  }),
  /**
   * What the part is, in cloud-init's words.
   *
   * @default "text/x-shellscript"
   */
  contentType: z
    .enum(["text/x-shellscript", "text/cloud-config", "text/cloud-boothook", "text/jinja2"])
    .default("text/x-shellscript"),
  /** The part's text. It can be read by anyone who may describe the launch template: no secret belongs here. */
  content: z.string().min(1),
});

const ids = (prefix: string, name: string) =>
  textList({
    pattern: new RegExp(`^${prefix}-[0-9a-f]{8,17}$`),
    expected: `${name} such as "${prefix}-0123456789abcdef0"`,
  });

/** The machines of a fleet: EC2 instances of one Auto Scaling group. */
export const machinesSchema = settings({
  /**
   * Architecture of every machine of the fleet.
   *
   * @default "amd64"
   */
  architecture: z.enum(["amd64", "arm64"]).default("amd64"),
  /**
   * EC2 instance types, the preferred first. Several types find capacity where one does not. Not together with
   * `instanceRequirements`; one of the two must be given.
   *
   * @default - chosen by `instanceRequirements`
   */
  instanceTypes: textList({
    pattern: /^(?!mac)[a-z][a-z0-9-]*\.[a-z0-9-]+$/,
    expected: 'an EC2 instance type such as "m7i.large"; mac types run macOS, and the machines of a fleet are Linux',
  }).optional(),
  /**
   * What machines must have, instead of a list of types.
   *
   * @default - `instanceTypes` names them
   */
  instanceRequirements: instanceRequirementsSchema.optional(),
  /**
   * Machines that are always on-demand, the first ones to start. Over several shards it is the total.
   *
   * @default 0
   */
  onDemandBaseCapacity: integer().default(0),
  /**
   * Share of on-demand machines above `onDemandBaseCapacity`, 0 to 100 percent; the rest are spot. Jobs on spot
   * machines can be interrupted with two minutes' notice.
   *
   * @default 100
   */
  onDemandPercentageAboveBaseCapacity: integer({ min: 0, max: 100 }).default(100),
  /**
   * How EC2 chooses among spot pools.
   *
   * @default "price-capacity-optimized"
   */
  spotAllocationStrategy: choice([
    "price-capacity-optimized",
    "capacity-optimized",
    "capacity-optimized-prioritized",
    "lowest-price",
  ]).default("price-capacity-optimized"),
  /**
   * What machines boot from.
   *
   * @default - the newest public image of Amazon Linux 2023, Docker installed at boot
   */
  image: imageSchema.prefault({}),
  /**
   * The root volume.
   *
   * @default - 50 GiB of encrypted gp3 at 250 MiB/s
   */
  rootVolume: rootVolumeSchema.prefault({}),
  /**
   * Subnets in which machines start, best in several zones. They need a way to GitLab and to the registries.
   *
   * @default - the default subnets of the account, with `aws.defaultVpc`; must be given without
   */
  subnetIds: ids("subnet", "a subnet id").default([]),
  /**
   * The VPC of the subnets.
   *
   * @default - looked up from the first subnet
   */
  vpcId: text({ pattern: /^vpc-[0-9a-f]{8,17}$/, expected: 'a VPC id such as "vpc-0123456789abcdef0"' }).optional(),
  /**
   * Security groups of the manager, from which machines accept SSH: for a manager pod those of its node, or of the pod
   * where pods have their own. A manager that is an EC2 instance or a Fargate service is among them by itself.
   *
   * @default - none; `managerCidrs` says from where
   */
  managerSecurityGroupIds: ids("sg", "a security group id").optional(),
  /**
   * Address ranges of the manager, from which machines accept SSH.
   *
   * @default - none; `managerSecurityGroupIds` says from where
   */
  managerCidrs: textList(patterns.cidr).optional(),
  /**
   * Further security groups of the machines.
   *
   * @default - none
   */
  securityGroupIds: ids("sg", "a security group id").optional(),
  /**
   * Whether machines get a public address.
   *
   * @default - as the subnet says
   */
  associatePublicIpAddress: flag().optional(),
  /**
   * How the manager logs in.
   *
   * @default - by EC2 Instance Connect, a new key for every connection
   */
  ssh: sshSchema.optional(),
  /**
   * How people may look at a machine: not at all, or with Session Manager.
   *
   * @default "none"
   */
  machineAccess: choice(["none", "ssm"]).default("none"),
  /**
   * Name of an existing instance profile for the machines.
   *
   * @default - none, or one for Session Manager alone when `machineAccess` is `ssm`
   */
  instanceProfileName: text({ pattern: /^[\w+=,.@-]{1,128}$/, expected: "the name of an instance profile" }).optional(),
  /**
   * Whether containers of jobs may reach the instance metadata service and so use the machine's role: a hop limit of 2
   * instead of 1. Privileged jobs and jobs on the host's network reach it either way.
   *
   * @default false
   */
  jobsMayUseInstanceRole: flag().default(false),
  /**
   * Registries that dockerd asks before Docker Hub: `registry-mirrors` of daemon.json.
   *
   * @default - none
   */
  registryMirrors: textList({
    pattern: /^https?:\/\/\S+$/,
    expected: 'an address such as "https://mirror.example.com"',
  }).optional(),
  /**
   * Images that every machine pulls while it boots, before it takes a job.
   *
   * @default - none
   */
  preloadImages: textList({ pattern: /^\S+$/, expected: "an image reference" }).optional(),
  /**
   * Further parts of the user data, after the project's own.
   *
   * @default - none
   */
  userDataParts: z.array(userDataPartSchema).optional(),
  /**
   * Whether CloudWatch gets metrics of the machines every minute instead of every five.
   *
   * @default false
   */
  detailedMonitoring: flag().default(false),
  /**
   * Days for which a log group keeps the spot interruption notices and rebalance recommendations of the fleet's
   * machines.
   *
   * @default - they are not logged
   */
  spotInterruptionLogDays: z
    .literal([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653])
    .optional(),
  /**
   * Tags of everything that belongs to this fleet, its machines and their volumes too. They win over `aws.tags`.
   *
   * @default - those of `aws.tags`
   */
  tags: textMapOrExpression({
    keyPattern: /^(?!aws:)[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u,
    keyExpected: "a key of a tag: up to 128 letters, digits, spaces and _.:/=+-@, not beginning with aws:",
  }).optional(),
});

/** An ARN of any service. */
export const anyArn = () => text({ pattern: ARN, expected: 'an ARN such as "arn:aws:…"' });
