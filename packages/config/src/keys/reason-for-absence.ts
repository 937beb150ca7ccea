import { derivedKeys } from "./derived-keys";
import { executorTables, omissions } from "./omissions";
import { schemaAt } from "../schema/keys-at";
import { runnerFleetConfigSchema } from "../schema/runner-fleet-config";
import { snakeCase, tableKeyOf, tomlKeyOf } from "../schema/toml-key";
import type * as z from "zod";

/** Keys that are often written where GitLab Runner would not read them either. */
const MISPLACED: Readonly<Record<string, string>> = {
  "runners[].docker.environment": "write it as environment of the fleet; in the docker table it has no effect",
  "runners[].policy": "write it as policies",
  "runners[].autoscaler.policy": "write it as policies of the fleet",
  "runners[].kubernetes.autoscaler.policy": "write it as policies",
  "runners[].concurrent": "remove it: it is derived from maxInstances and capacityPerInstance of all fleets",
  "runners[].check_interval": "write it as manager.checkInterval; it holds for all fleets",
  "runners[].log_level": "write it as manager.logLevel; it holds for all fleets",
};

/** Why a key that GitLab Runner knows cannot be written at a place of the description; `undefined` if it is no such key. */
export function reasonForAbsence(path: readonly PropertyKey[], key: string): string | undefined {
  const table = tomlPath(path);
  return table === undefined
    ? undefined
    : (MISPLACED[`${table}${snakeCase(key)}`] ?? reasonForTomlKey(`${table}${key}`));
}

/** Why a key of config.toml, by its path there, is derived or left out on purpose; `undefined` if it is neither. */
export function reasonForTomlKey(path: string): string | undefined {
  const given = plain(path);
  const covers = (keys: string) => {
    const known = plain(keys);
    return known === given || (known.endsWith(".*") && `${given}.`.startsWith(known.slice(0, -1)));
  };
  const derived = derivedKeys.find(({ key }) => covers(key));
  return derived
    ? `remove it: it is derived from ${derived.from}`
    : [...omissions, ...executorTables].find(({ keys }) => covers(keys))?.reason;
}

/** A key without what spellings differ in: `AccessKey`, `accessKey` and `access_key` are one. */
const plain = (key: string) => key.replace(/[_-]/g, "").toLowerCase();

/** The table of config.toml that a table of the description is, with a dot behind it. */
export function tomlPath(path: readonly PropertyKey[]): string | undefined {
  const [top, ...rest] = path;
  if (top === undefined) {
    return "";
  }
  if (top === "gitlab") {
    return tablePath("runners[].", ["gitlab"], rest);
  }
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
      const name = String(segment);
      path += `${schema ? (tomlKeyOf(name, schema)?.key ?? tableKeyOf(name, schema)) : snakeCase(name)}.`;
    }
    from = [...from, segment];
  }
  return path.replace(/^runners\[\]\.policies\[\]\./, "runners[].autoscaler.policy[].");
}
