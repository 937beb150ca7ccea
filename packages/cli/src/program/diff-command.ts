import { runDiff, type DiffOptions } from "../diff/run-diff";
import type { CommandSpec } from "./command-spec";

/** `runner-fleet diff`. */
export const spec: CommandSpec = {
  description: "Says in words what changes between two descriptions, and what an apply of it does to running jobs.",
  arguments: [
    { flags: "<before>", description: "the description that is applied, - for stdin" },
    { flags: "<after>", description: "the description to apply" },
  ],
  options: [
    {
      flags: "-f, --format <format>",
      description: "for people or programs",
      choices: ["text", "json"],
      default: "text",
    },
    { flags: "--exit-code", description: "end with 1 where anything changes" },
  ],
  examples: [
    { call: "diff before.yaml runner-fleet.yaml", does: "what the change does" },
    {
      call: "diff - runner-fleet.yaml",
      does: "against the last commit: git show HEAD:runner-fleet.yaml | runner-fleet diff - runner-fleet.yaml",
    },
  ],
  run: ([before = "", after = ""], options, terminal) =>
    runDiff(
      { ...(options as Pick<DiffOptions, "format">), before, after, exitCode: options.exitCode === true },
      terminal,
    ),
};
