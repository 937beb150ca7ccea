import { Expression, type RunnerFleetConfig } from "@runner-fleet/config";
import { effects, type EffectId } from "./effects";

/** How long a manager of this description drains at most, as the description says it. */
export function drainText({ manager: { drainTimeout } }: RunnerFleetConfig): string {
  return Expression.is(drainTimeout) ? drainTimeout.terraform : drainTimeout.toString();
}

/** What an effect says, with how long the managers that run drain at most. */
export const effectText = (id: EffectId, drain: string): string => effects[id].says.replaceAll("{drain}", drain);
