import { Expression, type RunnerFleetConfig } from "@runner-fleet/config";
import { effects, type EffectId } from "./effects";
import { newTokensText, type NewToken } from "./new-tokens";

/** How long a manager of this description drains at most, as the description says it. */
export function drainText({ manager: { drainTimeout } }: RunnerFleetConfig): string {
  return Expression.is(drainTimeout) ? drainTimeout.terraform : drainTimeout.toString();
}

/** What an effect says, with how long the managers that run drain at most, and the tokens at new places. */
export const effectText = (id: EffectId, drain: string, tokens: readonly NewToken[]): string =>
  effects[id].says.replaceAll("{drain}", drain).replaceAll("{tokens}", () => newTokensText(tokens));
