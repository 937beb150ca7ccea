import type { Validation } from "./validation";

const escapedData = (text: string) => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");

const escapedProperty = (text: string) => escapedData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");

/**
 * Findings as commands of a GitHub workflow, which shows each as an annotation on its line.
 *
 * Source: actions/toolkit, `packages/core/src/command.ts`, for what is escaped and how.
 */
export function githubAnnotations({ source, findings }: Validation): string {
  return findings
    .map(({ severity, line, column, rule, path, message, fix }) => {
      const place = [`file=${escapedProperty(source)}`, `line=${line}`, `col=${column}`, `title=${rule}`].join(",");
      return `::${severity} ${place}::${escapedData(`${path ? `${path}: ` : ""}${message}; ${fix}`)}\n`;
    })
    .join("");
}
