import type { Colors } from "picocolors/types";
import { changeWords, type ChangeWords } from "./change-words";
import { effectText } from "./effect-text";
import { effects, type EffectId } from "./effects";
import { newJobsText, runningJobsText, type JobSummary } from "./job-summary";
import type { NewToken } from "./new-tokens";
import type { Report } from "./report";

/** The report for a person: each change with what it does, and at the end what all of them do to jobs. */
export function diffText({ changes, together, whole }: Report, summary: JobSummary, colors: Colors): string {
  if (changes.length === 0) {
    return "The two descriptions say the same.\n";
  }
  const line = (tokens: readonly NewToken[]) => (id: EffectId) =>
    `  ${colorOf(id, colors)(effectText(id, summary.drain, tokens))}`;
  const parts = changes.map((change) => {
    const shared = change.isTogether ? ["  together with other changes:"] : [];
    const does =
      change.effects.length === 0 ? ["  nothing that runs changes"] : change.effects.map(line(change.newTokens));
    return [heading(changeWords(change), colors), ...shared, ...does].join("\n");
  });
  const also =
    together.length === 0 ? [] : [["All of it together:", ...together.map(line(whole.newTokens))].join("\n")];
  const count = `${changes.length} ${changes.length === 1 ? "setting changes" : "settings change"}.`;
  const end = [count, `Jobs that run: ${runningJobsText(summary)}.`, `New jobs:      ${newJobsText(summary)}.`];
  return `${[...parts, ...also, end.join("\n")].join("\n\n")}\n`;
}

function heading({ path, before, after, kind }: ChangeWords, colors: Colors): string {
  const [old = "", now = ""] = [before[0], after[0]];
  switch (kind) {
    case "name":
      return `${colors.bold(path)}: renamed to ${now}, which is a removal and an addition`;
    case "set":
      return `${colors.bold(path)}: ${[
        ...(before.length === 0 ? [] : [`without ${colors.red(before.join(", "))}`]),
        ...(after.length === 0 ? [] : [`with ${colors.green(after.join(", "))}`]),
      ].join("; ")}`;
    case "order":
      return `${colors.bold(path)}: another order, ${old} → ${now}`;
    case "value":
      return `${colors.bold(path)}: ${colors.red(old)} → ${colors.green(now)}`;
  }
}

const colorOf = (id: EffectId, colors: Colors) =>
  ({
    lost: colors.red,
    "at risk": colors.red,
    finish: colors.yellow,
    unaffected: String,
  })[effects[id].runningJobs];
