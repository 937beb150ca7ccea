import { checkDescription, descriptionName } from "../file/read-description";
import { sourceName } from "../file/input-text";
import { YamlError } from "../file/yaml-input";
import type { ExitCode } from "../terminal/command-error";
import type { Terminal } from "../terminal/terminal";
import { githubAnnotations } from "./github-annotations";
import { gitlabCodeQuality } from "./gitlab-code-quality";
import type { Validation } from "./validation";
import { validationSummary, validationText } from "./validation-text";
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

/** A file as it was read: what is found, and how many decisions are left in it, which are no findings. */
interface Validated {
  readonly validation: Validation;
  readonly decisionsLeft: number;
}

const writers: Readonly<Record<Exclude<ValidationFormat, "text">, (validation: Validation) => string>> = {
  json: (validation) => `${JSON.stringify(validation, undefined, 2)}\n`,
  github: githubAnnotations,
  gitlab: gitlabCodeQuality,
};

/** Says everything that is found in a description. */
export async function runValidate({ file, format, strict }: ValidateOptions, terminal: Terminal): Promise<ExitCode> {
  const { validation, decisionsLeft } = await validationOf(descriptionName(file));
  const exitCode = validation.valid && !(strict && validation.findings.length > 0) ? 0 : 1;
  if (format === "text") {
    terminal.out(validationText(validation, decisionsLeft, terminal.colors));
    return exitCode;
  }
  terminal.out(writers[format](validation));
  // A report goes to a file, and who looks at the log of a job that failed is to find out why.
  if (exitCode !== 0 && reports.has(format)) {
    terminal.say(validationSummary(validation, decisionsLeft, terminal.sayColors));
  }
  return exitCode;
}

/** Formats that a log does not show. */
const reports: ReadonlySet<ValidationFormat> = new Set(["json", "gitlab"]);

async function validationOf(file: string): Promise<Validated> {
  try {
    const { source, config, findings, locate, leftToTerraform, decisionsLeft } = await checkDescription(file);
    const placed = findings.map((finding) => ({ ...finding, ...locate(finding.path) }));
    placed.sort((a, b) => a.line - b.line || a.column - b.column);
    return { validation: { source, valid: config !== undefined, findings: placed, leftToTerraform }, decisionsLeft };
  } catch (error) {
    if (!(error instanceof YamlError)) {
      throw error;
    }
    const { reason: message, fix = "correct it", position } = error;
    const finding = {
      rule: "schema-yaml",
      severity: "error",
      path: "",
      message,
      fix,
      ...position,
    } as const;
    const validation = { source: sourceName(file), valid: false, findings: [finding], leftToTerraform: [] };
    return { validation, decisionsLeft: 0 };
  }
}
