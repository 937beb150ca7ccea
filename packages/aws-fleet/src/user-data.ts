import { Expression, sshUser, Template, type JobsOnMachines, type Machines } from "@runner-fleet/config";
import { line, type CloudConfigPart, type Line, type Piece, type ValueOf } from "./cloud-config-part";
import { dockerOnMachines } from "./docker-on-machines";
import { mimeMessage } from "./mime-message";
import { runnerOnMachines } from "./runner-on-machines";
import { trustOnMachines } from "./trust-on-machines";

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
  const config = cloudConfig(machines, jobs, json);
  return machines.userDataParts?.length ? mimeMessage(config, machines.userDataParts) : config;
}

function cloudConfig(machines: Machines, jobs: JobsOnMachines, json: JsonOf): Template {
  const value: ValueOf = (piece) => (Expression.is(piece) ? json(piece) : JSON.stringify(piece));
  const user = value(sshUser(machines));
  const parts: readonly CloudConfigPart[] = [
    trustOnMachines(machines, jobs.trust ?? {}, value),
    dockerOnMachines(machines, user, value),
    runnerOnMachines(machines, jobs, user, value),
  ];
  const groups = parts.flatMap((part) => part.groups ?? []);
  const memberOf = parts.flatMap((part) => part.memberOf ?? []);
  const lines: Line[] = [
    "#cloud-config",
    ...underKey(
      "groups",
      groups.map((name) => `  - ${name}`),
    ),
    ...users(user, memberOf, machines.ssh && value(machines.ssh.publicKey)),
    ...underKey(
      "bootcmd",
      parts.flatMap((part) => part.bootCommands ?? []),
    ),
    ...underKey(
      "write_files",
      parts.flatMap((part) => part.files ?? []),
    ),
    ...packages(
      parts.flatMap((part) => part.packages ?? []),
      machines.ssh === undefined,
    ),
    ...underKey(
      "runcmd",
      parts.flatMap((part) => part.commands ?? []),
    ),
  ];
  return new Template(lines.flatMap((pieces) => [...(typeof pieces === "string" ? [pieces] : pieces), "\n"]));
}

const underKey = (key: string, items: readonly Line[]): Line[] => (items.length === 0 ? [] : [`${key}:`, ...items]);

const users = (name: Piece, groups: readonly string[], publicKey: Piece | undefined): Line[] => [
  "users:",
  "  - default",
  line`  - name: ${name}`,
  ...(groups.length === 0 ? [] : [`    groups: [${groups.join(", ")}]`]),
  "    shell: /bin/bash",
  "    lock_passwd: true",
  ...(publicKey === undefined ? [] : ["    ssh_authorized_keys:", line`      - ${publicKey}`]),
];

function packages(names: readonly Piece[], usesInstanceConnect: boolean): Line[] {
  return names.length === 0
    ? []
    : [
        "package_update: true",
        "package_upgrade: false",
        "packages:",
        ...names.map((name) => line`  - ${name}`),
        ...(usesInstanceConnect ? [`  - ${INSTANCE_CONNECT_PACKAGE}`] : []),
      ];
}
