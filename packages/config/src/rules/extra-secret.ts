import { extraKeys } from "../keys/extra-keys";
import type { Rule } from "../rule/rule";

/** No key under extra holds a secret. */
export const extraSecret: Rule = {
  id: "extra-secret",
  title: "No key under extra holds a secret",
  why: "What is written there ends in config.toml, in a ConfigMap and in Terraform's state, in plain text.",
  fix: "remove it, and revoke what it held if it was real",
  severity: "error",
  *check(config) {
    for (const { path, hint } of extraKeys(config).filter(({ kind }) => kind === "secret")) {
      yield { path, message: "must not hold a secret (not shown)", fix: hint };
    }
  },
};
