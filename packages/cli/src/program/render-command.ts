import { runRender, type RenderOptions } from "../render/run-render";
import type { CommandSpec } from "./command-spec";
import { fileArgument, forceOption } from "./flags";

/** `runner-fleet render`. */
export const spec: CommandSpec = {
  description:
    "Shows what people read before they apply: config.toml, chart values, user data. What only Terraform knows stands in " +
    "it as Terraform's expression.",
  arguments: [fileArgument],
  options: [
    { flags: "-o, --output <folder>", description: "write each to a file of this folder" },
    { flags: "--only <name>", description: "print one file alone, such as config.toml" },
    forceOption,
  ],
  examples: [
    { call: "render", does: "print everything, each under its name" },
    { call: "render --only config.toml", does: "print what GitLab Runner reads" },
    { call: "render -o rendered", does: "write each to a file, to be compared in a review" },
  ],
  run: ([file], options, terminal) =>
    runRender({ ...(options as RenderOptions), file, force: options.force === true }, terminal),
};
