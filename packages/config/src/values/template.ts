import { createHash } from "node:crypto";
import { Expression } from "./expression";
import { escapeQuoted, escapeTemplate } from "./terraform-text";

/** A text in which some parts are known only when Terraform plans. */
export class Template {
  constructor(
    /** Literal texts, and expressions whose text takes their place, in order. */
    readonly parts: readonly (string | Expression)[],
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
      throw new Error(`the text holds ${unknown}, which only Terraform knows; use toTerraform() or toPreview()`);
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

  /** SHA-256 of the text in hexadecimal, now or when Terraform plans. */
  sha256(): string | Expression<"text"> {
    if (this.isLiteral) {
      return createHash("sha256").update(this.toString()).digest("hex");
    }
    const quoted = this.parts.map((part) => (typeof part === "string" ? escapeQuoted(part) : String(part))).join("");
    return Expression.text(`sha256("${quoted}")`);
  }
}
