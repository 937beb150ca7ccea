import fc from "fast-check";
import { parse } from "smol-toml";
import { ConfigError } from "../../src/findings/config-error";
import { shards } from "../../src/fleets/fleet-shard";
import { checkConfig, readConfig } from "../../src/check/read-config";
import { renderConfigToml } from "../../src/render/config-toml";
import type { RunnerFleetConfig, RunnerFleetInput } from "../../src/schema/runner-fleet-config";
import { completeDescription } from "../complete-description";
import { severalFleets } from "../several-fleets";
import { validDescription } from "./description-arbitrary";

// The same mutations every time: a change must not fail for what another one broke.
const SEED = 1;

const strangeValue = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    undefined,
    true,
    false,
    0,
    -1,
    1.5,
    NaN,
    Infinity,
    1e300,
    10n,
    "",
    "x",
    "0",
    "-1",
    "1h",
    "* * * * *",
    "\u0000",
    "${a}",
    [],
    {},
    [[]],
    [null],
    { extra: null },
    { __proto__: null },
  ),
  fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, maxDepth: 3 }),
  fc.string(),
  fc.integer(),
);
const strangeKey = fc.oneof(
  fc.constantFrom(
    "extra",
    "image",
    "maxInstances",
    "max_instances",
    "toString",
    "constructor",
    "hasOwnProperty",
    "length",
    "0",
    "",
    "a b",
    "kubernetes",
    "token",
  ),
  fc.string(),
);

interface Mutation {
  readonly where: number;
  readonly how: "delete" | "replace" | "insert";
  readonly key: string;
  readonly value: unknown;
}
const mutations = fc.array(
  fc.record({
    where: fc.nat(10_000),
    how: fc.constantFrom("delete" as const, "replace" as const, "insert" as const),
    key: strangeKey,
    value: strangeValue,
  }),
  { minLength: 1, maxLength: 4 },
);

const copied = (value: unknown): unknown => {
  if (Array.isArray(value)) {
    return value.map(copied);
  }
  return typeof value === "object" && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, copied(item)]))
    : value;
};

/** Every table and list of a value. */
function tablesIn(value: unknown): (Record<string, unknown> | unknown[])[] {
  return typeof value === "object" &&
    value !== null &&
    [Object.prototype, Array.prototype].includes(Object.getPrototypeOf(value) as object)
    ? [value as Record<string, unknown>, ...Object.values(value).flatMap(tablesIn)]
    : [];
}

function mutate(description: unknown, { where, how, key, value }: Mutation): void {
  const tables = tablesIn(description);
  const table = tables[where % tables.length] as Record<string, unknown>;
  const keys = Object.keys(table);
  const chosen = keys[where % Math.max(keys.length, 1)] ?? key;
  if (how === "insert" && Array.isArray(table)) {
    table.splice(where % (table.length + 1), 0, value);
  } else if (how === "delete") {
    delete table[chosen];
  } else {
    table[how === "replace" ? chosen : key] = value;
  }
}

// Made once: to find a valid description takes longer than to check a mutated one.
const validDescriptions = fc.sample(validDescription, { numRuns: 20, seed: 1 });

test("any mutation of a valid description is refused with path, message and fix, or renders TOML that parses", () => {
  let refused = 0;
  let rendered = 0;
  fc.assert(
    fc.property(
      fc.oneof(
        fc.constantFrom(...validDescriptions),
        fc.constant(null).map(severalFleets),
        fc.constant(null).map(completeDescription),
      ),
      mutations,
      (valid, changes) => {
        const description = copied(valid);
        changes.forEach((change) => mutate(description, change));
        const { config, findings } = checkConfig(description);
        for (const { path, message, fix, rule } of findings) {
          expect(message).not.toBe("");
          expect(fix).not.toBe("");
          expect(rule).toMatch(/^[a-z-]+$/);
          expect(typeof path).toBe("string");
          expect(message + fix).not.toMatch(/undefined|\[object Object\]/);
        }
        const errors = findings.filter(({ severity }) => severity === "error");
        expect(errors.length > 0).toBe(config === undefined);
        expect(errors.filter(({ path }) => path === "")).toEqual([]);
        refused += Number(config === undefined);
        rendered += Number(config !== undefined);
        for (const shard of config ? shards(config) : []) {
          expect(parse(renderConfigToml(config as RunnerFleetConfig, shard).toString())).toHaveProperty("runners");
        }
      },
    ),
    { numRuns: 500, seed: SEED, endOnFailure: true },
  );
  expect(Math.min(refused, rendered)).toBeGreaterThan(10);
});

test("anything at all is refused without an exception", () => {
  fc.assert(
    fc.property(
      fc.anything({
        withBigInt: true,
        withDate: true,
        withMap: true,
        withSet: true,
        withNullPrototype: true,
        withObjectString: true,
        withTypedArray: true,
      }),
      (input) => {
        expect(checkConfig(input).findings).not.toEqual([]);
        expect(() => readConfig(input as RunnerFleetInput)).toThrow(ConfigError);
      },
    ),
    { numRuns: 500, seed: SEED },
  );
});
