import { defaultSchema, moduleTables, toHcl, toModule, type Content, type Module, type Stack } from "@runner-fleet/hcl";
import { moduleProviders, requiredVersion } from "@runner-fleet/stack";
import type { SynthFormat } from "./synth-formats";

/** Files by their path in the folder that they are written to. */
export type Files = ReadonlyMap<string, Content>;

const writers: Readonly<Record<SynthFormat, (stack: Stack) => Readonly<Record<string, string>>>> = {
  json: ({ document }) => ({ "cdk.tf.json": `${JSON.stringify(document, undefined, 2)}\n` }),
  hcl: ({ document }) => toHcl(document, { schema: defaultSchema() }).files,
  module: ({ document }) => {
    const module = toModule(document, { schema: defaultSchema(), requiredVersion, providers: moduleProviders });
    return { ...module.files, "README.md": moduleReadme(module) };
  },
};

/** What a stack is written as, with its assets. */
export function writtenFiles(stack: Stack, format: SynthFormat): Files {
  const texts = Object.entries(writers[format](stack)).map(
    ([name, text]) => [name, { bytes: Buffer.from(text), isExecutable: false }] as const,
  );
  return new Map([...texts, ...stack.assets]);
}

/** What a caller of the module must know. */
function moduleReadme(module: Module): string {
  const { requirements, inputs, outputs } = moduleTables(module);
  const needed = module.inputs.filter((input) => input.default === undefined).map(({ name }) => `  ${name} = …`);
  return [
    "# Runner fleets",
    "Written by `runner-fleet synth --to module` from a description: change that, and write the module again. Providers,\nregion and the way to the cluster are the caller's.",
    [
      "```hcl",
      'module "runners" {',
      '  source = "./runners"',
      ...(needed.length > 0 ? ["", ...needed] : []),
      "}",
      "```",
    ].join("\n"),
    "## Requirements",
    requirements.trim(),
    ...(module.inputs.length > 0 ? ["## Inputs", inputs.trim()] : []),
    "## Outputs",
    outputs.trim(),
    "",
  ].join("\n\n");
}
