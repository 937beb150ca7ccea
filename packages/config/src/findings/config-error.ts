import type { Finding } from "./finding";

/**
 * A description that cannot be used, with everything that is wrong with it. It has no stack trace: what is wrong is in
 * the description, and Node prints an error that nobody catches with its stack and all its properties.
 */
export class ConfigError extends Error {
  /** Where the description came from, such as a file's name. */
  declare readonly source: string;
  /** Every error, by the path the user wrote. */
  declare readonly findings: readonly Finding[];

  constructor(source: string, findings: readonly Finding[]) {
    super(
      [
        `${source} is not a valid description of runner fleets:`,
        ...findings.map((finding) => `  ${formatFinding(finding)}`),
      ].join("\n"),
    );
    const hidden = { name: "ConfigError", stack: `ConfigError: ${this.message}`, source, findings };
    for (const [property, value] of Object.entries(hidden)) {
      Object.defineProperty(this, property, { value, enumerable: false });
    }
  }
}

/** A finding on one line: where, what, what to do, which rule. */
export function formatFinding({ path, message, fix, rule }: Finding): string {
  return `${path ? `${path}: ` : ""}${message}; ${fix} [${rule}]`;
}
