import type { Changes } from "../changed";

/** What a rule finds, and what it lets pass, by the rule's id. Every case is a change to the minimal description. */
export type RuleCases = Readonly<
  Record<
    string,
    {
      /** Descriptions with findings of the rule, each with every line that the rule has to say. */
      readonly fires: readonly { readonly when: Changes; readonly says: readonly string[] }[];
      /** Valid neighbours of theirs of which the rule says nothing. */
      readonly quiet: readonly Changes[];
    }
  >
>;
