import type { LeftToTerraform, VariableName } from "@runner-fleet/config";

/** The variables that Terraform is asked for, each once, by what a description leaves out. */
export const askedVariables = (left: readonly LeftToTerraform[]): VariableName[] => [
  ...new Set(left.map(({ variable }) => variable)),
];
