import { createHash } from "node:crypto";
import { jsonDocument } from "@runner-fleet/config";
import { Fn, TerraformLocal, Token } from "cdktf";
import type { Construct } from "constructs";

// 28 bits, of the 30 that Image Builder allows: nothing that it knows by a version can be changed any more.
const DIGITS = 7;

/** The version of what consists of `content`: another content is another version. */
export function imageVersion(scope: Construct, id: string, content: string | object): string {
  if (isKnown(content)) {
    const text = typeof content === "string" ? content : jsonDocument(content);
    return `1.0.${parseInt(createHash("sha256").update(text).digest("hex").slice(0, DIGITS), 16)}`;
  }
  const text = typeof content === "string" ? content : Fn.jsonencode(new TerraformLocal(scope, id, content).expression);
  return `1.0.${Token.asString(Fn.parseint(Fn.substr(Fn.sha256(text), 0, DIGITS), 16))}`;
}

/** Whether no token is in a value; cdktf itself looks only at its surface. */
function isKnown(value: unknown): boolean {
  if (Token.isUnresolved(value)) {
    return false;
  }
  return typeof value === "object" && value !== null ? Object.values(value).every(isKnown) : true;
}
