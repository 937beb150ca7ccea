import { readConfig, type RunnerFleetConfig, type RunnerFleetInput } from "@runner-fleet/config";
import type { EffectId } from "./effects";
import { fleetsOfManagers } from "./fleets-of-managers";
import { effectsOf } from "./resource-effects";
import { stackChanges, type StackChanges } from "./stack-changes";
import { synthesise, type TerraformDocument } from "./synthesise";

/** A description as it is compared. */
export interface Side {
  /** The description with its defaults. */
  readonly config: RunnerFleetConfig;
  /** The description as it was written. */
  readonly input: RunnerFleetInput;
  /** What it comes to for Terraform. */
  readonly document: TerraformDocument;
}

/** A description of which a part is another's: one that is in no file, and that may be none. */
export function trySide(input: unknown): Side | undefined {
  try {
    return side(input as RunnerFleetInput);
  } catch {
    return undefined;
  }
}

/**
 * A description to compare.
 *
 * @throws ConfigError or Error when it can't be used, or has something that a construct refuses
 */
export const side = (input: RunnerFleetInput, config = readConfig(input).config): Side => ({
  config,
  input,
  document: synthesise(input),
});

/** What an apply does between two descriptions. */
export interface Comparison {
  /** What changes in Terraform. */
  readonly changes: StackChanges;
  /** What that does, the worst first. */
  readonly effects: readonly EffectId[];
}

/** Holds what two descriptions come to against each other. */
export function compare(before: Side, after: Side): Comparison {
  const { chart, platform } = after.config.manager;
  if (before.config.manager.platform !== platform) {
    return { changes: { resources: [], providers: [] }, effects: ["platform-changed"] };
  }
  const changes = stackChanges(before.document, after.document);
  const effects = effectsOf({ changes, chart, platform, ofManagers: fleetsOfManagers(before.config, after.config) });
  return { changes, effects };
}

