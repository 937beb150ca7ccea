import { code, codeBlock, markdownTable, plainText } from "./markdown";
import type { ModuleInput } from "./module-inputs";
import { shortDefault, shortType } from "./short-hcl";
import type { Module } from "./to-module";

/** The tables of a module's README, as Markdown without headings; each ends with a line end. */
export interface ModuleTables {
  /** Versions of Terraform and of the providers. */
  readonly requirements: string;
  /** The variables. Types and defaults that are too long for the table follow it. */
  readonly inputs: string;
  /** The outputs. */
  readonly outputs: string;
}

/** What someone who calls a module must know, as tables. */
export function moduleTables(module: Pick<Module, "inputs" | "outputs" | "requirements">): ModuleTables {
  const { inputs, outputs, requirements } = module;
  const providers = Object.values(requirements.providers);
  return {
    requirements: markdownTable(
      ["Name", "Version"],
      [
        ["Terraform", code(requirements.terraform)],
        ...providers.map(({ source, version }) => [plainText(source), code(version)]),
      ],
    ),
    inputs: [
      markdownTable(["Name", "Description", "Type", "Default", "Required", "Rules"], inputs.map(inputRow)),
      ...inputs.flatMap(inputDetails),
    ].join("\n"),
    outputs: markdownTable(
      ["Name", "Description"],
      outputs.map(({ name, description }) => [code(name), plainText(description)]),
    ),
  };
}

function inputRow(input: ModuleInput): readonly string[] {
  return [
    code(input.name),
    plainText(input.description),
    code(shortType(input.type)),
    input.default === undefined ? "" : code(shortDefault(input.default)),
    input.default === undefined ? "yes" : "no",
    input.rules.map(code).join(", "),
  ];
}

/** What the table has in short. */
function inputDetails(input: ModuleInput): readonly string[] {
  const { name, type, default: value } = input;
  return [
    ...(shortType(type) === type ? [] : [`Type of ${code(name)}:\n\n${codeBlock(type)}`]),
    ...(value === undefined || shortDefault(value) === value
      ? []
      : [`Default of ${code(name)}:\n\n${codeBlock(value)}`]),
  ];
}
