import type { RunnerFleetInput } from "@runner-fleet/config";
import { side as sideOf, type Side } from "../../src/diff/comparison";
import type { EffectId } from "../../src/diff/effects";
import { jobSummary, newJobsText } from "../../src/diff/job-summary";
import { report } from "../../src/diff/report";
import { changed, linux, official, onEc2, onEks, onFargate, pods } from "./descriptions";

type Row = readonly [path: string, value: unknown, effects: readonly EffectId[]];

/** Each description once: a synthesis takes a while. */
const sides = new Map<string, Side>();

function side(description: RunnerFleetInput): Side {
  const key = JSON.stringify(description);
  const found = sides.get(key) ?? sideOf(description);
  sides.set(key, found);
  return found;
}

/** The changed paths and what they do, in the words of their ids. */
function effectsAt(description: RunnerFleetInput, changes: Readonly<Record<string, unknown>>) {
  const { changes: found } = report(side(description), side(changed(description, changes)));
  return Object.fromEntries(found.map(({ path, effects }) => [path.join("."), effects]));
}

const onKubernetes: readonly Row[] = [
  ["fleets.linux.docker.image", "alpine:3.23", ["read-again"]],
  ["fleets.linux.policies", [{ idleCount: 2 }], ["read-again"]],
  ["fleets.linux.environment", ["A=b"], ["read-again"]],
  ["fleets.pods.kubernetes.image", "ruby:3.5", ["read-again"]],
  ["fleets.pods.limit", 6, ["read-again"]],
  ["manager.logLevel", "warn", ["read-again"]],
  ["fleets.linux.maxInstances", 11, ["manager-drains", "group-changed"]],
  ["fleets.linux.maxUseCount", 2, ["manager-drains"]],
  ["gitlab.url", "https://gitlab.example.org", ["gitlab-changed", "manager-drains"]],
  ["manager.runnerVersion", "19.3.0", ["manager-drains"]],
  ["manager.drainTimeout", "2h", ["manager-drains"]],
  ["cluster.tokens", { revision: 2 }, ["manager-drains"]],
  ["cluster.nodeSelector", { pool: "ci" }, ["manager-drains"]],
  ["cluster.memoryRequest", "3Gi", ["manager-drains"]],
  ["trust.httpsProxy", "http://proxy.example.com:3128", ["manager-drains", "new-machines"]],
  ["cluster.volume", { storageClass: "encrypted" }, ["manager-drains"]],
  ["fleets.linux.machines.instanceTypes", ["m7i.xlarge"], ["new-machines"]],
  ["fleets.linux.machines.rootVolume", { sizeGiB: 90 }, ["new-machines"]],
  // On spot machines, GitLab Runner asks a machine whether it is there before it gives it a job.
  ["fleets.linux.machines.onDemandPercentageAboveBaseCapacity", 0, ["manager-drains", "new-machines"]],
  ["fleets.linux.machines.subnetIds", ["subnet-1123456789abcdef0"], ["security-group-anew", "new-machines"]],
  ["fleets.linux.machines.managerSecurityGroupIds", ["sg-1123456789abcdef0"], ["machines-access"]],
  [
    "fleets.linux.machines.managerSecurityGroupIds",
    ["sg-0123456789abcdef0", "sg-1123456789abcdef0"],
    // Another one is let in, and nobody shut out.
    ["in-place"],
  ],
  ["fleets.linux.machines.image", { os: "ubuntu-24.04" }, ["manager-drains", "new-machines"]],
  ["fleets.windows", linux, ["token-refused", "manager-drains", "fleet-added"]],
  ["fleets.linux.tokenKey", "other", ["token-refused", "manager-drains"]],
  ["cluster.tokens", { secretName: "other" }, ["token-refused", "manager-drains"]],
  ["fleets.linux", undefined, ["fleet-removed", "manager-drains"]],
  ["fleets.pods", undefined, ["pods-abandoned", "manager-drains", "new-pods"]],
  ["fleets.pods.kubernetes.namespace", "other", ["pods-abandoned", "new-pods"]],
  ["fleets.pods.jobs", { resourceQuota: { pods: "20" } }, ["new-pods"]],
  ["cluster.name", "other", ["cluster-changed"]],
  ["cluster.namespace", "other", ["manager-uninstalled", "token-refused"]],
  ["cluster.access", { kubeconfigPath: "~/.kube/config" }, ["cluster-access"]],
  ["cluster.access", { getTokenArgs: ["--profile", "ci"] }, ["apply-only"]],
  ["cluster.identity", "irsa", ["manager-rights"]],
  ["cluster.serviceAccountName", "other", ["account-changed"]],
  ["cluster.networkPolicy", { machineCidrs: ["10.0.0.0/16"], apiServerCidrs: ["10.1.0.0/16"] }, ["manager-network"]],
  ["cluster.monitoring", {}, ["in-place"]],
  ["cluster.preflight", "offline", ["apply-only"]],
  ["manager.waitForRollout", false, ["apply-only"]],
  ["aws.tags", { team: "ci" }, ["new-machines", "group-changed"]],
  ["aws.iamPath", "/ci/", ["manager-rights"]],
  ["aws.permissionsBoundaryArn", "arn:aws:iam::111122223333:policy/ci", ["manager-boundary"]],
  ["region", "eu-west-3", ["region-changed"]],
  ["name", "other", ["manager-uninstalled", "token-refused", "fleet-anew"]],
  ["cache", {}, ["read-again"]],
  ["accept", [], []],
];

