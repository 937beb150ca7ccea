import { existsSync, readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { WeekError, type RunnerFleetConfig, type WeekOptions } from "@runner-fleet/config";
import { STDIN } from "../file/input-text";
import { readDescription } from "../file/read-description";
import { sayWarnings } from "../file/say-warnings";
import { writeFileSafely } from "../file/write-file";
import { CommandError, UsageError, type ExitCode } from "../terminal/command-error";
import type { Terminal } from "../terminal/terminal";
import { explainText } from "./explain-text";
import { fleetWeeks, shownWeek } from "./fleet-week";
import { ruleText } from "./rule-text";
import { ruleOf, unknownTopic } from "./topic";
import { weekSvg } from "./week-svg";

/** What is asked of `runner-fleet explain`. */
export interface ExplainOptions {
  /**
   * The description, or the id of a rule; `-` is stdin. A file with the name of a rule is meant with `./` before it.
   *
   * @default - runner-fleet.yaml, .yml or .json here
   */
  readonly topic?: string;
  /**
   * The file to write the picture of all fleets' weeks to, as SVG.
   *
   * @default - no picture is written
   */
  readonly svg?: string;
  /**
   * IANA name of the time zone in which the week's hours are shown.
   *
   * @default - the one that most policies with periods have, UTC where none has
   */
  readonly timezone?: string;
  /**
   * Date of the Monday of the week that is shown. It decides where other zones' periods are, and which dates there are.
   *
   * @default "2026-01-12"
   */
  readonly week?: string;
  /** Whether to overwrite a picture that someone else wrote or changed. */
  readonly force: boolean;
}

/** Prints what a description means, or a rule. */
export async function runExplain(options: ExplainOptions, terminal: Terminal): Promise<ExitCode> {
  const { topic, svg, timezone, week: monday, force } = options;
  const rule = ruleOf(topic);
  if (rule) {
    if (svg !== undefined) {
      throw new UsageError(
        `--svg: must come with a description, got the rule ${rule.id}; leave it out, or name a file`,
      );
    }
    terminal.out(ruleText(rule, terminal.colors));
    return 0;
  }
  if (topic !== undefined && topic !== STDIN && !existsSync(topic)) {
    throw new CommandError(unknownTopic(topic, filesBeside(topic)));
  }
  const description = await readDescription(topic);
  sayWarnings(description, terminal);
  const week = orUsageError(description.config, { monday, timezone });
  const fleets = fleetWeeks(description.config, week);
  if (svg !== undefined) {
    writeFileSafely(svg, weekSvg(String(description.config.name), fleets, week), { force });
  }
  terminal.out(explainText(description.config, fleets, week, terminal.colors));
  if (svg !== undefined) {
    terminal.say(`wrote ${svg}`);
  }
  return 0;
}

const flags = { monday: "--week", timezone: "--timezone" } as const;

function orUsageError(config: RunnerFleetConfig, options: WeekOptions) {
  try {
    return shownWeek(config, options);
  } catch (error) {
    if (error instanceof WeekError) {
      throw new UsageError(`${flags[error.option]}: ${error.message}`);
    }
    throw error;
  }
}

/** Names of descriptions in the folder of a file that is not there, as they would be written. */
function filesBeside(file: string): string[] {
  const folder = dirname(file);
  const isBare = file === basename(file);
  return namesIn(folder)
    .filter((name) => /\.(ya?ml|json)$/.test(name))
    .sort()
    .map((name) => (isBare ? name : join(folder, name)));
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
