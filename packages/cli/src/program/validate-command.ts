import { runValidate } from "../validate/run-validate";
import { validationFormats, type ValidationFormat } from "../validate/validation-formats";
import type { CommandSpec } from "./command-spec";
import { fileArgument } from "./flags";

/** `runner-fleet validate`. */
export const spec: CommandSpec = {
  description:
    "Says everything that is found in a description: where, what, what to do, and by which rule. " +
    "Ends with 0 when it can be used, with 1 when it can't.",
  arguments: [fileArgument],
  options: [
    {
      flags: "-f, --format <format>",
      description: "for people, programs, annotations of GitHub, code quality of GitLab",
      choices: validationFormats,
      default: "text",
    },
    { flags: "--strict", description: "end with 1 for warnings, too" },
  ],
  examples: [
    { call: "validate", does: "check runner-fleet.yaml here" },
    { call: "validate fleets.yaml --strict", does: "fail for warnings, too" },
    { call: "validate --format gitlab > gl-code-quality-report.json", does: "for the artifact of a merge request" },
    { call: "validate - < fleets.json", does: "check what comes from stdin" },
  ],
  run: ([file], { format, strict = false }, terminal) =>
    runValidate({ file, format: format as ValidationFormat, strict: Boolean(strict) }, terminal),
};
