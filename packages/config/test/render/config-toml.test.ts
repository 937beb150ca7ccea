import { parse } from "smol-toml";
import { knownKeys } from "../../src/keys/known-keys";
import { readConfig } from "../../src/check/read-config";
import { renderConfigToml } from "../../src/render/config-toml";
import type { RunnerFleetInput } from "../../src/schema/runner-fleet-config";
import { descriptionWith } from "../changed";
import { completeDescription } from "../complete-description";
import { completePods } from "../complete-kubernetes";
import { minimalDescription } from "../descriptions";
import { goldenFile } from "../golden-file";
import { instanceFleets } from "../instance-fleets";
import { modelledKeys } from "../modelled-keys";
import { severalFleets } from "../several-fleets";
import { tomlPaths } from "../toml-paths";

const rendered = (input: unknown, shard = 0) =>
  renderConfigToml(readConfig(input as RunnerFleetInput).config, shard).toString();

interface RenderedPolicy {
  readonly periods: readonly string[];
  readonly idle_count: bigint;
  readonly scale_factor_limit?: bigint;
}

interface RenderedRunner {
  readonly name: string;
  readonly limit: bigint;
  readonly request_concurrency: bigint;
  readonly feature_flags: Readonly<Record<string, boolean>>;
  readonly docker: Readonly<Record<string, unknown>>;
  readonly autoscaler: {
    readonly max_instances: bigint;
    readonly max_use_count: bigint;
    readonly policy: RenderedPolicy[];
  } & Readonly<Record<string, unknown>>;
}

const parsed = (input: unknown, shard = 0) =>
  parse(rendered(input, shard), { integersAsBigInt: true }) as unknown as {
    readonly concurrent: bigint;
    readonly runners: RenderedRunner[];
  };
const runnerOf = (changes: Readonly<Record<string, unknown>>) =>
  parsed(descriptionWith(changes)).runners[0] as RenderedRunner;

const variants: readonly (readonly [file: string, input: () => unknown, shard: number])[] = [
  ["minimal.toml", minimalDescription, 0],
  ["complete.toml", completeDescription, 0],
  ["kubernetes.toml", completePods, 0],
  ["several-fleets-1.toml", severalFleets, 0],
  ["several-fleets-2.toml", severalFleets, 1],
  ["instance.toml", instanceFleets, 0],
];

describe.each(variants)("%s", (file, input, shard) => {
  test("is what a person has reviewed", () => {
    expect(rendered(input(), shard)).toBe(goldenFile(file, rendered(input(), shard)));
  });

  test("holds only keys that GitLab Runner reads, each of its type", () => {
    const differences = tomlPaths(rendered(input(), shard)).filter(({ path, types }) => {
      const known = knownKeys().get(path);
      return known === undefined || !types.includes(known);
    });
    expect(differences).toEqual([]);
  });

  test("ends its lines with LF, and the last one too", () => {
    expect(rendered(input(), shard)).toMatch(/[^\n]\n$/);
    expect(rendered(input(), shard)).not.toContain("\r");
  });
});

test("descriptions in which everything is set render every key that the model has", () => {
  const complete = [completeDescription(), completePods(), instanceFleets()];
  const paths = new Set(complete.flatMap((description) => tomlPaths(rendered(description))).map(({ path }) => path));
  expect(modelledKeys().length).toBeGreaterThan(150);
  expect(modelledKeys().filter(({ path }) => !paths.has(path))).toEqual([]);
});

test("the order of keys in the description changes no byte", () => {
  const reversed = (value: unknown, path = ""): unknown => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      return value;
    }
    // The order of fleets is that of the runners, and the user's.
    const entries = Object.entries(value).map(([key, item]) => [key, reversed(item, `${path}.${key}`)] as const);
    return Object.fromEntries(path === ".fleets" ? entries : entries.reverse());
  };
  expect(rendered(reversed(severalFleets()))).toBe(rendered(severalFleets()));
});

describe("sizes", () => {
  test("are derived from maxInstances and capacityPerInstance", () => {
    const { concurrent, runners } = parsed(severalFleets());
    expect(runners.map(({ name, limit, autoscaler }) => [name, autoscaler.max_instances, limit])).toEqual([
      ["ci-amd64", 21n, 21n],
      ["ci-arm64", 10n, 10n],
      ["ci-large", 2n, 8n],
    ]);
    expect(concurrent).toBe(39n);
  });

  test("of all shards add up to the totals", () => {
    const both = [parsed(severalFleets(), 0), parsed(severalFleets(), 1)];
    const total = (of: (runner: RenderedRunner) => bigint | undefined, position: number) =>
      both.reduce((sum, { runners }) => sum + (of(runners[position] as RenderedRunner) ?? 0n), 0n);
    expect(total(({ autoscaler }) => autoscaler.max_instances, 0)).toBe(41n);
    expect(total(({ autoscaler }) => autoscaler.policy[1]?.idle_count, 0)).toBe(5n);
    expect(total(({ autoscaler }) => autoscaler.policy[1]?.scale_factor_limit, 0)).toBe(11n);
    expect(total(({ limit }) => limit, 2)).toBe(12n);
  });

  test("a scale factor without a limit may use all that the shard has", () => {
    expect(runnerOf({ "linux.policies": [{ scaleFactor: 1 }] }).autoscaler.policy[0]?.scale_factor_limit).toBe(10n);
  });

  test("an unstated maxUseCount is 1, a stated 0 stays 0", () => {
    expect(runnerOf({}).autoscaler.max_use_count).toBe(1n);
    expect(runnerOf({ "linux.maxUseCount": 0 }).autoscaler.max_use_count).toBe(0n);
  });

  test.each([
    [20, 2n],
    [21, 3n],
    [100, 3n],
    [101, 4n],
  ])("a fleet of %i jobs asks for jobs with %s requests at once", (maxInstances, requests) => {
    expect(runnerOf({ "linux.maxInstances": maxInstances }).request_concurrency).toBe(requests);
  });
});

