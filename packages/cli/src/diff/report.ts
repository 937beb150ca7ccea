import { compare, trySide, type Comparison, type Side } from "./comparison";
import { effects, type EffectId } from "./effects";
import { withRenamedFleets, type ChangeGroup } from "./renamed-fleets";
import type { ReportedChange } from "./reported-change";
import type { Path, SettingChange } from "./setting-change";
import { settingChanges } from "./setting-changes";
import { withChange } from "./with-change";

/** What differs between two descriptions, and what an apply of the second does where the first was applied. */
export interface Report {
  /** The changed settings. */
  readonly changes: readonly ReportedChange[];
  /** What all changes do together and none alone. */
  readonly together: readonly EffectId[];
  /** All changes at once. */
  readonly whole: Comparison;
}

/** More changes than this are looked at in groups: each look is a synthesis. */
const MANY = 40;

/**
 * Compares two descriptions. What a change does is found by applying it alone.
 *
 * @param progress called before each synthesis with how many changes have been looked at, of how many
 */
export function report(before: Side, after: Side, progress: (done: number, of: number) => void = () => {}): Report {
  const whole = compare(before, after);
  const groups = withRenamedFleets(settingChanges(before.config, after.config));
  const looks = groups.length > MANY ? alike(groups) : groups.map((group) => [group]);
  const changes = looks.flatMap((look, index) => {
    progress(index, looks.length);
    const settings = look.flatMap((group) => group.settings);
    const { comparison, isTogether } = comparedAlone({ before, after, groups, whole }, settings);
    return look.map((group) => reported(group, comparison, isTogether || look.length > 1));
  });
  // Another order is a change only where it does something.
  const real = changes.filter(
    ({ settings, effects: found }) => found.length > 0 || settings.some(({ kind }) => kind !== "order"),
  );
  const alone = new Set(real.flatMap((change) => change.effects));
  const isSaid = (id: EffectId) => alone.has(id) || (isHarmless(id) && real.length > 0);
  return { changes: real, together: whole.effects.filter((id) => !isSaid(id)), whole };
}

const isHarmless = (id: EffectId) => effects[id].runningJobs === "unaffected" && effects[id].newJobs === "unaffected";

const reported = ({ settings, renamedTo }: ChangeGroup, found: Comparison, isTogether: boolean) => ({
  path: settings[0]?.path ?? [],
  settings,
  renamedTo,
  effects: found.effects,
  newTokens: found.newTokens,
  isTogether,
});

interface Both {
  readonly before: Side;
  readonly after: Side;
  readonly groups: readonly ChangeGroup[];
  readonly whole: Comparison;
}

interface Alone {
  readonly comparison: Comparison;
  readonly isTogether: boolean;
}

/**
 * What changes do alone: added to the first description, or taken out of the second. Where neither is a description, what
 * is changed in the same table goes with them, then in the one above it.
 */
function comparedAlone({ before, after, groups, whole }: Both, settings: readonly SettingChange[]): Alone {
  const all = groups.flatMap((group) => group.settings);
  if (settings.length === all.length) {
    return { comparison: whole, isTogether: false };
  }
  const depth = Math.min(...settings.map(({ path }) => path.length));
  for (let length = depth; length >= 1; length -= 1) {
    const wider =
      length === depth
        ? settings
        : all.filter(({ path }) => settings.some((one) => isWithin(path, one.path.slice(0, length))));
    const found = comparisonOf({ before, after }, wider);
    if (found) {
      return { comparison: found, isTogether: wider.length > settings.length };
    }
  }
  return { comparison: whole, isTogether: true };
}

const isWithin = (path: Path, start: Path) => start.every((key, index) => path[index] === key);

function comparisonOf(
  { before, after }: Pick<Both, "before" | "after">,
  settings: readonly SettingChange[],
): Comparison | undefined {
  const patched = (from: Side, to: Side) =>
    trySide(settings.reduce((input: unknown, change) => withChange(input, to.input, change), from.input));
  const added = patched(before, after);
  if (added) {
    return compare(before, added);
  }
  const without = patched(after, before);
  return without && compare(without, after);
}

/** Changes of the same setting in several fleets or places of a list, together. */
function alike(groups: readonly ChangeGroup[]): ChangeGroup[][] {
  const found = new Map<string, ChangeGroup[]>();
  for (const group of groups) {
    const [first] = group.settings as [SettingChange];
    const { path, before, after } = first;
    const isWhole = before === undefined ? "added" : after === undefined ? "removed" : "changed";
    const pattern = path.map((key, index) =>
      typeof key === "number" || (path[0] === "fleets" && index === 1) ? "*" : key,
    );
    const key = JSON.stringify([pattern, isWhole, group.renamedTo !== undefined]);
    found.set(key, [...(found.get(key) ?? []), group]);
  }
  return [...found.values()];
}
