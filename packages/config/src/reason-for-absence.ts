import { derivedKeys } from "./derived-keys";
import { omissions } from "./omissions";
import { schemaAt } from "./schema/keys-at";
import { runnerFleetConfigSchema } from "./schema/runner-fleet-config";
import { snakeCase, tomlKeyOf } from "./schema/toml-key";
import type { z } from "zod";

/** Why a key that GitLab Runner knows cannot be written at a place of the description; `undefined` if it is no such key. */
export function reasonForAbsence(path: readonly PropertyKey[], key: string): string | undefined {
  const table = tomlPath(path);
  return table === undefined
    ? undefined
    : (reasonForTomlKey(`${table}${key}`) ?? reasonForTomlKey(`${table}${snakeCase(key)}`));
}

/** Why a key of config.toml, by its path there, is derived or left out on purpose; `undefined` if it is neither. */
export function reasonForTomlKey(path: string): string | undefined {
  const covers = (keys: string) => keys === path || (keys.endsWith(".*") && `${path}.`.startsWith(keys.slice(0, -1)));
  const derived = derivedKeys.find(({ key }) => covers(key));
  return derived ? `remove it: it is derived from ${derived.from}` : omissions.find(({ keys }) => covers(keys))?.reason;
}

/** The table of config.toml that a table of the description is, with a dot behind it. */
export function tomlPath(path: readonly PropertyKey[]): string | undefined {
  const [top, ...rest] = path;
  if (top === "manager") {
    return tablePath("", ["manager"], rest);
  }
  if (top === "cache") {
    return tablePath("runners[].cache.", ["cache"], rest);
  }
  return top === "fleets" && rest.length > 0
    ? tablePath("runners[].", ["fleets", rest[0] as PropertyKey], rest.slice(1))
    : undefined;
}

function tablePath(start: string, at: readonly PropertyKey[], rest: readonly PropertyKey[]): string {
  let path = start;
  let from = [...at];
  for (const segment of rest) {
    if (typeof segment === "number") {
      path = `${path.slice(0, -1)}[].`;
    } else {
      const schema = schemaAt(runnerFleetConfigSchema, [...from, segment]) as z.ZodType | undefined;
      path += `${(schema && tomlKeyOf(String(segment), schema)?.key) ?? snakeCase(String(segment))}.`;
    }
    from = [...from, segment];
  }
  return path.replace(/\.policies\[\]\./, ".autoscaler.policy[].");
}
