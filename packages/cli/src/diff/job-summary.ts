import type { Comparison, Side } from "./comparison";
import { drainText } from "./effect-text";
import { effects, type NewJobs, type RunningJobs } from "./effects";

/** What becomes of jobs when all changes are applied. */
export interface JobSummary {
  /** What becomes of jobs that run. */
  readonly runningJobs: RunningJobs;
  /** What becomes of jobs that are to start: `elsewhere` where other managers start them meanwhile. */
  readonly newJobs: NewJobs | "elsewhere";
  /** How many of the managers that run start no jobs for a while. */
  readonly draining: number;
  /** How many managers run. */
  readonly managers: number;
  /** How long each drains at most. */
  readonly drain: string;
}

const severity: readonly RunningJobs[] = ["lost", "at risk", "finish", "unaffected"];

/** What an apply does to jobs. */
export function jobSummary(before: Side, after: Side, { effects: found, draining }: Comparison): JobSummary {
  const { shards: managers } = before.config.manager;
  const { rollout, waitForRollout } = after.config.manager;
  // Where nothing waits for a manager to be ready, the next one drains at once.
  const isOneByOne = rollout === "one-at-a-time" && waitForRollout === true;
  const isElsewhere = draining < managers || (managers > 1 && isOneByOne);
  return {
    runningJobs: severity.find((one) => found.some((id) => effects[id].runningJobs === one)) ?? "unaffected",
    newJobs: !found.some((id) => effects[id].newJobs === "wait") ? "unaffected" : isElsewhere ? "elsewhere" : "wait",
    draining,
    managers,
    drain: drainText(before.config),
  };
}

/** What becomes of jobs that run, in a sentence's end. */
export function runningJobsText({ runningJobs, drain }: JobSummary): string {
  return {
    lost: "can be lost, as said above",
    "at risk": "are at risk, as said above",
    finish: `finish, for up to ${drain} (manager.drainTimeout); what takes longer is lost`,
    unaffected: "go on",
  }[runningJobs];
}

/** What becomes of jobs that are to start, in a sentence's end. */
export function newJobsText({ newJobs, draining, managers, drain }: JobSummary): string {
  if (newJobs === "unaffected") {
    return "start as ever";
  }
  if (newJobs === "wait") {
    return `none starts for up to ${drain} (manager.drainTimeout), until the next manager is ready`;
  }
  return draining < managers
    ? `start on ${managers - draining} of ${managers} managers meanwhile`
    : `start on the other managers meanwhile: of ${managers} one after the other drains, for up to ${drain} each`;
}
