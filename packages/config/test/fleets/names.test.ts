import { fleetShards, shards } from "../../src/fleets/fleet-shard";
import { longNames } from "../../src/fleets/name-limits";
import { groupName, namespaceName, shardNames, tokenKey, tokenSecretName, tokenVariable } from "../../src/fleets/names";
import { readConfig } from "../../src/check/read-config";
import type { RunnerFleetInput } from "../../src/schema/runner-fleet-config";
import { descriptionWith, type Changes } from "../changed";

const configWith = (changes: Changes) => readConfig(descriptionWith(changes) as RunnerFleetInput).config;

test("the first shard has the plain names, so that a second one renames nothing", () => {
  const [one, two] = [configWith({}), configWith({ "manager.shards": 2 })];
  expect(shardNames(two, 0)).toEqual(shardNames(one, 0));
  expect(groupName(two, "linux", 0)).toBe(groupName(one, "linux", 0));
});

test("names are made of the deployment, the fleet and the shard", () => {
  const config = configWith({ name: "ci", "manager.shards": 3 });
  expect(shards(config).map((shard) => shardNames(config, shard).manager)).toEqual(["ci", "ci-2", "ci-3"]);
  expect(shards(config).map((shard) => groupName(config, "linux", shard))).toEqual([
    "ci-linux",
    "ci-linux-2",
    "ci-linux-3",
  ]);
  expect(fleetShards(config, 2).map((part) => part.groupName)).toEqual(["ci-linux-3"]);
});

test("namespace, service account, Secret and key follow from the names, unless they are given", () => {
  const config = configWith({ name: "ci" });
  expect([
    namespaceName(config),
    shardNames(config, 1).serviceAccount,
    tokenSecretName(config),
    tokenKey(config, "linux"),
  ]).toEqual(["ci", "ci-2", "ci-tokens", "linux"]);
  const given = configWith({
    "cluster.namespace": "runners",
    "cluster.serviceAccountName": "manager",
    "cluster.tokens": { secretName: "tokens" },
    "linux.tokenKey": "docker",
  });
  expect([
    namespaceName(given),
    shardNames(given, 1).serviceAccount,
    tokenSecretName(given),
    tokenKey(given, "linux"),
  ]).toEqual(["runners", "manager-2", "tokens", "docker"]);
});

test("a token's variable is one that every shell can name", () => {
  expect(tokenVariable("linux-amd64")).toBe("RUNNER_TOKEN_LINUX_AMD64");
});

test("the longest names that the schema lets through fit everything that is always made", () => {
  const config = configWith({
    name: "n".repeat(32),
    [`fleets.${"f".repeat(32)}`]: configWith({}).fleets.linux,
    "manager.shards": 9,
  });
  expect(longNames(config)).toEqual([]);
});
