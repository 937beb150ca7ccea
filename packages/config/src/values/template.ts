import { createHash } from "node:crypto";
import type { Expression } from "./expression";
import { escapeTemplate } from "./terraform-text";

/** A directive of Terraform's templates, such as `if var.debug` or `endif`, on a line of its own that leaves no trace. */
export class Directive {
  constructor(readonly terraform: string) {}

  /** The directive with its line break, which it takes away again. */
  toString(): string {
    return `%{ ${this.terraform} ~}\n`;
  }
}

/** A literal text, an expression whose text takes its place, or a directive. */
export type TemplatePart = string | Expression | Directive;

/** A text in which some parts are known only when Terraform plans. */
export class Template {
  constructor(
    /** What the text consists of, in order. */
    readonly parts: readonly TemplatePart[],
  ) {}

  /** Whether the whole text is known now. */
  get isLiteral(): boolean {
    return this.parts.every((part) => typeof part === "string");
  }

  /**
   * The text itself.
   *
   * @throws Error when a part is known only to Terraform
   */
  toString(): string {
    const unknown = this.parts.find((part) => typeof part !== "string");
    if (unknown) {
      throw new Error(
        `the text holds ${String(unknown)}, which only Terraform knows; use toTerraform() or toPreview()`,
      );
    }
    return this.parts.join("");
  }

  /** The text with its expressions as Terraform names them and nothing escaped, for a person to read. */
  toPreview(): string {
    return this.parts.map(String).join("");
  }

  /** The text as a Terraform template: literals escaped, expressions as `${…}`. */
  toTerraform(): string {
    return this.parts.map((part) => (typeof part === "string" ? escapeTemplate(part) : String(part))).join("");
  }

  /**
   * SHA-256 of the text in hexadecimal.
   *
   * @throws Error when a part is known only to Terraform
   */
  sha256(): string {
    return createHash("sha256").update(this.toString()).digest("hex");
  }
}
