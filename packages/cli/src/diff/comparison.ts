import { readConfig, type RunnerFleetConfig, type RunnerFleetInput } from "@runner-fleet/config";
import { effects, worstFirst, type EffectId } from "./effects";
import { fleetsOfManagers } from "./fleets-of-managers";
import { leftNamespaces } from "./left-namespaces";
import { newTokens, type NewToken } from "./new-tokens";
import { effectsOf, managerOf } from "./resource-effects";
import { stackChanges, type StackChanges } from "./stack-changes";
import { tokenEffects } from "./token-effects";
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
  /** What it does, the worst first. */
  readonly effects: readonly EffectId[];
  /** The tokens that are needed at a new place. */
  readonly newTokens: readonly NewToken[];
  /** How many of the managers that run start no jobs for a while. */
  readonly draining: number;
}

/** Holds what two descriptions come to against each other. */
export function compare(before: Side, after: Side): Comparison {
  const { chart, platform, waitForRollout } = after.config.manager;
  if (before.config.manager.platform !== platform) {
    return { effects: ["platform-changed"], newTokens: [], draining: 0 };
  }
  const ofManagers = fleetsOfManagers(before.config, after.config);
  const { resources, providers } = stackChanges(before.document, after.document);
  const facts = {
    chart,
    ofManagers,
    waits: waitForRollout === true,
    leavesNamespace: leftNamespaces(before.config, after.config).length > 0,
  };
  const effectsWith = (changes: StackChanges) => effectsOf({ ...facts, changes });
  const managers = [...new Set(resources.flatMap(({ construct }) => managerOf(construct) ?? []))];
  const waits = managers.filter((manager) =>
    effectsWith({
      resources: resources.filter(({ construct }) => managerOf(construct) === manager),
      providers: [],
    }).some((id) => effects[id].newJobs === "wait"),
  );
  const usesAws = Object.keys(before.document.resource).some((type) => type.startsWith("aws_"));
  const tokens = newTokens(before.config, after.config);
  const ofStack = effectsWith({
    resources,
    providers: providers.filter(({ provider }) => provider !== "aws" || usesAws),
  });
  return {
    effects: worstFirst([...tokenEffects(before.config, after.config, tokens), ...ofStack]),
    newTokens: tokens,
    draining: waits.length,
  };
}
