import { Template, type TemplatePart } from "@runner-fleet/config";

/** A step of a component: a script that bash runs as root. */
export interface ImageStep {
  /** Its name in the log. */
  readonly name: string;
  /** What bash runs. */
  readonly script: Template | string;
  /**
   * How often it is tried.
   *
   * @default 1
   */
  readonly attempts?: number;
}

/** The most characters that Image Builder takes as a component. */
export const DOCUMENT_LIMIT = 16_000;

const INDENT = " ".repeat(14);

/**
 * A component of Image Builder as the YAML that its agent on the instance reads: one phase and its steps. Image Builder
 * tests an image only with components that have no other phase than `test`.
 *
 * @throws Error when a script holds what the agent would take for a reference of its own
 */
export function imageDocument(description: string, phase: "build" | "test", steps: readonly ImageStep[]): Template {
  return new Template([
    `description: ${JSON.stringify(description)}\nschemaVersion: 1.0\nphases:\n  - name: ${phase}\n    steps:\n`,
    ...steps.flatMap(({ name, script, attempts = 1 }) => [
      `      - name: ${name}\n        action: ExecuteBash\n`,
      attempts === 1 ? "" : `        maxAttempts: ${attempts}\n`,
      "        inputs:\n          commands:\n            - |\n",
      ...indented(typeof script === "string" ? [script] : script.parts),
    ]),
  ]);
}

/** A text comes in parts, of which any may begin a line. */
function indented(parts: readonly TemplatePart[]): TemplatePart[] {
  let beginsLine = true;
  return parts.flatMap((part) => {
    const indent = beginsLine ? INDENT : "";
    if (typeof part !== "string") {
      beginsLine = false;
      return [indent, part];
    }
    if (part.includes("{{")) {
      throw new Error(
        `an image can't be prepared with a text that holds {{, which Image Builder takes for a reference, got ${JSON.stringify(excerpt(part))}; write it otherwise`,
      );
    }
    beginsLine = part === "" ? beginsLine : part.endsWith("\n");
    return [(/^[^\n]/.test(part) ? indent : "") + part.replace(/\n(?=[^\n])/g, `\n${INDENT}`)];
  });
}

const excerpt = (text: string) => text.slice(Math.max(0, text.indexOf("{{") - 20), text.indexOf("{{") + 20);
