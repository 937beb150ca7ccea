import { changeWords } from "./change-words";
import { effectText } from "./effect-text";
import { effects, type EffectId } from "./effects";
import type { JobSummary } from "./job-summary";
import type { NewToken } from "./new-tokens";
import type { Report } from "./report";

/** The report for a program, as JSON with a line end. */
export function diffJson({ changes, together, whole }: Report, summary: JobSummary): string {
  const effect = (tokens: readonly NewToken[]) => (id: EffectId) => {
    const { runningJobs, newJobs } = effects[id];
    return { id, says: effectText(id, summary.drain, tokens), runningJobs, newJobs };
  };
  const document = {
    changes: changes.map((change) => ({
      ...changeWords(change),
      effects: change.effects.map(effect(change.newTokens)),
      isTogether: change.isTogether,
    })),
    together: together.map(effect(whole.newTokens)),
    effects: whole.effects.map(effect(whole.newTokens)),
    jobs: summary,
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}
