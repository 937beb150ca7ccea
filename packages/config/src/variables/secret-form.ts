import { secretForms } from "../findings/finding";
import { writtenSecretFix } from "../values/written-secret";
import { quoted } from "./terraform-pattern";
import type { VariableValidation } from "./variable";

/** The texts that `looksLikeSecret` finds, as Terraform's pattern. */
const SECRET = secretForms.map(({ source }) => source).join("|");

/** A variable that holds no text that is a secret by its form. */
export const noSecret: VariableValidation = {
  rule: "secret-in-description",
  condition: `!can(regex(${quoted(SECRET)}, jsonencode(var.NAME)))`,
  must: "must not hold a text that looks like a token, a key or a password (not shown)",
  fix: writtenSecretFix("put a runner's token into its Secret, and refer to a variable of GitLab for others"),
  given: null,
};

const SECRET_NAME = "(PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|CREDENTIALS|(ACCESS|API|ACCOUNT|PRIVATE|SECRET)_?KEY)";

/** Terraform's condition that an entry `NAME=value` gives a variable with the name of a secret a value. */
export const givesSecretValue = (entry: string) =>
  // A value that names another variable, or a file, is no secret itself.
  `can(regex(${quoted(`(?i)^([^=]*_)?${SECRET_NAME}=[^$/]`)}, ${entry}))`;
