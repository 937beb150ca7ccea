import { machineFleetShards, shards } from "../../src/fleets/fleet-shard";
import { longNames } from "../../src/fleets/name-limits";
import {
  fleetName,
  groupName,
  managerGroupName,
  namespaceName,
  shardNames,
  tokenKey,
  tokenPath,
  tokenSecretName,
  tokenVariable,
} from "../../src/fleets/names";
import { sshKeyFolder } from "../../src/fleets/ssh-user";
import { readConfig } from "../../src/check/read-config";
import type { RunnerFleetInput } from "../../src/schema/runner-fleet-config";
import { Expression, terraformText, type TextOrExpression } from "../../src/values/expression";
import { descriptionWith, fleetWith, type Changes } from "../changed";

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
  expect(machineFleetShards(config, 2).map((part) => part.groupName)).toEqual(["ci-linux-3"]);
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

test("outside Kubernetes a token's name begins with the deployment's, unless its path is given", () => {
  const onEc2 = { name: "ci", "manager.platform": "ec2", cluster: undefined, "aws.defaultVpc": true };
  expect(tokenPath(configWith(onEc2))).toBe("/ci/");
  expect(tokenPath(configWith({ ...onEc2, "ec2.tokens": { path: "/runners/" } }))).toBe("/runners/");
});

test("a manager's group has a name that no fleet's can have", () => {
  expect(managerGroupName("ci")).toBe("ci.manager");
  expect(() => configWith({ fleets: { "x.manager": fleetWith({}) } })).toThrow(
    "must be lower-case letters, digits and dashes",
  );
});

test("a token's variable is one that every shell can name", () => {
  expect(tokenVariable("linux-amd64")).toBe("RUNNER_TOKEN_LINUX_AMD64");
});

describe("names that only Terraform knows", () => {
  const planned: Changes = {
    name: Expression.text("var.name"),
    "manager.shards": 2,
    "linux.plannedName": Expression.text("var.fleet_name"),
  };
  const namesOf = (changes: Changes, shard = 0) => {
    const config = configWith({ ...planned, ...changes });
    const names: Readonly<Record<string, TextOrExpression>> = {
      ...shardNames(config, shard),
      namespace: namespaceName(config),
      secret: tokenSecretName(config),
      group: groupName(config, "linux", shard),
      fleet: fleetName(config, "linux"),
      key: tokenKey(config, "linux"),
    };
    return Object.fromEntries(Object.entries(names).map(([what, name]) => [what, terraformText(name)]));
  };

  test("are put together by Terraform; what has one name is that name", () => {
    expect(namesOf({})).toEqual({
      manager: "var.name",
      serviceAccount: "var.name",
      namespace: "var.name",
      secret: '"${var.name}-tokens"',
      group: '"${var.name}-${var.fleet_name}"',
      fleet: "var.fleet_name",
      key: "var.fleet_name",
    });
  });

  test("are numbered for a second shard as known ones are", () => {
    expect(namesOf({}, 1)).toMatchObject({
      manager: '"${var.name}-2"',
      serviceAccount: '"${var.name}-2"',
      namespace: "var.name",
      group: '"${var.name}-${var.fleet_name}-2"',
    });
  });

  test("follow from each other piece by piece: a name that is known stays text", () => {
    expect(namesOf({ name: "ci" })).toMatchObject({ manager: '"ci"', group: '"ci-${var.fleet_name}"' });
    expect(namesOf({ "linux.plannedName": undefined })).toMatchObject({
      group: '"${var.name}-linux"',
      fleet: '"linux"',
      key: '"linux"',
    });
  });

  test("give way to those that are given, as expressions too", () => {
    const given = namesOf(
      {
        "cluster.namespace": Expression.text("var.namespace"),
        "cluster.serviceAccountName": Expression.text("var.account"),
        "cluster.tokens": { secretName: Expression.text("var.secret") },
        "linux.tokenKey": Expression.text("var.key"),
        "linux.plannedGroupName": Expression.text("local.group"),
      },
      1,
    );
    expect(given).toEqual({
      manager: '"${var.name}-2"',
      serviceAccount: '"${var.account}-2"',
      namespace: "var.namespace",
      secret: "var.secret",
      group: '"${local.group}-2"',
      fleet: "var.fleet_name",
      key: "var.key",
    });
  });

  test("follow from each other as well where Terraform finds that none is given", () => {
    const optional = namesOf(
      {
        "cluster.namespace": Expression.text("var.namespace").optional(),
        "cluster.serviceAccountName": Expression.text("var.account").optional(),
        "cluster.tokens": { secretName: Expression.text("var.secret").optional() },
        "linux.tokenKey": Expression.text("var.key").optional(),
      },
      1,
    );
    expect(optional).toMatchObject({
      namespace: "coalesce(var.namespace, var.name)",
      serviceAccount: '"${coalesce(var.account, var.name)}-2"',
      secret: 'coalesce(var.secret, "${var.name}-tokens")',
      key: "coalesce(var.key, var.fleet_name)",
    });
    expect(namesOf({ name: "ci", "cluster.namespace": Expression.text("var.namespace").optional() })).toMatchObject({
      namespace: 'coalesce(var.namespace, "ci")',
    });
  });

  test("name the token's variable and the folder of the SSH key", () => {
    const fleet = Expression.text("var.fleet_name");
    expect(terraformText(tokenVariable(fleet))).toBe('"RUNNER_TOKEN_${upper(replace(var.fleet_name, "-", "_"))}"');
    expect(terraformText(sshKeyFolder(fleet))).toBe('"/etc/gitlab-runner-ssh/${var.fleet_name}"');
  });

  test("are not measured here, nor held against each other", () => {
    const plannedName = Expression.text(`local.${"long".repeat(50)}`);
    const config = configWith({ ...planned, "fleets.other": fleetWith({ plannedName }) });
    expect(longNames(config)).toEqual([]);
    expect(machineFleetShards(config, 0).map(({ key }) => key)).toEqual(["linux", "other"]);
  });
});

test("the longest names that the schema lets through fit everything that is always made", () => {
  const config = configWith({
    name: "n".repeat(32),
    [`fleets.${"f".repeat(32)}`]: configWith({}).fleets.linux,
    "manager.shards": 9,
  });
  expect(longNames(config)).toEqual([]);
});
