import * as z from "zod";
import { settings } from "./section";
import { flag, integer, text, textList } from "./value";

/** What GitLab is told of a fleet's runner. All shards share it. */
export const fleetRegistrationSchema = settings({
  /**
   * Tags of the jobs that the runner takes. Must be given unless `runUntagged` is true.
   *
   * @default - none
   */
  tags: textList({ pattern: /^[^,]{1,255}$/, expected: "a tag of up to 255 characters without commas" }).optional(),
  /**
   * Whether the runner takes jobs without tags.
   *
   * @default false
   */
  runUntagged: flag().default(false),
  /**
   * Whether the runner takes jobs of protected branches and tags alone.
   *
   * @default false
   */
  protected: flag().default(false),
  /**
   * Whether the runner stays with its project; for runners of projects alone.
   *
   * @default true
   */
  locked: flag().optional(),
  /**
   * Seconds after which GitLab ends a job of this runner, from 600.
   *
   * @default - the project's own limit
   */
  maximumTimeoutSeconds: integer({ min: 600 }).optional(),
  /**
   * What GitLab shows as the runner's description.
   *
   * @default - the names of the deployment and of the fleet
   */
  description: text({ maxLength: 255 }).optional(),
  /**
   * Whether the runner takes no jobs.
   *
   * @default false
   */
  paused: flag().default(false),
  /**
   * A note for GitLab's administrators, such as whom to ask.
   *
   * @default - none
   */
  maintenanceNote: text({ maxLength: 1_024 }).optional(),
});

const id = (what: string) => text({ pattern: /^[1-9]\d*$/, expected: `the number of a ${what}, as text` });

/** The runners that Terraform creates in GitLab, one a fleet. */
export const registrationSchema = settings({
  /** Whose jobs the runners take: those of the whole instance (administrators only), of a group, or of a project. */
  type: z.enum(["instance", "group", "project"]),
  /**
   * Number of the group. For `group` alone.
   *
   * @default - none
   */
  groupId: id("group").optional(),
  /**
   * Number of the project. For `project` alone.
   *
   * @default - none
   */
  projectId: id("project").optional(),
});
