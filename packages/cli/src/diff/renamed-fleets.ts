import type { SettingChange } from "./setting-change";

/** Changes that belong together, and the new name where they are a fleet's. */
export interface ChangeGroup {
  /** The changes. */
  readonly settings: readonly SettingChange[];
  /**
   * The fleet's new name, where it is renamed.
   *
   * @default - nothing is renamed
   */
  readonly renamedTo?: string;
}

/** The changes one by one; a fleet that goes and one of the same content that comes are one that is renamed. */
export function withRenamedFleets(changes: readonly SettingChange[]): ChangeGroup[] {
  const taken = new Set<SettingChange>();
  return changes.flatMap((change): ChangeGroup[] => {
    if (taken.has(change)) {
      return [];
    }
    const twin =
      isFleet(change) && (change.before === undefined || change.after === undefined)
        ? changes.find((other) => isFleet(other) && !taken.has(other) && isRename(change, other))
        : undefined;
    if (twin === undefined) {
      return [{ settings: [change] }];
    }
    taken.add(twin);
    const [gone, come] = change.after === undefined ? [change, twin] : [twin, change];
    return [{ settings: [gone, come], renamedTo: String(come.path[1]) }];
  });
}

const isFleet = ({ path }: SettingChange) => path[0] === "fleets" && path.length === 2;

const isRename = (change: SettingChange, other: SettingChange) =>
  (change.after === undefined &&
    other.before === undefined &&
    JSON.stringify(change.before) === JSON.stringify(other.after)) ||
  (change.before === undefined &&
    other.after === undefined &&
    JSON.stringify(change.after) === JSON.stringify(other.before));