describe("with a manager on EKS", () => {
  test.each(onKubernetes)("a change of %s to %j does %j", (path, value, effects) => {
    const found = effectsAt(onEks, { [path]: value });
    expect(Object.values(found).flat()).toEqual(effects);
  });

  test("a volume of another class is refused by Kubernetes, a bigger one is not", () => {
    const volume = changed(onEks, { "cluster.volume": { storageClass: "encrypted", size: "1Gi" } });
    expect(effectsAt(volume, { "cluster.volume.storageClass": "other" })).toEqual({
      "cluster.volume.storageClass": ["volume-refused"],
    });
    expect(effectsAt(volume, { "cluster.volume.size": "2Gi" })).toEqual({ "cluster.volume.size": ["in-place"] });
  });

  test("a manager more is made beside those that run, a manager less is uninstalled", () => {
    expect(effectsAt(onEks, { "manager.shards": 2 })).toEqual({
      "manager.shards": ["manager-drains", "manager-added", "group-changed"],
    });
    const two = changed(onEks, { "manager.shards": 2 });
    expect(effectsAt(two, { "manager.shards": 1 })).toEqual({
      "manager.shards": ["manager-uninstalled", "manager-drains", "group-changed"],
    });
  });

  test("who may read the metrics is nothing to jobs", () => {
    const closed = changed(onEks, {
      "cluster.networkPolicy": { machineCidrs: ["10.0.0.0/16"], apiServerCidrs: ["10.1.0.0/16"] },
    });
    expect(effectsAt(closed, { "cluster.networkPolicy.metricsFrom": [{ podSelector: {} }] })).toEqual({
      "cluster.networkPolicy.metricsFrom": ["in-place"],
    });
  });

  test("jobs in pods lose nothing where another fleet's pods are in their namespace from now on", () => {
    const other = { executor: "kubernetes", limit: 6, kubernetes: { image: "ruby:3.4", namespace: "ci-pods" } };
    const after = changed(onEks, { "fleets.pods": undefined, "fleets.other": other });
    expect(report(side(onEks), side(after)).whole.effects).toEqual(["token-refused", "manager-drains"]);
  });

  test("a fleet's machines go with the jobs on them where the apply waits for no manager", () => {
    const hasty = changed(onEks, { "manager.waitForRollout": false });
    expect(effectsAt(hasty, { "fleets.linux": undefined })["fleets.linux"]).toEqual([
      "fleet-removed-at-once",
      "manager-drains",
    ]);
    const { changes, together } = report(
      side(onEks),
      side(changed(onEks, { "fleets.linux": undefined, "manager.waitForRollout": false })),
    );
    expect(changes.flatMap(({ effects }) => effects)).not.toContain("fleet-removed-at-once");
    expect(together).toEqual(["fleet-removed-at-once"]);
  });

  test("a namespace that Terraform made goes with all in it, when it is to make none", () => {
    const made = changed(onEks, { "cluster.namespacePolicy": "create" });
    expect(effectsAt(made, { "cluster.namespacePolicy": "existing" })).toEqual({
      "cluster.namespacePolicy": ["namespace-removed"],
    });
  });
});

test("another region is nothing to those who have nothing in AWS", () => {
  const inCluster = changed(onEks, {
    cluster: { access: { kubeconfigPath: "~/.kube/config" } },
    "fleets.linux": undefined,
  });
  expect(effectsAt(inCluster, { region: "eu-west-3" })).toEqual({ region: [] });
});

