import { createHash } from "node:crypto";
import { Fn, Token } from "cdktf";

const LENGTH = 12;

/** Twelve characters of a digest of texts without quotes; Terraform makes them where it alone knows one. */
export function shortDigest(texts: readonly string[]): string {
  const text = texts.join("/");
  return Token.isUnresolved(text)
    ? Fn.substr(Fn.sha256(Fn.join("/", [...texts])), 0, LENGTH)
    : createHash("sha256").update(text).digest("hex").slice(0, LENGTH);
}
