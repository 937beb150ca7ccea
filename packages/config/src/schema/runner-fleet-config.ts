import { z } from "zod";
import { awsSchema } from "./aws";
import { sharedCacheSchema } from "./shared-cache";
import { clusterSchema } from "./cluster";
import { dockerAutoscalerFleetSchema } from "./fleet";
import { gitlabSchema } from "./gitlab";
import { managersSchema } from "./managers";
import { settings } from "./section";

const name = z
  .string()
  .regex(/^[a-z]([a-z0-9-]*[a-z0-9])?$/, "must be lower-case letters, digits and dashes, starting with a letter")
  .max(32, "must be at most 32 characters");

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
  name: name.default("gitlab-runner"),
  /** The GitLab whose jobs are run. */
  gitlab: gitlabSchema,
  /** The fleets by name. The name is in every resource, tag and metric; a new name is a new fleet. */
  fleets: z.record(name, dockerAutoscalerFleetSchema).refine((fleets) => Object.keys(fleets).length > 0, {
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
export type Policy = Fleet["policies"][number];

/** The machines of a fleet with their defaults. */
export type Machines = Fleet["machines"];
