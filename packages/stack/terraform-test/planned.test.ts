import { readConfig, renderConfigToml } from "@runner-fleet/config";
import { parse as parseToml } from "smol-toml";
import { parse as parseYaml } from "yaml";
import { RunnerStack } from "../src";
import type { Plan } from "./plan";
import { literalDescription, plannedDescription, SHARDS, type PlannedValues } from "./planned-description";
import { TerraformRun } from "./terraform-run";

interface Case {
  readonly what: string;
  readonly values: PlannedValues;
  /** How many resources of some types there are. */
  readonly counts: Readonly<Record<string, number>>;
  /** Some of the chart's values. */
  readonly chart: object;
}

const cases: readonly Case[] = [
  {
    what: "all that there can be",
    values: {
      name: "team-a",
      fleet_name: "linux-amd64",
      max_instances: 301,
      max_use_count: 20,
      policies: [
        { idle_count: 5, scale_factor: 2, preemptive_mode: false },
        { periods: ["* 8-17 * * mon-fri"], idle_time: "1h30m", scale_factor: 0.5, scale_factor_limit: 7 },
      ],
      allowed_images: ["ruby:**", 'a"${b}%{c}'],
      environment: ["A=${CI_JOB_ID} && <b>"],
      on_demand_percentage_above_base_capacity: 50,
      machine_access: "ssm",
      root_volume: {
        kms_key: { arn: "arn:aws:kms:eu-west-1:123456789012:key/0123abcd-0123-abcd-0123-0123456789ab", grant: true },
      },
      cache: { path: "team-a", shared: true },
      plugin_version: "1.0.1",
      drain_timeout: "2h30m",
      pod_identity_agent: "addon",
      namespace: "runners",
      node_selector: { pool: "ci" },
      tolerations: [{ key: "ci", effect: "NoSchedule" }, { operator: "Exists" }],
      preflight: "offline",
      monitoring: true,
      tags: { team: "a" },
    },
    counts: {
      aws_s3_bucket: 1,
      aws_iam_role_policy: 1 + SHARDS,
      aws_iam_instance_profile: SHARDS,
      aws_kms_grant: SHARDS,
      aws_vpc_security_group_ingress_rule: SHARDS,
      helm_release: SHARDS,
    },
    chart: {
      fullnameOverride: "team-a",
      terminationGracePeriodSeconds: 9_000 + 120 + 180,
      plugin: { install: "aws:1.0.1" },
      preflight: { enabled: true, verify: false, timeoutSeconds: 300 },
      monitoring: { enabled: true },
      nodeSelector: { pool: "ci" },
      tolerations: [{ key: "ci", operator: "Equal", effect: "NoSchedule" }, { operator: "Exists" }],
      tokens: { secretName: "team-a-tokens", env: { RUNNER_TOKEN_LINUX_AMD64: "linux-amd64" }, revision: 1 },
    },
  },
  {
    what: "nothing that can be left out",
    values: {
      name: "ci",
      fleet_name: "linux",
      max_instances: 2,
      max_use_count: null,
      policies: [{ periods: ["* 22-23 * * *"], idle_count: 2 }],
      allowed_images: null,
      environment: [],
      on_demand_percentage_above_base_capacity: 100,
      machine_access: "none",
      root_volume: {},
      cache: null,
      plugin_version: "1.1.0",
      drain_timeout: "1h",
      pod_identity_agent: "managed-elsewhere",
      namespace: null,
      node_selector: {},
      tolerations: [],
      preflight: "none",
      monitoring: false,
      tags: {},
    },
    counts: {
      aws_s3_bucket: 0,
      aws_iam_role_policy: 0,
      aws_iam_instance_profile: 0,
      aws_kms_grant: 0,
      aws_vpc_security_group_ingress_rule: SHARDS,
      helm_release: SHARDS,
    },
    chart: {
      fullnameOverride: "ci",
      terminationGracePeriodSeconds: 3_600 + 120 + 180,
      preflight: { enabled: false, verify: false, timeoutSeconds: 300 },
      monitoring: { enabled: false },
      nodeSelector: {},
      tolerations: [],
      tokens: { secretName: "ci-tokens", env: { RUNNER_TOKEN_LINUX: "linux" }, revision: 1 },
    },
  },
];

/** TOML with its integers and floats told apart. */
const parsed = (toml: string) => parseToml(toml, { integersAsBigInt: true });

/** The role of a cache. A provider that calls no API makes up the ARN of something else, which a description refuses. */
const roleArn = "arn:aws:iam::123456789012:role/cache";
const withRole = (toml: string) => toml.replace(/^RoleARN = "arn:.*"$/m, `RoleARN = "${roleArn}"`);

const countsOf = (plan: Plan, types: readonly string[]) =>
  Object.fromEntries(types.map((type) => [type, plan.resources.filter((each) => each.startsWith(`${type}.`)).length]));

describe.each(cases)("a description of variables, given values for $what,", ({ values, counts, chart }) => {
  const run = new TerraformRun(undefined, { values: { ...values } });
  let plan: Plan;
  beforeAll(() => {
    run.synthesise((app) => new RunnerStack(app, "test", plannedDescription));
    plan = run.plan();
    run.apply(plan);
  });
  afterAll(() => run.remove());

  test("has as many resources as they ask for", () => {
    expect(countsOf(plan, Object.keys(counts))).toEqual(counts);
  });

  test.each(Array.from({ length: SHARDS }, (_, shard) => shard))(
    "gives manager %i the config.toml of the same literals, types included",
    (shard) => {
      const toml = run.output(shard === 0 ? "config_toml" : `config_toml_${shard + 1}`);
      const bucketName = `${values.name}-eu-west-1-123456789012`;
      const literals = literalDescription(values, { bucketName, bucketLocation: "eu-west-1", roleArn });
      const { config } = readConfig(literals);
      expect(parsed(withRole(toml))).toStrictEqual(parsed(renderConfigToml(config, shard).toString()));
    },
  );

  test("gives the chart what the literals would, in the namespace that there is", () => {
    const said = parseYaml(run.output("values_yaml")) as Readonly<Record<string, unknown>>;
    expect(Object.fromEntries(Object.keys(chart).map((key) => [key, said[key]]))).toEqual(chart);
    expect(plan.after("helm_release", "Manager_").namespace).toBe(values.namespace ?? values.name);
  });

  test("puts their tags on everything, with the literal ones as they are", () => {
    const { tags } = plan.after("aws_launch_template", "machines_LaunchTemplate");
    expect(tags).toEqual({
      ...values.tags,
      owner: 'team "a" ${not.a.reference} \\',
      "runner-fleet": values.name,
      "runner-fleet:fleet": values.fleet_name,
      "runner-fleet:group": `${values.name}-${values.fleet_name}`,
      Name: `${values.name}-${values.fleet_name}`,
    });
  });

  test("has nothing left to change", () => {
    expect(run.pending()).toBe("nothing");
  });
});
