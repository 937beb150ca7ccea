import { ConfigError } from "@runner-fleet/config";

/** The error of a property of a stack that must be given, in the form of one of the description. */
export const missing = (stack: string, path: string, why: string, fix: string): ConfigError =>
  new ConfigError(stack, [{ rule: "schema-required", severity: "error", path, message: `must be given, ${why}`, fix }]);