describe("with a manager on EC2", () => {
  test.each<Row>([
    ["fleets.linux.docker.image", "alpine:3.23", ["read-again"]],
    ["fleets.linux.maxInstances", 11, ["manager-drains", "group-changed"]],
    ["ec2.instanceType", "t4g.medium", ["manager-drains"]],
    ["ec2.logRetentionDays", 60, ["in-place"]],
    // Another role is another launch template, and the old one goes when the old manager has.
    ["aws.iamPath", "/ci/", ["manager-drains"]],
    ["manager.drainTimeout", "2h", ["manager-drains"]],
  ])("a change of %s to %j does %j", (path, value, effects) => {
    expect(effectsAt(onEc2, { [path]: value })).toEqual({ [path]: effects });
  });

  test("a manager less drains before it goes", () => {
    const two = changed(onEc2, { "manager.shards": 2 });
    expect(effectsAt(two, { "manager.shards": 1 })["manager.shards"]).toEqual(
      expect.arrayContaining(["manager-removed", "manager-drains"]),
    );
  });
});

describe("with a manager on Fargate", () => {
  test.each<Row>([
    ["fleets.linux.docker.image", "alpine:3.23", ["read-again"]],
    ["fleets.linux.maxInstances", 11, ["manager-drains", "group-changed"]],
    ["fargate.memoryMiB", 2048, ["manager-drains"]],
    ["fargate.assignPublicIp", true, ["manager-drains"]],
    ["fargate.logRetentionDays", 60, ["in-place"]],
    ["name", "other", ["service-removed", "token-needed", "fleet-anew"]],
  ])("a change of %s to %j does %j", (path, value, effects) => {
    expect(effectsAt(onFargate, { [path]: value })).toEqual({ [path]: effects });
  });
});

describe("with GitLab's chart", () => {
  test.each<Row>([
    ["fleets.pods.kubernetes.image", "ruby:3.5", ["manager-drains"]],
    ["fleets.pods.limit", 6, ["manager-drains"]],
    ["fleets.pods.jobs", { resourceQuota: { pods: "20" } }, ["new-pods"]],
  ])("a change of %s to %j does %j", (path, value, effects) => {
    expect(Object.values(effectsAt(official, { [path]: value })).flat()).toEqual(effects);
  });

  test("another chart is a manager beside the one that drains", () => {
    expect(effectsAt(official, { "manager.chart": undefined })).toEqual({
      "manager.chart": ["manager-beside", "new-pods"],
    });
  });
});

test("what each of several changes does is told apart", () => {
  expect(
    effectsAt(onEks, {
      "fleets.linux.docker.image": "alpine:3.23",
      "fleets.linux.maxInstances": 20,
      "fleets.linux.machines.rootVolume": { sizeGiB: 90 },
      "manager.waitForRollout": false,
    }),
  ).toEqual({
    "fleets.linux.docker.image": ["read-again"],
    "fleets.linux.maxInstances": ["manager-drains", "group-changed"],
    "fleets.linux.machines.rootVolume.sizeGiB": ["new-machines"],
    "manager.waitForRollout": ["apply-only"],
  });
});

test("changes that make no description one by one are looked at together", () => {
  const before = changed(onEks, { "fleets.linux.maxInstances": 4, "fleets.linux.policies": [{ idleCount: 4 }] });
  const after = changed(onEks, { "fleets.linux.maxInstances": 8, "fleets.linux.policies": [{ idleCount: 8 }] });
  const { changes } = report(side(before), side(after));
  expect(changes.map(({ path, effects }) => [path.join("."), effects])).toEqual([
    ["fleets.linux.maxInstances", ["manager-drains", "group-changed"]],
    ["fleets.linux.policies.0.idleCount", ["read-again"]],
  ]);
});

test("a fleet under another name is a removal and an addition", () => {
  const after = changed(onEks, { "fleets.linux": undefined, "fleets.debian": linux });
  const { changes } = report(side(onEks), side(after));
  expect(changes.map(({ path, renamedTo, effects }) => [path.join("."), renamedTo, effects])).toEqual([
    ["fleets.linux", "debian", ["token-refused", "fleet-removed", "manager-drains", "fleet-added"]],
  ]);
});

test("another executor is a change of the whole fleet", () => {
  expect(effectsAt(onEks, { "fleets.linux": { ...pods, limit: 7 } })).toEqual({
    "fleets.linux.executor": ["fleet-removed", "manager-drains", "new-pods"],
  });
});

