import { runSchema } from "../schema/run-schema";
import type { CommandSpec } from "./command-spec";
import { forceOption } from "./flags";

/** `runner-fleet schema`. */
export const spec: CommandSpec = {
  description: "Prints the JSON Schema of descriptions, by which editors complete and check them.",
  arguments: [],
  options: [{ flags: "-o, --output <file>", description: "write it to a file" }, forceOption],
  examples: [{ call: "schema -o runner-fleet.schema.json", does: "for an editor without a network" }],
  run: (_args, { output, force = false }, terminal) =>
    runSchema({ output: output as string | undefined, force: Boolean(force) }, terminal),
};
