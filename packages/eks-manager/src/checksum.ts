import type { Template } from "@runner-fleet/config";

/** SHA-256, in hexadecimal, of a text that only Terraform knows. */
export class Checksum {
  constructor(
    /** The text. */
    readonly of: Template,
  ) {}
}

/** SHA-256 of a text in hexadecimal, now where the text is known. */
export const checksumOf = (text: Template) => (text.isLiteral ? text.sha256() : new Checksum(text));
