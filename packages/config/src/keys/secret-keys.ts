/**
 * Names of the keys of config.toml that hold a secret themselves, not the path of a file with one. None of them is in
 * the model, and `extra` refuses them at every level.
 */
export const secretKeys: readonly string[] = [
  "AccessKey",
  "AccountKey",
  "PrivateKey",
  "SecretKey",
  "SessionToken",
  "bearer_token",
  "password",
  "sentry_dsn",
  "token",
];

const lowerCase = new Set(secretKeys.map((key) => key.toLowerCase()));

/** Whether a key of config.toml holds a secret. GitLab Runner takes keys without regard to case, and so does this. */
export const isSecretKey = (key: string) => lowerCase.has(key.toLowerCase());
