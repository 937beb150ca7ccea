import { z } from "zod";
import { policySchema } from "./autoscaler";
import { awsSchema } from "./aws";
import { sharedCacheSchema } from "./shared-cache";
import { clusterSchema } from "./cluster";
import { dockerAutoscalerFleetSchema } from "./fleet";
import { gitlabSchema } from "./gitlab";
import { managersSchema } from "./managers";
import { patterns } from "./pattern";
import { settings } from "./section";
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
  /** The GitLab whose jobs are run. */
  gitlab: gitlabSchema,
  /** The fleets by name. The name is in every resource, tag and metric; a new name is a new fleet. */
  fleets: z.record(fleetKey, dockerAutoscalerFleetSchema).refine((fleets) => Object.keys(fleets).length > 0, {
    message: "must hold at least one fleet",
  }),
  /**
   * What the manager is told.
   *
   * @default - one manager, JSON logs, an hour for jobs to finish
   */
  manager: managersSchema.prefault({}),
  /** The EKS cluster that the manager runs on. */
  cluster: clusterSchema,
  /**
   * A cache in S3: one bucket, in which each fleet has a part of its own unless `shared` says otherwise.
   *
   * @default - none; `cache:` in a job then lasts as long as its machine
   */
  cache: sharedCacheSchema.optional(),
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

/** A fleet with its defaults. */
export type Fleet = RunnerFleetConfig["fleets"][string];

/** A policy with its defaults. */
export type Policy = z.output<typeof policySchema>;

/** The machines of a fleet with their defaults. */
export type Machines = Fleet["machines"];