test("a number that is read as a float has a decimal point, and a duration its unit", () => {
  const text = rendered(
    descriptionWith({
      "linux.policies": [{ scaleFactor: 1, idleTime: "600s" }],
      "linux.autoscaler.instanceLifeDurationBuckets": [60, 0.5],
    }),
  );
  expect(text).toContain("scale_factor = 1.0\n");
  expect(text).toContain("instance_life_duration_buckets = [ 60.0, 0.5 ]\n");
  expect(text).toContain('idle_time = "600s"\n');
});

describe("policies", () => {
  test("begin with one that always holds", () => {
    const periods = (changes: Readonly<Record<string, unknown>>) =>
      runnerOf(changes).autoscaler.policy.map((policy) => policy.periods);
    expect(periods({})).toEqual([["* * * * *"]]);
    expect(periods({ "linux.policies": [{ periods: ["* 8 * * *"] }] })).toEqual([["* * * * *"], ["* 8 * * *"]]);
    expect(periods({ "linux.policies": [{ idleCount: 1 }, { periods: ["* 8 * * *"] }] })).toEqual([
      ["* * * * *"],
      ["* 8 * * *"],
    ]);
    expect(periods({ "linux.policies": [{ periods: ["* * * * *"] }] })).toEqual([["* * * * *"]]);
  });
});

describe("defaults", () => {
  const volume = { storageClass: "encrypted" };

  test.each([
    ["end with their manager", {}, true],
    ["are left to the next manager where a volume keeps the record", { "cluster.volume": volume }, false],
    [
      "end as the description says",
      { "cluster.volume": volume, "linux.autoscaler.deleteInstancesOnShutdown": true },
      true,
    ],
  ])("machines %s", (_what, changes, ends) => {
    const { autoscaler } = runnerOf(changes);
    expect(autoscaler.delete_instances_on_shutdown).toBe(ends);
    expect(autoscaler.state_storage).toEqual({ enabled: true });
  });

  test("heartbeats are on for fleets with spot machines only", () => {
    const flag = "FF_USE_FLEETING_ACQUIRE_HEARTBEATS";
    expect(runnerOf({}).feature_flags).not.toHaveProperty(flag);
    expect(runnerOf({ "linux.machines.onDemandPercentageAboveBaseCapacity": 99 }).feature_flags[flag]).toBe(true);
  });

  test("the manager never rotates its token", () => {
    expect(runnerOf({ "linux.featureFlags": { FF_TIMESTAMPS: true } }).feature_flags).toEqual({
      FF_DISABLE_AUTOMATIC_TOKEN_ROTATION: true,
      FF_TIMESTAMPS: true,
    });
  });

  test("jobs get a volume for local caches unless they are turned off", () => {
    expect(runnerOf({}).docker.volumes).toEqual(["/cache"]);
    expect(runnerOf({ "linux.docker.disableCache": true }).docker).not.toHaveProperty("volumes");
    expect(runnerOf({ "linux.docker.volumes": ["/certs"] }).docker.volumes).toEqual(["/certs"]);
  });

  test("a key of the user's own is used in place of EC2 Instance Connect", () => {
    const large = parsed(severalFleets()).runners[2]?.autoscaler.connector_config;
    expect(large).toMatchObject({
      username: "ec2-user",
      key_path: "/etc/gitlab-runner-ssh/large/ssh-privatekey",
      use_static_credentials: true,
    });
    expect(runnerOf({}).autoscaler.connector_config).not.toHaveProperty("key_path");
  });
});

test("keys under extra are written with TOML's own types", () => {
  const description = descriptionWith({
    "linux.docker.extra": {
      new_count: 3,
      new_share: 0.5,
      new_list: [1, 2.5, "x"],
      new_table: { deep: true },
      "new-text": 'a"b',
    },
    accept: [{ rule: "extra-unknown-key", reason: "read by a newer runner" }],
  });
  expect((parsed(description).runners[0] as RenderedRunner).docker).toMatchObject({
    new_count: 3n,
    new_share: 0.5,
    new_list: [1n, 2.5, "x"],
    new_table: { deep: true },
    "new-text": 'a"b',
  });
});

test("texts come back as they were written, whatever is in them", () => {
  const texts = [
    'X="quoted"',
    "X=${a} %{b} $${c}",
    "X=a && <x> \\ 'y'",
    "X=line\nline\ttab",
    "X=ünïcödé ✓ \u{1f680}",
    "X='''\"\"\"",
  ];
  expect(parsed(descriptionWith({ "linux.environment": texts })).runners[0]).toMatchObject({ environment: texts });
});
