import { formatGiven } from "@runner-fleet/config";
import { isSecretText } from "../secret-entry";
import type { TrackedTable } from "../tracked-table";
import { accessOptions } from "./access-options";
import { driverOptions, optionLists, type DriverOption } from "./driver-option";
import { engineOptions } from "./engine-options";
import { GivenOptions } from "./given-options";
import { hardwareOptions } from "./hardware-options";
import { omittedOptions } from "./omitted-options";
import type { OptionTable } from "./option-table";
import { decision, dropped, mergeParts, type Parts, type Verdict } from "./option-verdict";
import { placementOptions } from "./placement-options";

/** What the options of docker-machine say of a fleet. */
export interface ImportedOptions {
  /** Its `machines`. */
  readonly machines: Parts;
  /**
   * The region of the machines.
   *
   * @default - the options name none
   */
  readonly region?: string;
}

const AMAZON = "amazonec2";
const amazonOptions: OptionTable = { ...placementOptions, ...hardwareOptions, ...accessOptions };

/** Options that may be given several times, and of which then every one counts. Of all others the last one counts. */
const REPEATABLE: ReadonlySet<string> = new Set([
  "amazonec2-security-group",
  "amazonec2-open-port",
  "engine-opt",
  "engine-insecure-registry",
  "engine-registry-mirror",
  "engine-label",
  "engine-env",
  "swarm-opt",
  "swarm-join-opt",
  "tls-san",
]);

/**
 * Turns docker-machine's options into a fleet's machines, and reports on each of them.
 *
 * @param fleetPath where the fleet is in the description, such as `fleets.linux`
 * @param anchor a key of the table under which is reported what no option says
 */
export function importDriverOptions(machine: TrackedTable, fleetPath: string, anchor: string): ImportedOptions {
  const options = driverOptions(machine);
  const given = new GivenOptions(options);
  const driver = machine.value("MachineDriver");
  const isAmazon = driver === AMAZON;
  const driverKey = machine.has("MachineDriver") ? "MachineDriver" : anchor;
  if (isAmazon) {
    machine.dropped(driverKey, "machines are always EC2 instances");
  } else {
    machine.decision(
      driverKey,
      `${driver === undefined ? "no MachineDriver says where machines were;" : `the driver ${formatGiven(driver)} made machines elsewhere, and`} ` +
        "the fleet's are in AWS: write what they are",
      `${fleetPath}.machines`,
    );
  }
  reportStrayValues(machine);
  const verdicts = [
    ...(isAmazon ? omittedOptions(given).map((verdict) => [listKey(machine) ?? anchor, verdict] as const) : []),
    ...options.map((option) => [option.key, verdictOf(option, given, driver)] as const),
  ];
  let machines: Parts = {};
  let region: string | undefined;
  for (const [key, verdict] of verdicts) {
    report(machine, key, verdict, fleetPath);
    machines = mergeParts(machines, verdict.machines ?? {});
    region = verdict.region ?? region;
  }
  return { machines, ...(region !== undefined && { region }) };
}

function reportStrayValues(machine: TrackedTable): void {
  for (const list of optionLists) {
    const written = machine.value(list);
    (Array.isArray(written) ? written : []).forEach((option: unknown, index) => {
      if (typeof option !== "string") {
        machine.decision(`${list}[${index}]`, `must be a text, got ${formatGiven(option)}`);
      }
    });
  }
}

const listKey = (machine: TrackedTable) => optionLists.find((list) => machine.has(list));

function verdictOf(option: DriverOption, given: GivenOptions, driver: unknown): Verdict {
  const { name, value } = option;
  const table = name.startsWith(`${AMAZON}-`) ? (driver === AMAZON ? amazonOptions : {}) : engineOptions;
  const find = Object.hasOwn(table, name) ? table[name] : undefined;
  if (!find) {
    return decision(
      driver === AMAZON
        ? "no option of docker-machine that is known here; look up what it does before you leave it out"
        : `an option of the driver ${formatGiven(driver)}, which the fleet in AWS has no use for as it is`,
    );
  }
  if (!REPEATABLE.has(name) && given.isOverruled(option)) {
    return dropped("given again further down, which is what counted");
  }
  if (isSecretText(value) && !/-(access|secret)-key$|-session-token$/.test(name)) {
    return decision("it looks like a secret, and is not carried over; keep it out of the description");
  }
  if (value.includes("%s") && name !== "amazonec2-tags") {
    return decision("it holds the machine's name (%s), which nothing in the description does");
  }
  return find(value, given);
}

function report(machine: TrackedTable, key: string, verdict: Verdict, fleetPath: string): void {
  const { outcome, note = "" } = verdict;
  const to = verdict.to === "region" ? verdict.to : `${fleetPath}.${verdict.to}`;
  if (outcome === "kept") {
    machine.kept(key, to, verdict.note);
  } else if (outcome === "changed") {
    machine.changed(key, to, note);
  } else if (outcome === "dropped") {
    machine.dropped(key, note);
  } else {
    machine.decision(key, note, verdict.to && to);
  }
}
