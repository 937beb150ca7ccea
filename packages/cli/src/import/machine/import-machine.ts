import { numberAt } from "../number-at";
import type { TrackedTable } from "../tracked-table";
import { importDriverOptions } from "./import-driver-options";
import { importPolicies, type ImportedPolicy } from "./machine-policies";
import type { Parts } from "./option-verdict";

/** The runner whose machines are imported. */
export interface MachineRunner {
  /** Where its fleet is in the description, such as `fleets.linux`. */
  readonly fleetPath: string;
  /** Name of its fleet. */
  readonly name: string;
  /**
   * The most machines that there may be.
   *
   * @default - config.toml does not say
   */
  readonly maxInstances?: number;
}

/** What `[runners.machine]` says of a fleet. */
export interface ImportedMachine {
  /** Parts of a fleet with the executor docker-autoscaler, as plain JSON. */
  readonly fleet: {
    /** Jobs on one machine: 1, as it is for docker+machine. */
    readonly capacityPerInstance: number;
    /** Jobs after which a machine is replaced; 0 for never. */
    readonly maxUseCount: number;
    /** How much idle capacity is kept, and when. */
    readonly policies: readonly ImportedPolicy[];
    /** The EC2 machines. */
    readonly machines: Parts;
  };
  /**
   * Region of the machines.
   *
   * @default - the options name none
   */
  readonly region?: string;
}

/**
 * Takes over `[runners.machine]`, the settings of the executor docker+machine, and reports on each of its keys and on
 * what it leaves out.
 */
export function importMachine(machine: TrackedTable, runner: MachineRunner): ImportedMachine {
  const { fleetPath, name, maxInstances } = runner;
  const anchor = machine.has("MachineDriver") ? "MachineDriver" : (machine.keys()[0] ?? "");
  const { machines, region } = importDriverOptions(machine, fleetPath, anchor);
  const maxUseCount = importMaxBuilds(machine, `${fleetPath}.maxUseCount`, anchor);
  reportGrowthRate(machine, `${fleetPath}.autoscaler.scaleThrottle`);
  machine.dropped("MachineName", `machines are named after the group of the fleet ${name}`);
  machine.dropped(
    "MaxRemovalAttempts",
    "a removal that had no effect is tried again after autoscaler.deletionRetryInterval, a minute",
  );
  return {
    fleet: {
      capacityPerInstance: 1,
      maxUseCount,
      policies: importPolicies(machine, fleetPath, maxInstances),
      machines,
    },
    ...(region !== undefined && { region }),
  };
}

function importMaxBuilds(machine: TrackedTable, to: string, anchor: string): number {
  const most = Math.max(0, Math.trunc(numberAt(machine, "MaxBuilds")));
  if (most > 0) {
    machine.kept("MaxBuilds", to);
  } else {
    machine.decision(
      machine.has("MaxBuilds") ? "MaxBuilds" : anchor,
      `${machine.has("MaxBuilds") ? "it" : "without MaxBuilds it"} sets no limit to the jobs of a machine, which find what ` +
        "others left there; 0 keeps that, and 1 gives every job a new machine",
      to,
    );
  }
  return most;
}

function reportGrowthRate(machine: TrackedTable, to: string): void {
  const rate = Math.max(0, Math.trunc(numberAt(machine, "MaxGrowthRate")));
  if (rate === 0) {
    machine.dropped("MaxGrowthRate", "0 is no limit");
    return;
  }
  machine.decision(
    "MaxGrowthRate",
    `held the machines that were being made at the same time to ${rate}, which nothing here does: an Auto Scaling group ` +
      "starts many at once, and the manager asks for at most 100 a second; where that is too quick for something else, " +
      `limit: 1 and burst: ${rate} make it ${rate} at once and then one a second`,
    to,
  );
}
