import { readConfig, type RunnerFleetInput } from "@runner-fleet/config";
import { settingChanges } from "../../src/diff/setting-changes";
import { changed, onEks } from "./descriptions";

/** What differs, by its path. */
const differences = (before: RunnerFleetInput, after: RunnerFleetInput) =>
  settingChanges(readConfig(before).config, readConfig(after).config).map(
    ({ path, before: old, after: now, kind }) => ({
      path: path.join("."),
      old,
      now,
      ...(kind && { kind }),
    }),
  );

const withPolicies = (...counts: readonly number[]) =>
  changed(onEks, { "fleets.linux.policies": counts.map((idleCount) => ({ idleCount })) });

test("policies are compared one by one, since the last that holds counts", () => {
  expect(differences(withPolicies(1, 2), withPolicies(1, 3))).toEqual([
    { path: "fleets.linux.policies.1.idleCount", old: 2, now: 3 },
  ]);
});

test("a policy that comes between others moves none of them", () => {
  expect(differences(withPolicies(1, 2), withPolicies(1, 5, 2))).toEqual([
    { path: "fleets.linux.policies.1", old: undefined, now: expect.objectContaining({ idleCount: 5 }) },
  ]);
  expect(differences(withPolicies(1, 5, 2), withPolicies(1, 2))).toEqual([
    { path: "fleets.linux.policies.1", old: expect.objectContaining({ idleCount: 5 }), now: undefined },
  ]);
});

test("of a set it is said what goes and what comes, whatever its order", () => {
  const withSubnets = (...subnetIds: readonly string[]) =>
    changed(onEks, { "fleets.linux.machines.subnetIds": subnetIds });
  const [a, b, c] = ["a", "b", "c"].map((letter) => `subnet-0123456789abcde${letter}0`) as [string, string, string];
  expect(differences(withSubnets(a, b), withSubnets(b, c))).toEqual([
    { path: "fleets.linux.machines.subnetIds", old: [a], now: [c], kind: "set" },
  ]);
  expect(differences(withSubnets(a, b), withSubnets(b, a))).toEqual([
    { path: "fleets.linux.machines.subnetIds", old: [a, b], now: [b, a], kind: "order" },
  ]);
});

test("a duration that is written otherwise is a change, since config.toml has its text", () => {
  const withDrain = (drainTimeout: string) => changed(onEks, { "manager.drainTimeout": drainTimeout });
  expect(differences(withDrain("1h"), withDrain("60m")).map(({ path }) => path)).toEqual(["manager.drainTimeout"]);
});

test("of a fleet with another executor that alone is said", () => {
  expect(differences(onEks, changed(onEks, { "fleets.linux": { ...onEks.fleets.pods } }))).toEqual([
    { path: "fleets.linux.executor", old: "docker-autoscaler", now: "kubernetes" },
  ]);
});
