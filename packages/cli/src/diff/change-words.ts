import { formatPath } from "@runner-fleet/config";
import type { ReportedChange } from "./reported-change";
import type { SettingChange } from "./setting-change";
import { shownValue, shownValues } from "./shown-value";

/** A changed setting in words. */
export interface ChangeWords {
  /** The path, as the user writes it. */
  readonly path: string;
  /** What was there; of a set what is taken out of it, an entry each. */
  readonly before: readonly string[];
  /** What is there now; of a set what is put into it, an entry each. */
  readonly after: readonly string[];
  /** What the two are. */
  readonly kind: "value" | "set" | "order" | "name";
}

/** What changed in words: path, old value, new value. */
export function changeWords({ settings, renamedTo }: ReportedChange): ChangeWords {
  const [change] = settings as [SettingChange];
  const path = formatPath([...change.path]);
  if (renamedTo !== undefined) {
    return { path, before: [String(change.path[1])], after: [renamedTo], kind: "name" };
  }
  if (change.kind === "set") {
    const [before, after] = [change.before, change.after].map((items) => (items as unknown[]).map(shownValue));
    return { path, before: before as string[], after: after as string[], kind: "set" };
  }
  const [before, after] = shownValues(change.before, change.after);
  return { path, before: [before], after: [after], kind: change.kind ?? "value" };
}
