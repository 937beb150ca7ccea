import type { EffectId } from "./effects";
import type { NewToken } from "./new-tokens";
import type { Path, SettingChange } from "./setting-change";

/** A changed setting, and what an apply of it does. */
export interface ReportedChange {
  /** Where the setting is. */
  readonly path: Path;
  /** What changed there; of a fleet that is renamed, its removal and its addition. */
  readonly settings: readonly SettingChange[];
  /**
   * The fleet's new name, where it is renamed.
   *
   * @default - it keeps its name
   */
  readonly renamedTo?: string;
  /** What it does, the worst first; nothing where nothing that runs changes. */
  readonly effects: readonly EffectId[];
  /** The tokens that it needs at a new place. */
  readonly newTokens: readonly NewToken[];
  /** Whether the effects are those of several changes together, since this one alone makes no description. */
  readonly isTogether: boolean;
}
