import fc from "fast-check";
import { parse } from "smol-toml";
import { fleetsOf, hasMachines } from "../../src/fleets/fleet-kinds";
import { shards } from "../../src/fleets/fleet-shard";
import { knownKeys } from "../../src/keys/known-keys";
import { readConfig } from "../../src/check/read-config";
import { configDocument } from "../../src/render/config-document";
import { renderConfigToml } from "../../src/render/config-toml";
import { restartKeys } from "../../src/render/restart-keys";
import type { DockerAutoscalerFleet } from "../../src/schema/fleet";
import type { RunnerFleetConfig, RunnerFleetInput } from "../../src/schema/runner-fleet-config";
import { tomlPaths } from "../toml-paths";
import { validDescription } from "./description-arbitrary";

// The same descriptions every time: a change must not fail for what another one broke.
const RUNS = { numRuns: 500, seed: 1, endOnFailure: true };

/** A document as TOML gives it back: what is left out of a table is not in it. */
const plain = (value: unknown): unknown => {
  if (Array.isArray(value)) {
    return value.map(plain);
  }
  return typeof value === "object" && value !== null
    ? Object.fromEntries(
        Object.entries(value)
          .filter(([, item]) => item !== undefined)
          .map(([key, item]) => [key, plain(item)]),
      )
    : value;
};

/** TOML parsed so that whole numbers and floats stay apart, as in the document. */
const parsed = (text: string) => plain(parse(text, { integersAsBigInt: true }));

test("any valid description renders to TOML of the same values, in the same bytes every time, within its limits", () => {
  let keys = 0;
  fc.assert(
    fc.property(validDescription, (description) => {
      const { config } = readConfig(description as unknown as RunnerFleetInput);
      const again = readConfig(structuredClone(description) as unknown as RunnerFleetInput).config;
      for (const shard of shards(config)) {
        const text = renderConfigToml(config, shard).toString();
        const paths = tomlPaths(text);
        expect(parsed(text)).toEqual(plain(configDocument(config, shard)));
        expect(renderConfigToml(again, shard).toString()).toBe(text);
        expect(paths.filter(({ path, types }) => !types.includes(knownKeys().get(path) ?? ""))).toEqual([]);
        expect(text).not.toMatch(/undefined|\[object|NaN|\r/);
        expect(parsed(restartKeys(config, shard).toString())).toHaveProperty("runners");
        keys = Math.max(keys, paths.length);
      }
      expectWithinLimits(config);
    }),
    RUNS,
  );
  // Taking out what the rules object to must not have left the minimal description.
  expect(keys).toBeGreaterThan(150);
});

/** What all shards together may do is what the description says, and no policy asks for more than its shard has. */
function expectWithinLimits(config: RunnerFleetConfig): void {
  const totals = new Map<string, bigint>();
  for (const shard of shards(config)) {
    const document = parse(renderConfigToml(config, shard).toString(), {
      integersAsBigInt: true,
    }) as unknown as Document;
    expect(document.concurrent).toBe(document.runners.reduce((sum, { limit }) => sum + limit, 0n));
    for (const [position, { name, limit, autoscaler }] of document.runners.entries()) {
      const [fleetName, fleet] = Object.entries(config.fleets)[position] as [string, DockerAutoscalerFleet];
      expect(name).toBe(`${config.name}-${fleetName}${shard === 0 ? "" : `-${shard + 1}`}`);
      expect(autoscaler.max_instances).toBeGreaterThan(0n);
      expect(limit).toBe(autoscaler.max_instances * BigInt(fleet.capacityPerInstance as number));
      totals.set(fleetName, (totals.get(fleetName) ?? 0n) + autoscaler.max_instances);
      expect(autoscaler.policy[0]?.periods).toContain("* * * * *");
      for (const policy of autoscaler.policy) {
        expect(policy.idle_count).toBeLessThanOrEqual(limit);
        expect(typeof policy.idle_time).toBe("string");
      }
    }
  }
  expect(totals).toEqual(
    new Map(fleetsOf(config, hasMachines).map(([name, fleet]) => [name, BigInt(fleet.maxInstances as number)])),
  );
}

interface Document {
  readonly concurrent: bigint;
  readonly runners: readonly {
    readonly name: string;
    readonly limit: bigint;
    readonly autoscaler: {
      readonly max_instances: bigint;
      readonly policy: readonly {
        readonly periods: readonly string[];
        readonly idle_count: bigint;
        readonly idle_time: unknown;
      }[];
    };
  }[];
}
