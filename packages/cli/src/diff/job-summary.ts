import { fleetsOf, hasPods } from "@runner-fleet/config";
import type { Comparison, Side } from "./comparison";
import { drainText } from "./effect-text";
import { effects, type EffectId, type NewJobs, type RunningJobs } from "./effects";

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
  /** How many managers more start at once, without waiting for those that drain. */
  readonly startAtOnce: number;
  /** How long each drains at most. */
  readonly drain: string;
}

const worstRunning: readonly RunningJobs[] = ["lost", "at risk", "finish", "unaffected"];
const worstNew: readonly NewJobs[] = ["at risk", "wait", "unaffected"];

/** What an apply does to jobs. */
export function jobSummary(before: Side, after: Side, comparison: Comparison): JobSummary {
  const { effects: found, draining } = comparison;
  const { shards: managers } = before.config.manager;
  const worst = <Outcome>(outcomes: readonly Outcome[], outcomeOf: (id: EffectId) => Outcome) =>
    outcomes.find((outcome) => found.some((id) => outcomeOf(id) === outcome)) ?? (outcomes.at(-1) as Outcome);
  const startAtOnce = addedAtOnce(before, after);
  const newJobs = worst(worstNew, (id) => effects[id].newJobs);
  return {
    runningJobs: worst(worstRunning, (id) => effects[id].runningJobs),
    newJobs:
      newJobs === "wait" && (startAtOnce > 0 || startElsewhere(managers, after, comparison)) ? "elsewhere" : newJobs,
    draining,
    managers,
    startAtOnce,
    drain: drainText(before.config),
  };
}

/** Managers that are added, and that nothing keeps until those before them are ready. */
function addedAtOnce({ config: before }: Side, { config: after }: Side): number {
  const { rollout, waitForRollout, shards } = after.manager;
  // The first manager makes what lets all of them reach their pods.
  const isAlone = rollout === "all" && fleetsOf(after, hasPods).length === 0;
  return isAlone || waitForRollout === false ? Math.max(0, shards - before.manager.shards) : 0;
}

/** Whether there is at any time a manager that starts jobs. */
function startElsewhere(managers: number, { config }: Side, { effects: found, draining }: Comparison): boolean {
  const { rollout, waitForRollout } = config.manager;
  // Where nothing waits for a manager to be ready, the next one drains at once; nothing waits for an uninstall, either.
  const endsAtOnce = found.some((id) => id === "manager-uninstalled" || id === "service-removed");
  const isOneByOne = rollout === "one-at-a-time" && waitForRollout === true && !endsAtOnce;
  return draining > 0 && (draining < managers || (managers > 1 && isOneByOne));
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
export function newJobsText({ newJobs, draining, managers, startAtOnce, drain }: JobSummary): string {
  if (newJobs === "unaffected") {
    return "start as ever";
  }
  if (newJobs === "at risk") {
    return "are at risk, as said above";
  }
  if (newJobs === "wait") {
    return `none starts for up to ${drain} (manager.drainTimeout), until the next manager is ready`;
  }
  if (startAtOnce > 0 && draining >= managers) {
    return `start on ${startAtOnce === 1 ? "the manager that is" : "managers that are"} added, once ready`;
  }
  return draining < managers
    ? `start on ${managers - draining} of ${managers} managers meanwhile`
    : `start on the other managers meanwhile: of ${managers} one after the other drains, for up to ${drain} each`;
}
