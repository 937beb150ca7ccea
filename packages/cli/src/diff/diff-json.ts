import { changeWords } from "./change-words";
import { effectText } from "./effect-text";
import { effects, type EffectId } from "./effects";
import type { JobSummary } from "./job-summary";
import type { Report } from "./report";

/** The report for a program, as JSON with a line end. */
export function diffJson({ changes, together, whole }: Report, summary: JobSummary): string {
  const effect = (id: EffectId) => {
    const { runningJobs, newJobs } = effects[id];
    return { id, says: effectText(id, summary.drain), runningJobs, newJobs };
  };
  const document = {
    changes: changes.map((change) => ({
      ...changeWords(change),
      effects: change.effects.map(effect),
      isTogether: change.isTogether,
    })),
    together: together.map(effect),
    effects: whole.effects.map(effect),
    jobs: summary,
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}
