import { hasContainers } from "./fleet-kinds";
import type { MachineFleet } from "../schema/fleet";

/** cloud-init has ended; 2 is "ended, with recoverable errors". */
const BOOTED = "(cloud-init status --wait >/dev/null || test $? -eq 2)";

/**
 * The group is named because a user who logged in before cloud-init put it into the group `docker` is not a member yet
 * in that session.
 */
const DOCKER = "sg docker -c 'docker info >/dev/null'";

// Without gitlab-runner a job would lose its cache and its artifacts with nothing but a warning in its log.
const JOB_PROGRAMS = "git --version >/dev/null && gitlab-runner --version >/dev/null";

/** What must succeed on a new machine of a fleet before it gets a job. */
export const instanceReadyCommand = (fleet: MachineFleet): string => [BOOTED, ...neededBy(fleet)].join(" && ");

/** What shows that a job could run. */
function neededBy(fleet: MachineFleet): string[] {
  if (hasContainers(fleet)) {
    return [DOCKER];
  }
  return fleet.machines.image.docker === "none" ? [JOB_PROGRAMS] : [JOB_PROGRAMS, DOCKER];
}
