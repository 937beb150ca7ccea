import { snakeCase } from "../schema/toml-key";

/** Units of the model's keys, whose capitals begin no word. */
const UNITS: Readonly<Record<string, string>> = { sizeGiB: "size_gib", throughputMiBps: "throughput_mibps" };

/** Name of a variable or an attribute in Terraform: `subnetIds` is `subnet_ids`. */
export const nameInTerraform = (key: string) => UNITS[key] ?? snakeCase(key);

/** Tables of the description that are no variables of their own; their keys are. */
const TABLES = /\b(?:cluster|docker|gitlab|machines|manager)\.(?=[a-z])/g;

const CAMEL_CASE = /\b[a-z]+(?:[A-Z][A-Za-z]*)+\b/g;

/** A sentence about keys of the description as one about variables: `rootVolume.sizeGiB` is `root_volume.size_gib`. */
export const inTermsOfVariables = (sentence: string) =>
  sentence.replace(TABLES, "").replace(CAMEL_CASE, nameInTerraform);
