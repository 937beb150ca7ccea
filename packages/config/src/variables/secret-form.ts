import { writtenSecretFix } from "../values/written-secret";
import { quoted } from "./terraform-pattern";
import type { VariableValidation } from "./variable";

/** The texts that `looksLikeSecret` finds, as Terraform's pattern. */
const SECRET = [
  "\\bgl(rt|rtr|pat|ptt|dt|cbt|oas|soat|ft|imt|agent|ffct|wt)-[A-Za-z0-9_=.-]{16,}",
  "\\bGR1348941[A-Za-z0-9_-]{10,}",
  "\\b(AKIA|ASIA)[A-Z0-9]{16}\\b",
  "-----BEGIN [A-Z ]*PRIVATE KEY-----",
  '://[^/\\s:@"]+:[^/\\s@"$]+@',
  '\\\\?"auth\\\\?"\\s*:\\s*\\\\?"[A-Za-z0-9+/=]{8,}',
].join("|");

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
