import type { ExpressionKind } from "@runner-fleet/config";
import { Tokenization } from "cdktf";

/** What a cdktf token gives, told by the form that cdktf hides it in. */
export function tokenKind(token: unknown): ExpressionKind {
  if (typeof token === "string") {
    return "text";
  }
  if (typeof token === "number") {
    return "number";
  }
  if (Array.isArray(token)) {
    return "list";
  }
  // Only a flag has no literal form that cdktf could hide a token in.
  return Tokenization.isResolvable(token) ? "flag" : "map";
}
