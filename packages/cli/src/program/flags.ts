import type { FlagSpec } from "./command-spec";

/** The description that a command reads. */
export const fileArgument: FlagSpec = {
  flags: "[file]",
  description: "the description, - for stdin (default: runner-fleet.yaml, .yml or .json here)",
};

/** Overwriting what is there. */
export const forceOption: FlagSpec = {
  flags: "--force",
  description: "overwrite files that someone else wrote or changed",
};
