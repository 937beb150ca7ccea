import { variable, type RunnerStackProps } from "../../src";
import { givenValues } from "../given-values";

const groups = ["sg-0123456789abcdef0", "sg-1123456789abcdef0"];
const key = "arn:aws:kms:eu-west-1:123456789012:key/01234567-89ab-cdef-0123-456789abcdef";

/** A stack, and the call of the module that it becomes. */
export interface Case {
  /** What the stack is made from. */
  readonly description: RunnerStackProps;
  /** The same, as the module is told. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** What of the launch template changes in place, if anything: a new version of it, for new machines. */
  readonly ofTemplate: readonly string[];
}

/** What must be said. */
export const least = {
  description: {
    region: "eu-west-1",
    gitlab: { url: "https://gitlab.example.com" },
    cluster: { name: "ci" },
    fleets: {
      linux: {
        executor: "docker-autoscaler",
        maxInstances: 4,
        docker: { image: "alpine:3.22" },
        machines: {
          instanceTypes: ["m7i.large", "m6i.large"],
          subnetIds: ["subnet-0123456789abcdef0"],
          managerSecurityGroupIds: groups.slice(0, 1),
        },
      },
    },
  },
  inputs: {
    gitlab_url: "https://gitlab.example.com",
    cluster_name: "ci",
    max_instances: 4,
    docker_image: "alpine:3.22",
    instance_types: ["m7i.large", "m6i.large"],
    subnet_ids: ["subnet-0123456789abcdef0"],
    manager_security_group_ids: groups.slice(0, 1),
  },
  // The groups go to a network interface, where it can be said whether there is a public address.
  ofTemplate: ["network_interfaces", "vpc_security_group_ids"],
} as const satisfies Case;

const { linux } = least.description.fleets;

/** Stacks that the module has a place for everything of. */
export const cases: Readonly<Record<string, Case>> = {
  "the least": least,
  "cache, key, Session Manager and the rest of what the module can be told": {
    description: {
      ...least.description,
      name: "ci",
      cluster: {
        name: "ci",
        namespace: "runners",
        serviceAccountName: "manager",
        tokens: { secretName: "tokens", revision: 3 },
        nodeSelector: { "eks.amazonaws.com/capacityType": "ON_DEMAND" },
        tolerations: [{ key: "ci", effect: "NoSchedule", operator: "Exists" }],
      },
      manager: { drainTimeout: "2h" },
      cache: { expirationDays: 14, path: "jobs" },
      aws: { tags: { team: "platform" }, iamPath: "/ci/" },
      fleets: {
        "linux-arm": {
          ...linux,
          capacityPerInstance: 2,
          maxUseCount: 10,
          environment: ["LC_ALL=C.UTF-8"],
          docker: { ...linux.docker, privileged: false, volumes: ["/cache", "/certs/client"] },
          policies: [{ periods: ["* 8-17 * * mon-fri"], timezone: "Europe/Paris", idleCount: 2, scaleFactor: 0.5 }],
          machines: {
            ...linux.machines,
            architecture: "arm64",
            instanceTypes: ["m7g.large", "m6g.large"],
            onDemandBaseCapacity: 1,
            onDemandPercentageAboveBaseCapacity: 0,
            managerSecurityGroupIds: groups,
            associatePublicIpAddress: false,
            machineAccess: "ssm",
            rootVolume: { sizeGiB: 100, kmsKeyArn: key },
          },
        },
      },
    },
    inputs: {
      ...least.inputs,
      name: "ci",
      fleet_name: "linux-arm",
      namespace: "runners",
      service_account_name: "manager",
      token_secret_name: "tokens",
      token_revision: 3,
      node_selector: { "eks.amazonaws.com/capacityType": "ON_DEMAND" },
      tolerations: [{ key: "ci", effect: "NoSchedule", operator: "Exists" }],
      drain_timeout: "2h",
      cache: { expiration_days: 14, path: "jobs" },
      tags: { team: "platform" },
      iam_path: "/ci/",
      capacity_per_instance: 2,
      max_use_count: 10,
      environment: ["LC_ALL=C.UTF-8"],
      volumes: ["/cache", "/certs/client"],
      policies: [{ periods: ["* 8-17 * * mon-fri"], timezone: "Europe/Paris", idle_count: 2, scale_factor: 0.5 }],
      architecture: "arm64",
      instance_types: ["m7g.large", "m6g.large"],
      on_demand_base_capacity: 1,
      on_demand_percentage_above_base_capacity: 0,
      manager_security_group_ids: groups,
      associate_public_ip_address: false,
      machine_access: "ssm",
      root_volume: { size_gib: 100, kms_key: { arn: key, grant: true } },
    },
    ofTemplate: [],
  },
};

const image = 'split(":", terraform_data.image_build.triggers_replace.image)';

/** A stack that has what the module does not make. */
export const more = {
  description: {
    ...least.description,
    cluster: { name: "ci", tokens: { source: "variable" } },
    manager: { image: "build" },
    fleets: {
      linux: {
        ...linux,
        machines: {
          ...linux.machines,
          subnetIds: variable("subnetIds"),
          managerSecurityGroupIds: variable("managerSecurityGroupIds"),
          managerCidrs: ["10.0.0.0/8"],
          onDemandPercentageAboveBaseCapacity: 0,
          spotInterruptionLogDays: 30,
        },
      },
    },
  } satisfies RunnerStackProps,
  inputs: {
    ...least.inputs,
    subnet_ids: givenValues.subnet_ids,
    manager_security_group_ids: givenValues.manager_security_group_ids,
    on_demand_percentage_above_base_capacity: 0,
  },
  /** What the call takes from what is kept beside it. */
  references: {
    namespace: "kubernetes_namespace_v1.namespace.metadata[0].name",
    token_secret_name: "kubernetes_secret_v1.tokens.metadata[0].name",
    manager_image: `{ repository = ${image}[0], tag = ${image}[1] }`,
  },
};
