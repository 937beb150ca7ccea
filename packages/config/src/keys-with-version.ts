import type { z } from "zod";
import { runnerFleetConfigSchema, type RunnerFleetConfig } from "./schema/runner-fleet-config";
import { schemaAt } from "./schema/keys-at";
import { tomlKeyOf } from "./schema/toml-key";

/** A key of config.toml that a description sets and that not every GitLab Runner reads. */
export interface KeyWithVersion {
  /** Where, from the top of the description. */
  readonly path: readonly PropertyKey[];
  /** The first minor version that reads it. */
  readonly since: string;
}

/** Every key in a description that came with a certain version of GitLab Runner. */
export function keysWithVersion(config: RunnerFleetConfig): KeyWithVersion[] {
  return keysIn(config, []);
}

function keysIn(value: unknown, path: readonly PropertyKey[]): KeyWithVersion[] {
  const name = path.at(-1);
  const schema =
    typeof name === "string" ? (schemaAt(runnerFleetConfigSchema, path) as z.ZodType | undefined) : undefined;
  const key = schema && tomlKeyOf(String(name), schema);
  if (key) {
    return key.since === undefined || value === undefined ? [] : [{ path, since: key.since }];
  }
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => keysIn(item, [...path, index]));
  }
  const isTable = typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
  return isTable && name !== "extra"
    ? Object.entries(value).flatMap(([child, item]) => keysIn(item, [...path, child]))
    : [];
}
