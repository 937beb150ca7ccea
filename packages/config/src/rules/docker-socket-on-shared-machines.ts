import { everyDockerFleet } from "../rule/every-fleet";
import { formatGiven } from "../findings/finding";
import { knownEntries } from "../values/known-value";
import { isSingleUse } from "../fleets/privileged";
import type { Rule } from "../rule/rule";

const DOCKER_SOCKET = /^\/(var\/run|run|var)?(\/docker\.sock)?\/?:/;

/** Machines whose Docker is given to jobs serve one job each. */
export const dockerSocketOnSharedMachines: Rule = {
  id: "docker-socket-on-shared-machines",
  title: "Machines whose Docker is given to jobs serve one job each",
  why:
    "Who may talk to the machine's Docker can start a privileged container, and so is root on the machine. On a machine " +
    "that other jobs use, it reads their secrets and changes what they build.",
  fix: "remove the volume, leave capacityPerInstance and maxUseCount at 1, or accept the rule for a fleet whose projects trust each other",
  severity: "error",
  acceptable: true,
  check: everyDockerFleet(function* (fleet, at) {
    for (const [index, volume] of isSingleUse(fleet) ? [] : knownEntries(fleet.docker.volumes)) {
      if (DOCKER_SOCKET.test(volume)) {
        yield {
          path: at("docker", "volumes", index),
          message: `must not give Docker's socket to jobs on machines that serve more than one, got ${formatGiven(volume)}`,
        };
      }
    }
  }),
};
