import { didYouMean, formatGiven } from "@runner-fleet/config";
import { isSecretText } from "../secret-entry";
import type { TrackedTable } from "../tracked-table";
import { accessOptions } from "./access-options";
import { driverOptions, optionLists, type DriverOption } from "./driver-option";
import { engineOptions } from "./engine-options";
import { GivenOptions } from "./given-options";
import { hardwareOptions } from "./hardware-options";
import { omittedOptions } from "./omitted-options";
import type { OptionTable } from "./option-table";
import { decision, dropped, mergeParts, secretOption, type Parts, type Verdict } from "./option-verdict";
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

/** Options that are dropped whatever they hold, and those that look for secrets in the parts of their value. */
const JUDGE_SECRETS = /-(access|secret)-key$|-session-token$|^amazonec2-tags$|^engine-env$/;

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
        ? `no option of docker-machine that is known here; ${meant(name, table)}look up what it does before you leave it out`
        : `an option of the driver ${formatGiven(driver)}, which the fleet in AWS has no use for as it is`,
    );
  }
  if (!REPEATABLE.has(name) && given.isOverruled(option)) {
    return dropped("given again further down, which is what counted");
  }
  if (isSecretText(value) && !JUDGE_SECRETS.test(name)) {
    return secretOption;
  }
  if (value.includes("%s") && name !== "amazonec2-tags") {
    return decision("it holds the machine's name (%s), which nothing in the description does");
  }
  return find(value, given);
}

/** The question for a name that was meant, if one is near. Of the driver's names what all begin with does not count. */
function meant(name: string, table: OptionTable): string {
  const prefix = name.startsWith(`${AMAZON}-`) ? `${AMAZON}-` : "";
  const known = Object.keys(table).map((option) => option.slice(prefix.length));
  const near = didYouMean(name.slice(prefix.length), known);
  return near === undefined || !isSpeltAlike(name.slice(prefix.length), near)
    ? ""
    : `did you mean ${prefix}${near}? Else `;
}

/** Whether each word of a name is near: `volume-iops` is no slip for `volume-type`. */
function isSpeltAlike(given: string, known: string): boolean {
  const words = given.split("-");
  const others = known.split("-");
  return words.length !== others.length || others.every((word, index) => didYouMean(words[index] ?? "", [word]));
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
