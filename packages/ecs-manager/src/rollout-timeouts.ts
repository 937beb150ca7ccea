import { secondsOf, sum, type RunnerFleetConfig } from "@runner-fleet/config";
import { durationText } from "@runner-fleet/terraform-values";

/** How long Terraform waits for the service, as Go durations. */
export interface RolloutTimeouts {
  /** Until the first manager works. */
  readonly create: string;
  /** Until the old manager has drained and the new one works, or the old one is back. */
  readonly update: string;
  /** Until the manager has drained and is gone. */
  readonly delete: string;
}

/**
 * For a new manager to work, or for ECS to give it up: three attempts of up to a quarter of an hour each, should the
 * manager start and never answer, and the one that comes back.
 */
const START_SECONDS = 3_600;

/** For the supervisor to see that it is over, for the task's own end, and for ECS to see it. */
const END_SECONDS = 600;

/** How long Terraform waits for the service; it reckons where it alone knows how long a drain may take. */
export function rolloutTimeouts({ manager }: RunnerFleetConfig): RolloutTimeouts {
  const drain = [secondsOf(manager.drainTimeout), manager.shutdownTimeout, END_SECONDS];
  return {
    create: durationText(START_SECONDS),
    update: durationText(sum([...drain, START_SECONDS])),
    delete: durationText(sum(drain)),
  };
}
