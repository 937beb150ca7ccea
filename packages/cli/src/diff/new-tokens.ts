import {
  Expression,
  namespaceName,
  tokenKey,
  tokenPath,
  tokenSecretName,
  tokensOf,
  type RunnerFleetConfig,
} from "@runner-fleet/config";

/** A token that must be put where none was needed before. */
export interface NewToken {
  /** The fleet's key in the description. */
  readonly fleet: string;
  /** Where a manager looks for it: `/ci/linux in SSM of eu-west-1`. */
  readonly place: string;
}

/** The tokens that the second description has its managers read from another place, where it is the user who puts them there. */
export function newTokens(before: RunnerFleetConfig, after: RunnerFleetConfig): NewToken[] {
  if (tokensOf(after).source !== "existing") {
    return [];
  }
  const known = new Set(places(before).map(({ place }) => place));
  return places(after).filter(({ place }) => !known.has(place));
}

/** How the tokens are called in a sentence, with where they belong. */
export function newTokensText(tokens: readonly NewToken[]): string {
  const list = tokens.map(({ fleet, place }) => `${fleet} at ${place}`).join(", ");
  return tokens.length === 1 ? `the token of fleet ${list}` : `the tokens of fleets ${list}`;
}

const places = (config: RunnerFleetConfig): NewToken[] =>
  Object.keys(config.fleets).map((fleet) => ({ fleet, place: placeOf(config, String(tokenKey(config, fleet))) }));

function placeOf(config: RunnerFleetConfig, key: string): string {
  const { platform } = config.manager;
  if (platform === "kubernetes") {
    return `key ${key} of Secret ${String(tokenSecretName(config))} in namespace ${String(namespaceName(config))}`;
  }
  const { store = "ssm" } = config[platform]?.tokens ?? {};
  const region = Expression.is(config.region) ? "" : ` of ${config.region}`;
  return `${String(tokenPath(config))}${key} in ${store === "ssm" ? "SSM" : "Secrets Manager"}${region}`;
}
