import { terraformName, variables, type LeftToTerraform } from "@runner-fleet/config";
import { askedVariables } from "../file/asked-variables";
import { shellWord } from "../terminal/shell-word";
import type { SynthFormat } from "./synth-formats";

/** What was written. */
export interface Written {
  /** What the description leaves out, and Terraform is asked for. */
  readonly left: readonly LeftToTerraform[];
  /** What it was written as. */
  readonly format: SynthFormat;
  /** The folder, as the user named it. */
  readonly folder: string;
}

/** Of a module, what its caller's providers have. */
const ofProviders = new Set(["region"]);

/** What there is to give and to do, one a line. Of a module the README that is written with it says it. */
export function nextSteps({ left, format, folder }: Written): string[] {
  const names = askedVariables(left).filter((name) => format !== "module" || !ofProviders.has(name));
  const width = Math.max(...names.map((name) => terraformName(name).length));
  const asked =
    names.length === 0
      ? []
      : [
          "variables to give, which the description leaves out:",
          ...names.map((name) => `  ${terraformName(name).padEnd(width)}  ${variables[name].description}`),
        ];
  if (format === "module") {
    return asked;
  }
  const given = names.map((name) => `TF_VAR_${terraformName(name)}`).join(", ");
  return [
    ...asked,
    ...(names.length === 0 ? [] : [`give them in a terraform.tfvars there, or as ${given}`]),
    `next: cd ${shellWord(folder)} && terraform init && terraform plan`,
  ];
}