test("another order of fleets is a change only where it restarts the manager", () => {
  const { linux: first, pods: second } = onEks.fleets;
  const found = effectsAt(onEks, { fleets: { pods: second, linux: first } });
  expect(found).toEqual({ fleets: ["manager-drains"] });
  expect(effectsAt(changed(onEks, { "aws.tags": { a: "1", b: "2" } }), { "aws.tags": { b: "2", a: "1" } })).toEqual({});
});

test("many changes are looked at by their kind, with the same result", () => {
  const many = Object.fromEntries(Array.from({ length: 41 }, (_, index) => [`f${index}`, pods]));
  const before = changed(onEks, { fleets: many });
  const after = changed(onEks, {
    fleets: Object.fromEntries(Object.keys(many).map((key) => [key, { ...pods, kubernetes: { image: "ruby:3.5" } }])),
  });
  const looks: number[] = [];
  const { changes } = report(side(before), side(after), (_done, of) => looks.push(of));
  expect(changes).toHaveLength(41);
  expect(new Set(changes.map(({ effects }) => effects.join()))).toEqual(new Set(["read-again"]));
  expect(looks).toEqual([1]);
});

describe("jobs in all", () => {
  const summary = (description: RunnerFleetInput, changes: Readonly<Record<string, unknown>>) => {
    const [before, after] = [side(description), side(changed(description, changes))];
    return jobSummary(before, after, report(before, after).whole);
  };
  const two = changed(onEks, { "manager.shards": 2 });

  test("wait while the only manager drains, for as long as the one that runs may", () => {
    expect(summary(changed(onEks, { "manager.drainTimeout": "3h" }), { "manager.drainTimeout": "5h" })).toEqual({
      runningJobs: "finish",
      newJobs: "wait",
      draining: 1,
      managers: 1,
      startAtOnce: 0,
      drain: "3h",
    });
  });

  test("start on other managers while one after the other drains", () => {
    expect(summary(two, { "manager.runnerVersion": "19.3.0" })).toMatchObject({
      newJobs: "elsewhere",
      draining: 2,
      managers: 2,
    });
  });

  test.each([
    ["rollout", "all"],
    ["waitForRollout", false],
  ])("wait where all managers drain at once, by %s %s", (key, value) => {
    expect(summary(two, { "manager.runnerVersion": "19.3.0", [`manager.${key}`]: value })).toMatchObject({
      newJobs: "wait",
      draining: 2,
    });
  });

  test.each<[string, RunnerFleetInput, Readonly<Record<string, unknown>>]>([
    ["the manager's identity", onEks, { "cluster.identity": "irsa" }],
    ["the region", onEks, { region: "eu-west-3" }],
    ["the cluster", two, { "cluster.name": "other" }],
  ])("are at risk where %s is another one, and so are those that are to start", (_what, description, changes) => {
    const { runningJobs, newJobs } = summary(description, changes);
    expect(["at risk", "lost"]).toContain(runningJobs);
    expect(newJobs).toBe("at risk");
  });

  test.each([
    ["one-at-a-time", "each manager does for the one before it"],
    ["all", "the first one makes what lets all of them reach their pods"],
  ])("wait where a second manager waits for the first: with rollout %s %s", (rollout) => {
    expect(summary(changed(onEks, { "manager.rollout": rollout }), { "manager.shards": 2 })).toMatchObject({
      newJobs: "wait",
      draining: 1,
      startAtOnce: 0,
    });
  });

  test.each<[string, unknown, RunnerFleetInput]>([
    ["waitForRollout", false, onEks],
    ["rollout", "all", onEc2],
  ])("start on a manager that is added at once, by %s %s", (key, value, description) => {
    const found = summary(changed(description, { [`manager.${key}`]: value }), { "manager.shards": 2 });
    expect(found).toMatchObject({ newJobs: "elsewhere", draining: 1, managers: 1, startAtOnce: 1 });
    expect(newJobsText(found)).toBe("start on the manager that is added, once ready");
  });

  test("wait where all managers are uninstalled, which nothing does one by one", () => {
    expect(summary(two, { name: "other" })).toMatchObject({ runningJobs: "lost", newJobs: "wait", draining: 2 });
  });

  test("go on where nothing restarts", () => {
    expect(summary(onEks, { "fleets.linux.docker.image": "alpine:3.23" })).toMatchObject({
      runningJobs: "unaffected",
      newJobs: "unaffected",
      draining: 0,
    });
  });

  test("are lost with the platform", () => {
    expect(
      summary(onEc2, {
        "manager.platform": "fargate",
        "manager.image": "build",
        ec2: undefined,
        fargate: onFargate.fargate,
      }),
    ).toMatchObject({
      runningJobs: "lost",
      newJobs: "at risk",
    });
  });
});
