import { runExplain, type ExplainOptions } from "../explain/run-explain";
import type { CommandSpec } from "./command-spec";

/** `runner-fleet explain`. */
export const spec: CommandSpec = {
  description:
    "Says what a description comes to: machines, jobs at once, and what is kept ready hour by hour over a week. Or, given a " +
    "rule's id, what the rule is for and what to do.",
  arguments: [
    {
      flags: "[file|rule]",
      description: "a description, - for stdin (default: runner-fleet.yaml, .yml or .json here), or a rule's id",
    },
  ],
  options: [
    { flags: "--svg <file>", description: "write the week as a picture" },
    { flags: "--timezone <zone>", description: "show the week in this time zone (default: that of most policies)" },
    { flags: "--week <date>", description: "the Monday of the week to show, such as 2026-07-06 (default: 2026-01-12)" },
    { flags: "--force", description: "overwrite a file that is there" },
  ],
  examples: [
    { call: "explain", does: "what runner-fleet.yaml comes to" },
    { call: "explain --svg week.svg", does: "the week as a picture, too" },
    { call: "explain idle-time-below-boot", does: "what a rule is for" },
  ],
  run: ([topic], options, terminal) =>
    runExplain(
      { ...(options as Omit<ExplainOptions, "topic" | "force">), topic, force: options.force === true },
      terminal,
    ),
};
