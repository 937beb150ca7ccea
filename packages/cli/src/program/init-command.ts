import { initOptions, type InitOptions } from "../init/init-options";
import { runInit } from "../init/run-init";
import type { CommandSpec } from "./command-spec";

/** `runner-fleet init`. */
export const spec: CommandSpec = {
  description: "Asks what it must and writes a commented description. Every answer is also a flag.",
  arguments: [],
  options: initOptions,
  examples: [
    { call: "init", does: "ask, and write runner-fleet.yaml" },
    { call: "init --platform ec2 --region eu-west-1", does: "ask only what is not said here" },
    { call: "init --yes -o -", does: "ask nothing, and print the description" },
  ],
  run: (_args, options, terminal) => runInit(options as InitOptions, terminal),
};
