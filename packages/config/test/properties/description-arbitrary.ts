import fc from "fast-check";
import { checkConfig } from "../../src/check/read-config";
import { autoscalerSchema, policySchema } from "../../src/schema/autoscaler";
import { cacheSchema } from "../../src/schema/cache";
import { clusterSchema } from "../../src/schema/cluster";
import { dockerSchema } from "../../src/schema/docker";
import { gitlabSchema } from "../../src/schema/gitlab";
import { machinesSchema } from "../../src/schema/machines";
import { managersSchema } from "../../src/schema/managers";
import { runnerSettings } from "../../src/schema/runner-settings";
import { section } from "../../src/schema/section";
import { minimalDescription, minimalFleet } from "../descriptions";
import { arbitraryOf } from "./table-arbitrary";

type Table = Record<string, unknown>;

const table = (schema: Parameters<typeof arbitraryOf>[0]) => arbitraryOf(schema) as fc.Arbitrary<Table>;

// Of texts in general hardly one is a period or a time zone.
const policy = fc
  .tuple(
    table(policySchema),
    fc.subarray(["* 8-17 * * mon-fri", "0-30 6,7 1-15 * sat,sun", "* * * 1-6 *", "* * * * *"], { minLength: 1 }),
    fc.constantFrom("UTC", "Europe/Paris"),
  )
  .map(([values, periods, timezone]) => ({ ...values, periods, timezone }));

const fleet = fc
  .record({
    sizes: fc.record({
      maxInstances: fc.integer({ min: 1, max: 400 }),
      capacityPerInstance: fc.integer({ min: 1, max: 8 }),
      maxUseCount: fc.integer({ min: 0, max: 50 }),
    }),
    settings: table(section(runnerSettings)),
    docker: table(dockerSchema),
    autoscaler: table(autoscalerSchema),
    machines: table(machinesSchema),
    policies: fc.array(policy, { maxLength: 3 }),
  })
  .map(({ sizes, settings, docker, autoscaler, machines, policies }) => ({
    executor: "docker-autoscaler",
    ...settings,
    ...sizes,
    docker,
    autoscaler,
    // One of the two ways to choose types is enough, both would be refused; user data is no part of config.toml.
    machines: {
      ...machines,
      ...minimalFleet().machines,
      architecture: "amd64",
      instanceRequirements: undefined,
      userDataParts: undefined,
    },
    policies,
  }));

/** What runs on AWS without a cluster says nothing of one, and the rest of it must fit. */
const placed = ({ platform, cluster, manager, ...description }: Table): Table =>
  platform === "kubernetes"
    ? { ...description, cluster, ...(manager !== undefined && { manager: { ...(manager as Table), platform } }) }
    : {
        ...description,
        manager: {
          ...(manager as Table | undefined),
          platform,
          chart: undefined,
          image: platform === "fargate" ? "build" : undefined,
          sessionServer: undefined,
        },
        aws: { defaultVpc: true },
      };

const anything = fc.record(
  {
    platform: fc.constantFrom("kubernetes", "kubernetes", "ec2", "fargate"),
    name: fc.constantFrom("ci", "gitlab-runner", "a"),
    gitlab: table(gitlabSchema),
    // The manager's place and its identity must fit; a cluster is no part of config.toml, nor are its tokens.
    cluster: table(clusterSchema).map((cluster) => ({
      ...cluster,
      compute: "nodes",
      podSecurityGroups: false,
      tokens: undefined,
    })),
    manager: fc
      .tuple(table(managersSchema), fc.integer({ min: 1, max: 2 }))
      .map(([manager, shards]): Table => ({ ...manager, shards })),
    cache: table(cacheSchema),
    fleets: fc.dictionary(fc.constantFrom("linux", "arm", "large-machines"), fleet, {
      minKeys: 1,
      maxKeys: 2,
      size: "xsmall",
      noNullPrototype: true,
    }),
  },
  { requiredKeys: ["platform", "gitlab", "cluster", "fleets"] },
);

/** Descriptions without errors: whatever a rule objects to is taken out, key by key, which leaves nearly all of it. */
export const validDescription: fc.Arbitrary<Table> = anything.map(placed).map(withoutErrors);

function withoutErrors(description: Table): Table {
  for (let round = 0; round < 12; round += 1) {
    const errors = checkConfig(description).findings.filter(({ severity }) => severity === "error");
    if (errors.length === 0) {
      return description;
    }
    for (const { path, rule } of errors) {
      remove(description, path, rule);
    }
  }
  return minimalDescription();
}

function remove(description: Table, path: string, rule: string): void {
  const keys = path
    .split(/[.[\]]+/)
    .filter((key) => key !== "")
    .map((key) => key.replaceAll('"', ""));
  // Sizes are asked for, so they are made large enough instead.
  if (rule === "shards-above-max-instances" || rule === "max-use-count-below-capacity") {
    Object.assign((description.fleets as Table)[keys[1] as string] as Table, { maxInstances: 20, maxUseCount: 0 });
    return;
  }
  // The chart is what is at odds with the rest, not each of what it cannot take.
  if (rule.startsWith("official-chart-")) {
    delete (description.manager as Table).chart;
    return;
  }
  const last = keys.pop() as string;
  const parent = keys.reduce<unknown>((value, key) => (value as Table | undefined)?.[key], description);
  if (Array.isArray(parent)) {
    parent.splice(Number(last), 1);
  } else if (typeof parent === "object" && parent !== null) {
    delete (parent as Table)[last];
  }
}
