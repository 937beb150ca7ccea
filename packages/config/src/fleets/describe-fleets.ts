import { counted } from "../values/counted";
import { Expression, sum, type NumberOrExpression } from "../values/expression";
import { jobsNamespace } from "./names";
import { enforcedLevel } from "./pod-namespace";
import {
  fleetShards,
  isMachineFleetShard,
  shards,
  type FleetShard,
  type KubernetesFleetShard,
  type MachineFleetShard,
} from "./fleet-shard";
import type { Policy, RunnerFleetConfig } from "../schema/runner-fleet-config";

/** What managers run on, where it is not a cluster. */
const platforms = { kubernetes: "", ec2: " on EC2", fargate: " on Fargate" } as const;

/** What a description comes to, in a few lines of words: for the end of a synthesis, and for a review. */
export function describeFleets(config: RunnerFleetConfig): string {
  const fleets = Object.keys(config.fleets).length;
  const jobs = sum(shards(config).flatMap((shard) => fleetShards(config, shard).map((part) => part.jobs)));
  return [
    `${String(config.name)}: ${counted(fleets, "fleet")}, ${counted(config.manager.shards, "manager")}${platforms[config.manager.platform]}, ${counted(jobs, "job")} at once`,
    ...shards(config).flatMap((shard) => fleetShards(config, shard).flatMap((part) => describeFleet(config, part))),
    "",
  ].join("\n");
}

function describeFleet(config: RunnerFleetConfig, part: FleetShard): string[] {
  return [
    `  ${String(part.runnerName)}`,
    ...(isMachineFleetShard(part) ? describeMachines(part) : describePods(config, part)),
  ];
}

function describePods(config: RunnerFleetConfig, { key, fleet, jobs }: KubernetesFleetShard): string[] {
  return [
    `    pods      ${fleet.profile}, in the namespace ${String(jobsNamespace(config, key))}, ${levelWords(config, key)}`,
    `    jobs      ${show(jobs)} at once, a new pod for each`,
  ];
}

function levelWords(config: RunnerFleetConfig, key: string): string {
  const level = enforcedLevel(config, key);
  return level === undefined ? "which exists already" : `which enforces ${level}`;
}

function describeMachines(part: MachineFleetShard): string[] {
  const { fleet, maxInstances, jobs } = part;
  return [
    `    machines  up to ${show(maxInstances)}, ${fleet.machines.architecture}, ${instanceTypes(part)}, ${purchase(part)}`,
    `    jobs      ${show(jobs)} at once, ${jobsOfMachine(part)}`,
    `    idle      ${idle(part)}`,
  ];
}

function instanceTypes({ fleet: { machines } }: MachineFleetShard): string {
  const types = machines.instanceTypes;
  if (types === undefined) {
    return "types by what they have";
  }
  return Array.isArray(types) ? types.map(String).join(", ") : String(types);
}

function purchase({ fleet: { machines }, onDemandBaseCapacity }: MachineFleetShard): string {
  const share = machines.onDemandPercentageAboveBaseCapacity;
  if (share === 100) {
    return "on-demand";
  }
  const above = share === 0 ? "spot" : `${show(share)}% on-demand, the rest spot`;
  return onDemandBaseCapacity === 0 ? above : `${show(onDemandBaseCapacity)} on-demand, then ${above}`;
}

function jobsOfMachine({ fleet }: MachineFleetShard): string {
  const atOnce = fleet.capacityPerInstance === 1 ? "one at a time" : `${show(fleet.capacityPerInstance)} at a time`;
  const uses = fleet.maxUseCount ?? 1;
  const replaced =
    uses === 0 ? "kept for any number of jobs" : uses === 1 ? "a new machine for each" : `replaced after ${show(uses)}`;
  return `${atOnce} on a machine, ${replaced}`;
}

function idle(part: MachineFleetShard): string {
  const { policies } = part.fleet;
  if (Expression.is(policies)) {
    return String(policies);
  }
  const words = policies.map((policy) => `${whenWords(policy)}: ${howMuch(policy, part)}`);
  return policies[0]?.periods === undefined && policies.length > 0 ? words.join("; ") : ["none", ...words].join("; ");
}

function howMuch({ idleCount, idleTime, scaleFactor }: Policy, { share }: MachineFleetShard): string {
  const room = share(idleCount);
  const factor = scaleFactor === undefined || scaleFactor === 0 ? "" : `, and ${show(scaleFactor)} for each that runs`;
  return room === 0 && !factor
    ? "none"
    : `room for ${counted(room, "job")}${factor}, given up after ${String(idleTime)}`;
}

function whenWords({ periods, timezone }: Policy): string {
  if (periods === undefined) {
    return "always";
  }
  const texts = Array.isArray(periods)
    ? periods.map((period) => (Expression.is(period) ? String(period) : periodWords(period)))
    : [String(periods)];
  return `${texts.join(" and ")} ${timezone}`;
}

/** The usual form, whole hours of some days of the week, in words; any other as it is written. */
function periodWords(period: string): string {
  const match = /^\* (?:(\d{1,2})(?:-(\d{1,2}))?|\*) \* \* (\*|[a-z0-7,-]+)$/i.exec(period);
  if (!match) {
    return `"${period}"`;
  }
  const [, from, to, days] = match;
  const hour = (text: string) => text.padStart(2, "0");
  const hours = from === undefined ? "" : ` ${hour(from)}:00-${hour(to ?? from)}:59`;
  return `${days === "*" ? "every day" : (days as string).toLowerCase()}${hours}`;
}

const show = (value: NumberOrExpression) => String(value);
