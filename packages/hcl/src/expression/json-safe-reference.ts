import type { Token } from "../scan/token";

/**
 * Attributes of AWS resources that are strings of letters, digits and a few marks (`arn:aws:s3:::bucket`), none of which
 * JSON escapes. IAM's own grammar of ARNs and the services' rules for names leave no others.
 */
const plain = ["account_id", "arn", "dns_suffix", "partition", "region", "unique_id"];
const instance = "\\[(?:\\d+|count\\.index|each\\.key)\\]";
const reference = new RegExp(`^(?:data\\.)?aws_[\\w-]+\\.[\\w-]+(?:${instance})?\\.(?:${plain.join("|")})$`);

/**
 * Whether an expression is a reference whose value `jsonencode` writes as it is.
 *
 * @param known expressions that are known to be, as `jsonSafeSet` gives them
 */
export function inJsonAsWritten(tokens: readonly Token[], known: ReadonlySet<string>): boolean {
  const text = tokens.map((token) => token.text).join("");
  return known.has(text) || reference.test(text);
}

/** Expressions in the form in which `inJsonAsWritten` looks for them: without white space, and without `${}` around. */
export function jsonSafeSet(expressions: readonly string[]): ReadonlySet<string> {
  return new Set(expressions.map((each) => each.replace(/^\$\{([^]*)\}$/, "$1").replace(/\s/g, "")));
}
