import {
  cloudConfig,
  line,
  trustOnMachine,
  type CloudConfigPart,
  type Line,
  type Piece,
  type ValueOf,
} from "@runner-fleet/cloud-init";
import { Expression, sshUser, type JobsOnMachines, type Machines, type Template } from "@runner-fleet/config";
import { dockerOnMachines } from "./docker-on-machines";
import { mimeMessage } from "./mime-message";
import { runnerOnMachines } from "./runner-on-machines";

/** How an expression is written as the JSON of its value. */
export type JsonOf = (expression: Expression) => Expression;

const jsonencode: JsonOf = ({ terraform }) => Expression.text(`jsonencode(${terraform})`);

/** The package that lets EC2 Instance Connect log in, on every system. */
const INSTANCE_CONNECT_PACKAGE = "ec2-instance-connect";

/**
 * Renders what cloud-init does on a machine before its first job: whom it trusts and by which proxy it goes, the user,
 * what jobs need (Docker; git and gitlab-runner where they run without containers), and then the user's own parts. Pure:
 * the same input gives the same text.
 *
 * @param machines the machines of a fleet, with their defaults
 * @param jobs what machines must know beside that; without it, GitLab Runner of the pinned version, no directories, no
 * proxy and the usual authorities
 * @param json how the JSON of a value is written that only Terraform knows; with `jsonencode` unless given
 * @throws Error when `preloadImages` or the proxy's `noProxy` is a list that only Terraform knows
 */
export function renderUserData(machines: Machines, jobs: JobsOnMachines = {}, json: JsonOf = jsonencode): Template {
  const config = machineConfig(machines, jobs, json);
  return machines.userDataParts?.length ? mimeMessage(config, machines.userDataParts) : config;
}

function machineConfig(machines: Machines, jobs: JobsOnMachines, json: JsonOf): Template {
  const value: ValueOf = (piece) => (Expression.is(piece) ? json(piece) : JSON.stringify(piece));
  const user = value(sshUser(machines));
  const parts: readonly CloudConfigPart[] = [
    trustOnMachine(machines.image, jobs.trust ?? {}, value),
    dockerOnMachines(machines, user, value),
    runnerOnMachines(machines, jobs, user, value),
  ];
  return cloudConfig({
    parts,
    users: users(
      user,
      parts.flatMap((part) => part.memberOf ?? []),
      machines.ssh && value(machines.ssh.publicKey),
    ),
    // Without packages of its own, an image has been prepared: with what lets the manager log in, too.
    packagesBesides: machines.ssh === undefined ? [INSTANCE_CONNECT_PACKAGE] : [],
  });
}

const users = (name: Piece, groups: readonly string[], publicKey: Piece | undefined): Line[] => [
  "users:",
  "  - default",
  line`  - name: ${name}`,
  ...(groups.length === 0 ? [] : [`    groups: [${groups.join(", ")}]`]),
  "    shell: /bin/bash",
  "    lock_passwd: true",
  ...(publicKey === undefined ? [] : ["    ssh_authorized_keys:", line`      - ${publicKey}`]),
];
