import type { GivenOptions } from "./given-options";
import type { Verdict } from "./option-verdict";

/** What becomes of options, by name: of each value, seen beside the other options. */
export type OptionTable = Readonly<Record<string, (value: string, given: GivenOptions) => Verdict>>;
