import { checkDescription, descriptionName } from "../file/read-description";
import { sourceName } from "../file/input-text";
import { YamlError } from "../file/yaml-input";
import type { ExitCode } from "../terminal/command-error";
import type { Terminal } from "../terminal/terminal";
import { githubAnnotations } from "./github-annotations";
import { gitlabCodeQuality } from "./gitlab-code-quality";
import type { Validation } from "./validation";
import { validationText } from "./validation-text";
import type { ValidationFormat } from "./validation-formats";

/** What is asked of `runner-fleet validate`. */
export interface ValidateOptions {
  /**
   * The description; `-` is stdin.
   *
   * @default - runner-fleet.yaml, .yml or .json here
   */
  readonly file?: string;
  /** For whom findings are written. */
  readonly format: ValidationFormat;
  /** Whether a warning is enough to fail. */
  readonly strict: boolean;
}

const writers: Readonly<Record<ValidationFormat, (validation: Validation, terminal: Terminal) => string>> = {
  text: (validation, { colors }) => validationText(validation, colors),
  json: (validation) => `${JSON.stringify(validation, undefined, 2)}\n`,
  github: githubAnnotations,
  gitlab: gitlabCodeQuality,
};

/** Says everything that is found in a description. */
export async function runValidate({ file, format, strict }: ValidateOptions, terminal: Terminal): Promise<ExitCode> {
  const validation = await validationOf(descriptionName(file));
  terminal.out(writers[format](validation, terminal));
  return validation.valid && !(strict && validation.findings.length > 0) ? 0 : 1;
}

async function validationOf(file: string): Promise<Validation> {
  try {
    const { source, config, findings, locate, leftToTerraform } = await checkDescription(file);
    const placed = findings.map((finding) => ({ ...finding, ...locate(finding.path) }));
    placed.sort((a, b) => a.line - b.line || a.column - b.column);
    return { source, valid: config !== undefined, findings: placed, leftToTerraform };
  } catch (error) {
    if (!(error instanceof YamlError)) {
      throw error;
    }
    const { reason: message, position } = error;
    const finding = {
      rule: "schema-yaml",
      severity: "error",
      path: "",
      message,
      fix: "correct it",
      ...position,
    } as const;
    return { source: sourceName(file), valid: false, findings: [finding], leftToTerraform: [] };
  }
}
