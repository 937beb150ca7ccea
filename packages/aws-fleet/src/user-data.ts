import { Expression, sshUser, Template, type Machines } from "@runner-fleet/config";
import { operatingSystemFacts } from "./machine-image";
import { mimeMessage } from "./mime-message";

/** How an expression is written as the JSON of its value. */
export type JsonOf = (expression: Expression) => Expression;

const jsonencode: JsonOf = ({ terraform }) => Expression.text(`jsonencode(${terraform})`);

type Piece = string | Expression;

/** A line of text, or of text and values. */
type Line = string | Piece[];

/** A line that holds values, some of which may be known only to Terraform. */
const line = (literals: TemplateStringsArray, ...values: readonly Piece[]): Piece[] =>
  literals.flatMap((literal, index) => [literal, ...values.slice(index, index + 1)]);

/** The package that lets EC2 Instance Connect log in, on every system. */
const INSTANCE_CONNECT_PACKAGE = "ec2-instance-connect";

// Without a limit the logs of containers fill the disk of a machine that serves many jobs.
const LOG_SETTINGS = '"log-driver":"json-file","log-opts":{"max-size":"20m","max-file":"3"}';

/**
 * Renders what cloud-init does on a machine before its first job: the user in the group `docker`, dockerd's settings,
 * Docker itself, images to have at hand, and then the user's own parts. Pure: the same input gives the same text.
 *
 * @param machines the machines of a fleet, with their defaults
 * @param json how the JSON of a value is written that only Terraform knows; with `jsonencode` unless given
 * @throws Error when `preloadImages` is a list that only Terraform knows
 */
export function renderUserData(machines: Machines, json: JsonOf = jsonencode): Template {
  const config = cloudConfig(machines, json);
  return machines.userDataParts?.length ? mimeMessage(config, machines.userDataParts) : config;
}

/** Expressions stand only where YAML takes JSON as it is, so that no value can change the document around it. */
function cloudConfig({ image, registryMirrors, preloadImages, ssh }: Machines, json: JsonOf): Template {
  const value = (piece: Piece) => (Expression.is(piece) ? json(piece) : JSON.stringify(piece));
  const user = value(sshUser({ image }));
  const installs = image.docker === "install";
  const when = (condition: unknown, ...lines: Line[]) => (condition ? lines : []);
  const lines: Line[] = [
    "#cloud-config",
    // Before the packages: who logs in while they are being installed is a member already.
    ...when(installs, "groups:", "  - docker"),
    "users:",
    "  - default",
    line`  - name: ${user}`,
    "    groups: [docker]",
    "    shell: /bin/bash",
    "    lock_passwd: true",
    ...when(ssh, "    ssh_authorized_keys:", line`      - ${value(ssh?.publicKey ?? "")}`),
    ...when(installs || registryMirrors, "write_files:", "  - path: /etc/docker/daemon.json", "    content: |", [
      "      ",
      ...daemonJson(registryMirrors, value, json),
    ]),
    ...when(
      installs,
      "package_update: true",
      "package_upgrade: false",
      "packages:",
      line`  - ${value(image.dockerPackage ?? operatingSystemFacts[image.os].dockerPackage)}`,
      ...when(!ssh, `  - ${INSTANCE_CONNECT_PACKAGE}`),
    ),
    "runcmd:",
    // cloud-init does nothing about groups for a user who is in the image already.
    line`  - [usermod, --append, --groups, docker, ${user}]`,
    "  - [systemctl, enable, --now, docker]",
    // A registry that cannot be reached costs the first job a pull, not the machine.
    ...knownList("preloadImages", preloadImages).map(
      (name) => line`  - [sh, -c, 'docker pull --quiet "$1" || echo "could not pull $1" >&2', sh, ${value(name)}]`,
    ),
  ];
  return new Template(lines.flatMap((pieces) => [...(typeof pieces === "string" ? [pieces] : pieces), "\n"]));
}

/** daemon.json on one line, for a block of YAML, in which nothing is escaped. */
function daemonJson(mirrors: Machines["registryMirrors"], value: (piece: Piece) => Piece, json: JsonOf): Piece[] {
  if (!mirrors) {
    return [`{${LOG_SETTINGS}}`];
  }
  const list = Expression.is(mirrors)
    ? [json(mirrors)]
    : ["[", ...mirrors.flatMap((mirror, index) => [index === 0 ? "" : ",", value(mirror)]), "]"];
  return [`{${LOG_SETTINGS},"registry-mirrors":`, ...list, "}"];
}

function knownList<Item>(prop: string, list: readonly Item[] | Expression = []): readonly Item[] {
  if (Expression.is(list)) {
    throw new Error(
      `'${prop}' must be a list that is known when the stack is synthesised, got ${list}; write out the list, its items may be known later`,
    );
  }
  return list;
}
