import { fleetsOf, hasMachines, hasPods } from "./fleet-kinds";
import { groupName, jobsNamespace, shardNames } from "./names";
import { shards } from "./fleet-shard";
import type { MachineFleet } from "../schema/fleet";
import type { RunnerFleetConfig } from "../schema/runner-fleet-config";

/** How long a name may be where it is used. */
export interface NameLimit {
  /** What carries the name. */
  readonly kind: string;
  /** The most characters of it. */
  readonly most: number;
}

/** What carries the name of a fleet's Auto Scaling group, with the limits of AWS. */
const GROUP_LIMITS: readonly (NameLimit & { readonly isMade: (fleet: MachineFleet) => boolean })[] = [
  { kind: "Auto Scaling group", most: 255, isMade: () => true },
  { kind: "launch template", most: 128, isMade: () => true },
  { kind: "EventBridge rule", most: 64, isMade: ({ machines }) => machines.spotInterruptionLogDays !== undefined },
  { kind: "IAM role", most: 64, isMade: ({ machines }) => machines.machineAccess === "ssm" },
];

/** What carries the name of a manager, with the limits of AWS, Helm and Kubernetes. */
const MANAGER_LIMITS: readonly NameLimit[] = [
  { kind: "IAM role", most: 64 },
  { kind: "Helm release", most: 53 },
  // Kubernetes puts the name and a hash of 10 characters into a label of the pod, which holds 63.
  { kind: "StatefulSet", most: 52 },
];

/** What carries the name of a fleet's pods' namespace, with the limit of Kubernetes. */
const NAMESPACE_LIMIT: NameLimit = { kind: "Kubernetes namespace", most: 63 };

/** A name that follows from a description, and where it is too long. */
export interface LongName extends NameLimit {
  /** The name. */
  readonly name: string;
  /** Where to change it, from the top of the description. */
  readonly path: readonly PropertyKey[];
}

/** Every derived name that is too long for something that carries it. */
export function longNames(config: RunnerFleetConfig): LongName[] {
  const last = shards(config).at(-1) ?? 0;
  const ofManager = MANAGER_LIMITS.map((limit) => ({
    ...limit,
    name: shardNames(config, last).manager,
    path: ["name"],
  }));
  const ofFleets = fleetsOf(config, hasMachines).flatMap(([fleet, settings]) =>
    GROUP_LIMITS.filter(({ isMade }) => isMade(settings)).map(({ kind, most }) => ({
      kind,
      most,
      name: groupName(config, fleet, last),
      path: ["fleets", fleet],
    })),
  );
  const ofNamespaces = fleetsOf(config, hasPods).map(([fleet]) => ({
    ...NAMESPACE_LIMIT,
    name: jobsNamespace(config, fleet),
    path: ["fleets", fleet],
  }));
  return [...ofManager, ...ofFleets, ...ofNamespaces].flatMap(({ name, ...limit }) =>
    typeof name === "string" && name.length > limit.most ? [{ ...limit, name }] : [],
  );
}
