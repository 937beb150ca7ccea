import { leaveToTerraform } from "@runner-fleet/config";
import type { Draft } from "./draft";
import type { KeyReport } from "./key-report";

/** What only an account knows, and config.toml does not say: a typed variable of Terraform's, unless it is written. */
export const describedGaps = ({ description }: Draft): KeyReport[] =>
  leaveToTerraform(description).left.map(({ path }) => ({
    key: path,
    outcome: "decision",
    to: path,
    note: "config.toml does not say it; write it, or leave it to a variable of what `runner-fleet synth` makes",
  }));
