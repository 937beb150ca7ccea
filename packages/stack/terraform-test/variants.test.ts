import { Expression, RunnerStack, variable, type RunnerStackProps } from "../src";
import { description, fleet } from "./description";
import { TerraformRun } from "./terraform-run";

const key = "arn:aws:kms:eu-west-1:123456789012:key/0123abcd-0123-abcd-0123-0123456789ab";

interface Variant {
  /** What is varied. */
  readonly what: string;
  readonly props: Partial<RunnerStackProps>;
  /** How many resources of some types there are: what shows that the variant is one. */
  readonly counts: Readonly<Record<string, number>>;
  /** A text that must reach the one resource of a type as it was written. */
  readonly literals?: Readonly<Record<string, string>>;
  /** Ephemeral variables. */
  readonly secrets?: Readonly<Record<string, string>>;
}

const machines = fleet.machines;
const network = { subnetIds: machines.subnetIds, managerSecurityGroupIds: machines.managerSecurityGroupIds };

/** What Terraform would evaluate if it were not escaped. */
const awkward = 'team "a" ${not.a.reference} %{ nor this }';

/** Settings that have nothing to do with each other share a stack, so that there are few to apply. */
const variants: readonly Variant[] = [
  {
    what: "IRSA, a namespace and an image that exist, three shards at once that nobody waits for, a size by variable, the manager's volume, network and monitoring",
    props: {
      cluster: {
        ...description.cluster,
        identity: "irsa",
        volume: { storageClass: "encrypted" },
        preflightTimeoutSeconds: Expression.number("30 * 20"),
        monitoring: { labels: { release: "prometheus" } },
        networkPolicy: {
          machineCidrs: Expression.list('[for number in range(2) : "10.0.${number}.0/24"]'),
          egressRules: [{ to: [{ podSelector: {} }] }, { ports: [{ port: 4_317 }] }],
          metricsFrom: [{ podSelector: {} }, { ipBlock: { cidr: "10.0.0.0/8" } }],
        },
      },
      manager: {
        shards: 3,
        image: { repository: "registry.example.com/ci/runner-manager", tag: "19.4.0", hasPlugin: true },
        rollout: "all",
        waitForRollout: false,
      },
      fleets: { linux: { ...fleet, maxInstances: variable("maxInstances"), capacityPerInstance: 2, maxUseCount: 10 } },
    },
    counts: { helm_release: 3, aws_eks_pod_identity_association: 0, kubernetes_namespace_v1: 0, aws_ecr_repository: 0 },
  },
  {
    what: "tokens by variable, an SSH key of one's own, a cache with a KMS key, the official image, instance requirements",
    props: {
      cluster: { ...description.cluster, podIdentityAgent: "managed-elsewhere", tokens: { source: "variable" } },
      cache: {
        kmsKeyArn: key,
        expirationDays: 7,
        s3: { serverSideEncryption: "KMS", serverSideEncryptionKeyId: key },
      },
      aws: { permissionsBoundaryArn: "arn:aws:iam::123456789012:policy/boundary", iamPath: "/ci/" },
      fleets: {
        linux: {
          ...fleet,
          machines: {
            ...network,
            instanceRequirements: { vcpuCount: { min: 2, max: 4 }, memoryMiB: { min: 8_192 } },
            ssh: { publicKey: `ssh-ed25519 ${"A".repeat(68)}`, privateKeySecret: { name: "machines" } },
          },
        },
      },
    },
    counts: {
      kubernetes_namespace_v1: 1,
      kubernetes_secret_v1: 1,
      aws_s3_bucket: 1,
      aws_ecr_repository: 0,
      aws_eks_pod_identity_association: 1,
    },
    secrets: { runner_token_linux: `glrt-${"x".repeat(20)}` },
  },
  {
    what: "an image of one's own, machine images by launch, Session Manager, a spot log, an encrypted volume, awkward tags",
    props: {
      manager: { image: "build" },
      fleets: {
        linux: {
          ...fleet,
          machines: {
            ...machines,
            image: { os: "ubuntu-24.04", follow: "launch" },
            machineAccess: "ssm",
            spotInterruptionLogDays: 7,
            onDemandPercentageAboveBaseCapacity: Expression.number("20 + 30"),
            rootVolume: { kmsKeyArn: key },
            tags: { owner: awkward },
            userDataParts: [{ filename: "shell.sh", content: "#!/bin/sh\necho ${HOME} %{x}\n" }],
          },
        },
      },
    },
    counts: { aws_ecr_repository: 1, aws_cloudwatch_log_group: 1, aws_iam_instance_profile: 1, aws_kms_grant: 1 },
    literals: { aws_autoscaling_group: awkward, aws_launch_template: awkward, aws_security_group: awkward },
  },
];

test.each(variants)(
  "$what: can be applied, and then has nothing left to change",
  ({ props, counts, literals = {}, secrets }) => {
    const run = new TerraformRun((app) => new RunnerStack(app, "test", { ...description, ...props }), { secrets });
    try {
      const plan = run.plan();
      const found = Object.keys(counts).map((type) => [
        type,
        plan.resources.filter((address) => address.startsWith(`${type}.`)).length,
      ]);
      expect(Object.fromEntries(found)).toEqual(counts);
      for (const [type, text] of Object.entries(literals)) {
        expect(JSON.stringify(plan.after(type))).toContain(JSON.stringify(text));
      }
      run.apply(plan);
      expect(run.pending()).toBe("nothing");
    } finally {
      run.remove();
    }
  },
);
