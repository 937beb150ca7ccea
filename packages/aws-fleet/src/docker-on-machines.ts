import { knownList, line, type CloudConfigPart, type Piece, type ValueOf } from "@runner-fleet/cloud-init";
import { Expression, type Machines } from "@runner-fleet/config";
import { operatingSystemFacts } from "./machine-image";

// Without a limit the logs of containers fill the disk of a machine that serves many jobs.
const LOG_SETTINGS = '"log-driver":"json-file","log-opts":{"max-size":"20m","max-file":"3"}';

/**
 * What cloud-init does about Docker: the group, dockerd's settings, Docker itself, and images to have at hand. Nothing
 * where jobs have none.
 *
 * @throws Error when `preloadImages` is a list that only Terraform knows
 */
export function dockerOnMachines(machines: Machines, user: Piece, value: ValueOf): CloudConfigPart {
  const { image, registryMirrors, preloadImages } = machines;
  if (image.docker === "none") {
    return {};
  }
  const installs = image.docker === "install";
  return {
    // Before the packages: who logs in while they are being installed is a member already.
    groups: installs ? ["docker"] : [],
    memberOf: ["docker"],
    files:
      installs || registryMirrors
        ? ["  - path: /etc/docker/daemon.json", "    content: |", ["      ", ...daemonJson(registryMirrors, value)]]
        : [],
    packages: installs ? [value(image.dockerPackage ?? operatingSystemFacts[image.os].dockerPackage)] : [],
    commands: [
      // cloud-init does nothing about groups for a user who is in the image already.
      line`  - [usermod, --append, --groups, docker, ${user}]`,
      "  - [systemctl, enable, --now, docker]",
      // A registry that cannot be reached costs the first job a pull, not the machine.
      ...knownList("preloadImages", preloadImages).map(
        (name) => line`  - [sh, -c, 'docker pull --quiet "$1" || echo "could not pull $1" >&2', sh, ${value(name)}]`,
      ),
    ],
  };
}

/** daemon.json on one line, for a block of YAML, in which nothing is escaped. */
function daemonJson(mirrors: Machines["registryMirrors"], value: ValueOf): Piece[] {
  if (!mirrors) {
    return [`{${LOG_SETTINGS}}`];
  }
  const list = Expression.is(mirrors)
    ? [value(mirrors)]
    : ["[", ...mirrors.flatMap((mirror, index) => [index === 0 ? "" : ",", value(mirror)]), "]"];
  return [`{${LOG_SETTINGS},"registry-mirrors":`, ...list, "}"];
}
