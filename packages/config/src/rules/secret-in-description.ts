import { Duration } from "../values/duration";
import { Expression } from "../values/expression";
import { looksLikeSecret } from "../findings/finding";
import type { Rule, RuleFinding } from "../rule/rule";
import { writtenSecretFix } from "../values/written-secret";

/** A description holds no secret. */
export const secretInDescription: Rule = {
  id: "secret-in-description",
  title: "A description holds no secret",
  why:
    "A description is kept in Git, and what it says ends in config.toml, in a ConfigMap, in user data and in Terraform's " +
    "state, in plain text. A secret that was written down once must be taken for known.",
  fix: writtenSecretFix(),
  severity: "error",
  check: (config) => secretsIn(config, []),
};

function secretsIn(value: unknown, path: readonly PropertyKey[]): RuleFinding[] {
  const finding = { path, message: "must not hold a text that looks like a token, a key or a password (not shown)" };
  if (typeof value === "string") {
    return looksLikeSecret(value) ? [finding] : [];
  }
  if (Expression.is(value)) {
    return looksLikeSecret(value.terraform) ? [finding] : [];
  }
  if (typeof value !== "object" || value === null || Duration.is(value)) {
    return [];
  }
  return Object.entries(value).flatMap(([key, item]) => {
    const at = [...path, Array.isArray(value) ? Number(key) : key];
    return looksLikeSecret(key) ? [{ ...finding, path: at }] : secretsIn(item, at);
  });
}
