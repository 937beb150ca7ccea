import type { Finding } from "./finding";

/** A description that cannot be used, with everything that is wrong with it. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";

  constructor(
    /** Where the description came from, such as a file's name. */
    readonly source: string,
    /** Every error, by the path the user wrote. */
    readonly findings: readonly Finding[],
  ) {
    super(
      [
        `${source} is not a valid description of runner fleets:`,
        ...findings.map((finding) => `  ${formatFinding(finding)}`),
      ].join("\n"),
    );
  }
}

/** A finding on one line: where, what, what to do, which rule. */
export function formatFinding({ path, message, fix, rule }: Finding): string {
  return `${path ? `${path}: ` : ""}${message}; ${fix} [${rule}]`;
}
