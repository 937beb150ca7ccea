import type { PathInFleet } from "./every-fleet";
import { knownEntries } from "../values/known-value";
import type { Fleet } from "../schema/fleet";

const NAME = "DOCKER_AUTH_CONFIG=";

/** What a fleet's `DOCKER_AUTH_CONFIG` says of registries. */
export interface DockerAuthConfig {
  /** Where, from the top of the description. */
  readonly path: readonly PropertyKey[];
  /** The parsed value, or `undefined` when it is no JSON object. */
  readonly value:
    { readonly credsStore?: unknown; readonly credHelpers?: unknown; readonly auths?: unknown } | undefined;
}

/** Every `DOCKER_AUTH_CONFIG` in the environment of a fleet; one that names a variable is left to the job. */
export function dockerAuthConfigs({ environment }: Fleet, at: PathInFleet): DockerAuthConfig[] {
  return knownEntries(environment)
    .filter(([, entry]) => entry.startsWith(NAME) && !entry.startsWith(`${NAME}$`))
    .map(([index, entry]) => ({ path: at("environment", index), value: parsedObject(entry.slice(NAME.length)) }));
}

function parsedObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
