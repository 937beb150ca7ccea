import type { Token } from "../scan/token";

/**
 * Attributes of AWS resources that are strings of letters, digits and a few marks (`arn:aws:s3:::bucket`), none of which
 * JSON escapes. IAM's own grammar of ARNs and the services' rules for names leave no others.
 */
const plain = new Set(["account_id", "arn", "dns_suffix", "partition", "region", "unique_id"]);

/** Whether an expression is a reference whose value `jsonencode` writes as it is. */
export function inJsonAsWritten(tokens: readonly Token[]): boolean {
  const [first] = tokens;
  const names = tokens[0]?.text === "data" ? tokens.slice(2) : tokens;
  const isReference = tokens.every(({ type, text }, i) => (i % 2 === 0 ? type === "ident" : text === "."));
  return (
    first !== undefined &&
    isReference &&
    /^aws_/.test(names[0]?.text ?? "") &&
    names.length === 5 &&
    plain.has(names[4]?.text ?? "")
  );
}
