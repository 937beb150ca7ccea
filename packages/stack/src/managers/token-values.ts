import { tokenKey, tokensOf } from "@runner-fleet/config";
import { resolveExpressions } from "@runner-fleet/terraform-values";
import type { Construct } from "constructs";
import type { ManagersInput } from "./managers-input";
import { tokenVariables } from "./token-variables";

/** Tokens that Terraform puts where managers find them. */
export interface TokenValues {
  /** The tokens by fleet: expressions. */
  readonly tokens: Readonly<Record<string, string>>;
  /** A number that is another one whenever a token is. */
  readonly revision: number;
}

/**
 * The tokens that Terraform puts where managers find them: of ephemeral variables, or of the runners that it made in
 * GitLab. `undefined` where they are there already.
 */
export function tokenValues(
  scope: Construct,
  { config, registered }: Pick<ManagersInput, "config" | "registered">,
): TokenValues | undefined {
  if (registered) {
    return {
      tokens: Object.fromEntries(Object.entries(registered.runners).map(([fleet, { token }]) => [fleet, token])),
      revision: registered.tokensRevision,
    };
  }
  const { source, revision } = tokensOf(config);
  if (source === "existing") {
    return undefined;
  }
  const keys = Object.fromEntries(Object.keys(config.fleets).map((fleet) => [fleet, tokenKey(config, fleet)]));
  return { tokens: tokenVariables(scope, keys), revision: resolveExpressions(revision) };
}
