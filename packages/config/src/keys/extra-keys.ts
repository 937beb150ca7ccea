import type * as z from "zod";
import { didYouMean } from "../findings/did-you-mean";
import { knownKeys } from "./known-keys";
import { reasonForTomlKey, tomlPath } from "./reason-for-absence";
import { keysAt, schemaAt } from "../schema/keys-at";
import { runnerFleetConfigSchema, type RunnerFleetConfig } from "../schema/runner-fleet-config";
import { snakeCase, tomlKeyOf } from "../schema/toml-key";
import { isSecretKey } from "./secret-keys";

/** A key that a description gives under `extra`. */
export interface ExtraKey {
  /** Where, from the top of the description. */
  readonly path: readonly PropertyKey[];
  /** What the description gives it. */
  readonly value: unknown;
  /**
   * What the key is to the model: written elsewhere in it, left out of it on purpose, the holder of a secret, or
   * unknown to it.
   */
  readonly kind: "modelled" | "absent" | "secret" | "unknown";
  /** For a modelled key where to write it, for an absent one or a secret the reason, else the key of the model that is like it. */
  readonly hint: string | undefined;
}

/** Keys that the model has in another table than config.toml. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  runners: "fleets",
  "runners[].url": "gitlab.url",
  "runners[].tls-ca-file": "gitlab.tlsCaFile",
  "runners[].tls-cert-file": "gitlab.tlsCertFile",
  "runners[].tls-key-file": "gitlab.tlsKeyFile",
  "runners[].cache": "cache",
  "runners[].autoscaler.policy": "policies",
};

/** Every key under any `extra` of a description. */
export function extraKeys(config: RunnerFleetConfig): ExtraKey[] {
  return extraTables(config, config, []).flatMap(({ path, values }) =>
    Object.entries(values).map(([key, value]) => ({
      path: [...path, "extra", key],
      value,
      ...kindOf(config, path, key, value),
    })),
  );
}

interface ExtraTable {
  /** The table, from the top of the description. */
  readonly path: readonly PropertyKey[];
  /** What its `extra` holds. */
  readonly values: Readonly<Record<string, unknown>>;
}

function extraTables(config: RunnerFleetConfig, value: unknown, path: readonly PropertyKey[]): ExtraTable[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => extraTables(config, item, [...path, index]));
  }
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) {
    return [];
  }
  // Whether a table has a place for `extra` is worth looking up only where one is given; `extra: undefined` is none.
  const isSection =
    "extra" in value &&
    value.extra !== undefined &&
    tomlPath(path) !== undefined &&
    keysAt(runnerFleetConfigSchema, path, config).includes("extra");
  return Object.entries(value).flatMap(([key, item]) =>
    key === "extra" && isSection
      ? [{ path, values: item as Readonly<Record<string, unknown>> }]
      : extraTables(config, item, [...path, key]),
  );
}

function kindOf(
  config: RunnerFleetConfig,
  path: readonly PropertyKey[],
  key: string,
  value: unknown,
): Pick<ExtraKey, "kind" | "hint"> {
  const table = tomlPath(path) as string;
  const known = canonical(`${table}${key}`);
  const reason = reasonForTomlKey(known);
  if (holdsSecretKey(key, value)) {
    return { kind: "secret", hint: reason };
  }
  const written = modelKey(config, path, key) ?? ELSEWHERE[known];
  if (written !== undefined) {
    return { kind: "modelled", hint: written };
  }
  if (reason !== undefined) {
    return { kind: "absent", hint: reason };
  }
  const keys = modelKeys(config, path);
  const near = didYouMean(key, [...keys.keys()]);
  return { kind: "unknown", hint: near && keys.get(near) };
}

/** The key as the runner writes it: it takes keys without regard to case, so that `Privileged` is `privileged`. */
function canonical(key: string): string {
  const plain = key.toLowerCase();
  const found = [...knownKeys().keys()].find((known) => {
    const start = known.toLowerCase();
    return start === plain || start.startsWith(`${plain}.`) || start.startsWith(`${plain}[].`);
  });
  return found?.slice(0, key.length) ?? key;
}

/** The keys of a table by their names in config.toml, in lower case, with their names in the model. */
function modelKeys(config: RunnerFleetConfig, path: readonly PropertyKey[]): Map<string, string> {
  return new Map(
    keysAt(runnerFleetConfigSchema, path, config)
      .filter((name) => name !== "extra")
      .map((name) => {
        const schema = schemaAt(runnerFleetConfigSchema, [...path, name], config) as z.ZodType;
        return [(tomlKeyOf(name, schema)?.key ?? snakeCase(name)).toLowerCase(), name] as const;
      }),
  );
}

const modelKey = (config: RunnerFleetConfig, path: readonly PropertyKey[], key: string) =>
  modelKeys(config, path).get(key.toLowerCase()) ??
  keysAt(runnerFleetConfigSchema, path, config).find((name) => name === key && key !== "extra");

function holdsSecretKey(key: string, value: unknown): boolean {
  return (
    isSecretKey(key) ||
    (typeof value === "object" &&
      value !== null &&
      Object.entries(value).some(([inner, item]) =>
        !Array.isArray(value) ? holdsSecretKey(inner, item) : holdsSecretKey("", item),
      ))
  );
}
