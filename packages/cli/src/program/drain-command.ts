import { drainOptions, type DrainOptions } from "../drain/drain-options";
import { runDrain } from "../drain/run-drain";
import type { CommandSpec } from "./command-spec";

/** `runner-fleet drain`. */
export const spec: CommandSpec = {
  description:
    "Before a destroy: scales the managers down and waits until they have let go. Jobs that run finish; new ones wait in " +
    "GitLab. Machines stay until the destroy.",
  arguments: [
    {
      flags: "[stack]",
      description: "a description, or a folder with Terraform's state (default: runner-fleet.yaml here)",
    },
  ],
  options: drainOptions,
  examples: [
    { call: "drain", does: "drain the managers of runner-fleet.yaml, after asking" },
    { call: "drain terraform --yes", does: "drain what the state in terraform/ knows of" },
    { call: "drain --shard 2 --timeout 3h", does: "drain one manager of several" },
  ],
  run: ([stack], options, terminal) => runDrain({ ...(options as DrainOptions), stack }, terminal),
};
