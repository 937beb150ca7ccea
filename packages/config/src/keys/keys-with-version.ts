import type * as z from "zod";
import { runnerFleetConfigSchema, type RunnerFleetConfig } from "../schema/runner-fleet-config";
import { schemaAt } from "../schema/keys-at";
import { tomlKeyOf } from "../schema/toml-key";

/** A key of config.toml that a description sets and that not every GitLab Runner reads. */
export interface KeyWithVersion {
  /** Where, from the top of the description. */
  readonly path: readonly PropertyKey[];
  /** The first minor version that reads it. */
  readonly since: string;
}

/** Every key in a description that came with a certain version of GitLab Runner. */
export function keysWithVersion(config: RunnerFleetConfig): KeyWithVersion[] {
  return keysIn(config, runnerFleetConfigSchema, []);
}

function keysIn(value: unknown, schema: z.ZodType | undefined, path: readonly PropertyKey[]): KeyWithVersion[] {
  if (!schema || value === undefined) {
    return [];
  }
  const key = tomlKeyOf("", schema);
  if (key) {
    return key.since === undefined ? [] : [{ path, since: key.since }];
  }
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => keysIn(item, schemaAt(schema, [index], value), [...path, index]));
  }
  const isTable = typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
  return isTable
    ? Object.entries(value).flatMap(([child, item]) => keysIn(item, schemaAt(schema, [child], value), [...path, child]))
    : [];
}
