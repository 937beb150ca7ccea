import { runSynth } from "../synth/run-synth";
import { synthFormats, type SynthFormat } from "../synth/synth-formats";
import type { CommandSpec } from "./command-spec";
import { fileArgument, forceOption } from "./flags";

/** `runner-fleet synth`. */
export const spec: CommandSpec = {
  description:
    "Writes a description as Terraform. What it leaves out and only an account knows (region, subnets, security groups, " +
    "the cluster's name) becomes a typed variable. Where state is kept is yours to add, in a file of your own. A folder " +
    "that has another format is refused unless --force is given: resources have other addresses in it, and an apply " +
    "would replace them all.",
  arguments: [fileArgument],
  options: [
    {
      flags: "-t, --to <format>",
      description: "JSON as cdktf makes it, HCL, or a module for roots of your own",
      choices: synthFormats,
      default: "hcl",
    },
    { flags: "-o, --output <folder>", description: "the folder to write to", required: true },
    forceOption,
  ],
  examples: [
    { call: "synth -o terraform", does: "write HCL, for terraform or tofu to apply" },
    { call: "synth --to module -o modules/runners", does: "write a module, whose caller has the providers" },
    { call: "synth --to json -o build", does: "write what cdktf synthesises" },
  ],
  run: ([file], { to, output, force = false }, terminal) =>
    runSynth({ file, to: to as SynthFormat, output: String(output), force: Boolean(force) }, terminal),
};
