import * as z from "zod";
import { policySchema } from "./autoscaler";
import { awsSchema } from "./aws";
import { sharedCacheSchema } from "./shared-cache";
import { clusterSchema } from "./cluster";
import { ecrSchema } from "./ecr";
import { ec2ManagerSchema } from "./ec2-manager";
import { fargateManagerSchema } from "./fargate-manager";
import { fleetSchema, type MachineFleet } from "./fleet";
import { gitlabSchema } from "./gitlab";
import { managersSchema } from "./managers";
import { patterns } from "./pattern";
import { registrationSchema } from "./registration";
import { settings } from "./section";
import { trustSchema } from "./trust";
import { text } from "./value";

const fleetKey = z
  .string()
  .regex(patterns.name.pattern, `must be ${patterns.name.expected}`)
  .max(patterns.name.maxLength, `must be at most ${patterns.name.maxLength} characters`);

/** A finding of the rules that the description lives with. */
export const acceptedFindingSchema = settings({
  /** Id of the rule. */
  rule: z.string(),
  /**
   * Path of the finding, as the report prints it.
   *
   * @default - every finding of the rule
   */
  path: z.string().optional(),
  /** Why the finding is acceptable here, for the reader of the next review. */
  reason: z.string().min(10, "must say why, in at least 10 characters"),
});

/** A description of runner fleets: everything that can be said without TypeScript. */
export const runnerFleetConfigSchema = settings({
  /**
   * Name of the deployment, the first part of the name of everything made. At most 32 lower-case letters, digits and
   * dashes. A change replaces everything.
   *
   * @default "gitlab-runner"
   */
  name: text(patterns.name).default("gitlab-runner"),
  /**
   * AWS region of the machines and of the cluster, such as `eu-west-1`. Must be given where anything of AWS is used, but
   * for `RunnerFleets`, which is in a stack with a provider of its own.
   *
   * @default - none, and no aws provider: all of it is in a cluster that `cluster.access` leads to
   */
  region: text({ pattern: /^[a-z]{2}(-[a-z]+)+-[0-9]$/, expected: 'a region of AWS, such as "eu-west-1"' }).optional(),
  /** The GitLab whose jobs are run. */
  gitlab: gitlabSchema,
  /**
   * Whom the manager, machines and jobs trust beside the usual authorities, and the proxy that they reach the world by.
   *
   * @default - nobody else, and no proxy
   */
  trust: trustSchema.prefault({}),
  /** The fleets by name. The name is in every resource, tag and metric; a new name is a new fleet. */
  fleets: z.record(fleetKey, fleetSchema).refine((fleets) => Object.keys(fleets).length > 0, {
    message: "must hold at least one fleet",
  }),
  /**
   * What the manager is told.
   *
   * @default - one manager, JSON logs, an hour for jobs to finish
   */
  manager: managersSchema.prefault({}),
  /**
   * The cluster that the manager runs on.
   *
   * @default - a cluster of which nothing is known
   */
  cluster: clusterSchema.prefault({}),
  /**
   * The EC2 instance of a manager whose platform is `ec2`.
   *
   * @default - a small one in a default subnet, with tokens in Systems Manager
   */
  ec2: ec2ManagerSchema.optional(),
  /**
   * The Fargate service of a manager whose platform is `fargate`.
   *
   * @default - a small one in default subnets, with tokens in Systems Manager
   */
  fargate: fargateManagerSchema.optional(),
  /**
   * Runners that Terraform creates in GitLab, one a fleet, where the tokens' source is `gitlab`.
   *
   * @default - none; the runners exist already
   */
  registration: registrationSchema.optional(),
  /**
   * A cache in S3: one bucket, in which each fleet has a part of its own unless `shared` says otherwise.
   *
   * @default - none; `cache:` in a job then lasts as long as its machine
   */
  cache: sharedCacheSchema.optional(),
  /**
   * Private registries of Amazon ECR that jobs pull their images from, without a password in GitLab.
   *
   * @default - none
   */
  ecr: ecrSchema.optional(),
  /**
   * What everything in the AWS account has in common.
   *
   * @default - no tags, no boundary
   */
  aws: awsSchema.prefault({}),
  /**
   * Findings of the rules that this description lives with.
   *
   * @default - none
   */
  accept: z.array(acceptedFindingSchema).default([]),
});

/** A description as a user writes it. */
export type RunnerFleetInput = z.input<typeof runnerFleetConfigSchema>;

/** A description with its defaults. */
export type RunnerFleetConfig = z.output<typeof runnerFleetConfigSchema>;

/** A fleet of containers on EC2 machines as a user writes it. */
export type DockerAutoscalerFleetInput = Extract<RunnerFleetInput["fleets"][string], { executor: "docker-autoscaler" }>;

/** The machines of a fleet as a user writes them, with all that any executor takes. */
export type MachinesInput = Extract<RunnerFleetInput["fleets"][string], { executor: "instance" }>["machines"];

/** A policy with its defaults. */
export type Policy = z.output<typeof policySchema>;

/** The machines of a fleet with their defaults, for jobs in containers or for jobs without. */
export type Machines = MachineFleet["machines"];
