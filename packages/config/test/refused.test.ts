import { formatFinding } from "../src/findings/config-error";
import { Duration } from "../src/values/duration";
import { Expression } from "../src/values/expression";
import { checkConfig } from "../src/check/read-config";
import { descriptionWith, fleetWith, type Changes } from "./changed";
import { refusals } from "./refused/refusals";

const report = (input: unknown) => checkConfig(input).findings.map(formatFinding);

describe("a description is refused for", () => {
  test.each(refusals.map(({ name, input, says }) => [name, input, says] as const))("%s", (_name, input, says) => {
    expect(says.length).toBeGreaterThan(0);
    expect(report(input)).toEqual(says);
    expect(checkConfig(input).config).toBeUndefined();
  });

  test("at least a hundred reasons, each by a name of its own", () => {
    expect(refusals.length).toBeGreaterThanOrEqual(100);
    expect(new Set(refusals.map(({ name }) => name)).size).toBe(refusals.length);
  });
});

describe("a description is accepted with", () => {
  test.each<[string, Changes]>([
    ["nothing but what is required", {}],
    ["the longest names", { name: "n".repeat(32), [`fleets.${"f".repeat(32)}`]: fleetWith() }],
    ["a name of one letter", { name: "c" }],
    [
      "an accepted warning",
      {
        "linux.machines.onDemandPercentageAboveBaseCapacity": 50,
        accept: [
          { rule: "spot-single-type", path: "fleets.linux.machines.instanceTypes", reason: "one type is all there is" },
        ],
      },
    ],
    [
      "an accepted error",
      {
        "linux.docker.privileged": true,
        "linux.docker.allowedPrivilegedImages": ["docker:*"],
        "linux.docker.allowedPrivilegedServices": ["docker:*"],
        "linux.maxUseCount": 5,
        accept: [{ rule: "privileged-on-shared-machines", reason: "one team owns all projects" }],
      },
    ],
    ["the shortest drain", { "manager.drainTimeout": "1m" }],
    ["the most shards", { "manager.shards": 20, "linux.maxInstances": 20 }],
    [
      "durations as Duration",
      { "linux.policies": [{ idleTime: Duration.minutes(30) }], "manager.drainTimeout": Duration.hours(2) },
    ],
    [
      "an image that exists",
      { "manager.image": { repository: "registry.example.com:5000/ci/manager", tag: "19.4.0-1" } },
    ],
    [
      "a cache of its own",
      { cache: { path: "team-a/cache", s3: { bucketName: "ci.cache-1", bucketLocation: "eu-west-1" } } },
    ],
    [
      "a volume, alerts and a closed network",
      {
        "cluster.disruption": "block",
        "cluster.volume": { storageClass: "gp3.encrypted", size: "500Mi" },
        "cluster.preflight": "offline",
        "cluster.preflightTimeoutSeconds": 3_600,
        "cluster.monitoring": {
          interval: "15s",
          disabledAlerts: ["QueueSlow", "ReadinessSlow"],
          labels: { release: "prometheus", "example.com/team": "ci_1.eu" },
        },
        "cluster.networkPolicy": {
          machineCidrs: ["10.0.0.0/16", "fd00::/8"],
          metricsFrom: [{ namespaceSelector: {} }],
          egressRules: [{ to: [{ ipBlock: { cidr: "10.1.0.0/16", except: ["10.1.1.0/24"] } }], ports: [{ port: 22 }] }],
        },
      },
    ],
    [
      "what only Terraform knows of the cluster",
      {
        "cluster.volume": { storageClass: Expression.text("var.class"), size: Expression.text("var.size") },
        "cluster.preflightTimeoutSeconds": Expression.number("var.seconds"),
        "cluster.monitoring": { labels: { release: Expression.text("var.release") } },
        "cluster.networkPolicy": {
          machineCidrs: Expression.list("var.cidrs"),
          egressCidrs: [Expression.text("data.aws_vpc.this.cidr_block")],
          metricsFrom: [{ ipBlock: { cidr: Expression.text("var.prometheus") } }],
        },
        "linux.autoscaler.deleteInstancesOnShutdown": Expression.flag("var.delete"),
      },
    ],
    ["several pull policies", { "linux.docker.pullPolicy": ["if-not-present", "always"] }],
    ["a scale factor that is a whole number", { "linux.policies": [{ idleCount: 1, scaleFactor: 1 }] }],
    ["a maxUseCount of 0 and a disk for it", { "linux.maxUseCount": 0, "linux.machines.rootVolume": { sizeGiB: 100 } }],
    [
      "sizes that only Terraform knows",
      {
        "manager.shards": 3,
        "linux.maxInstances": Expression.number("var.max_instances"),
        "linux.capacityPerInstance": Expression.number("var.capacity"),
        "linux.maxUseCount": Expression.number("var.max_use_count"),
        "linux.policies": [
          {
            idleCount: Expression.number("var.idle"),
            idleTime: Expression.text("var.idle_time"),
            periods: Expression.list("var.periods"),
            timezone: Expression.text("var.zone"),
            scaleFactor: Expression.number("var.f"),
            scaleFactorLimit: Expression.number("var.l"),
            preemptiveMode: Expression.flag("var.p"),
          },
        ],
      },
    ],
    [
      "machines that only Terraform knows",
      {
        "linux.docker.privileged": Expression.flag("var.privileged"),
        "linux.docker.pullPolicy": "always",
        "linux.docker.allowedPullPolicies": Expression.list("var.policies"),
        "linux.docker.memory": Expression.text("var.memory"),
        "linux.docker.memorySwap": Expression.text("var.swap"),
        "linux.environment": Expression.list("var.environment"),
        "linux.machines.instanceTypes": Expression.list("var.types"),
        "linux.machines.subnetIds": [Expression.text("aws_subnet.a.id")],
        "linux.machines.managerSecurityGroupIds": Expression.list("var.groups"),
        "linux.machines.onDemandBaseCapacity": Expression.number("var.base"),
        "linux.machines.onDemandPercentageAboveBaseCapacity": Expression.number("var.percentage"),
        "linux.machines.rootVolume": { sizeGiB: Expression.number("var.size"), iops: Expression.number("var.iops") },
      },
    ],
  ])("%s", (_name, changes) => {
    const { gitlab } = descriptionWith(changes) as { gitlab: object };
    expect(report(descriptionWith(changes))).toEqual([]);
    expect(checkConfig(descriptionWith(changes))).toMatchObject({ config: { gitlab } });
  });
});

test("all problems of one description are reported at once, those of the schema and those of the rules", () => {
  const description = descriptionWith({
    "gitlab.url": "gitlab.com",
    "manager.logLevl": "debug",
    "linux.maxInstances": "10",
    "linux.capacityPerInstance": 4,
    "linux.policies": [{ idleCount: -1 }, { periods: ["0 8 * * *"], timezone: "Mars/Olympus" }],
    "linux.docker.shm_size": 1,
    "linux.docker.privileged": true,
    "fleets.arm": fleetWith({
      "machines.instanceTypes": ["m7g.large"],
      "machines.subnetIds": undefined,
      maxInstances: 0,
    }),
  });
  expect(
    checkConfig(description)
      .findings.map(({ path, rule }) => `${path} ${rule}`)
      .sort(),
  ).toEqual([
    "fleets.arm.machines.instanceTypes[0] architecture-mismatch",
    "fleets.arm.machines.subnetIds subnets-missing",
    "fleets.arm.maxInstances schema-range",
    "fleets.linux.docker.allowedPrivilegedImages privileged-without-allow-list",
    "fleets.linux.docker.allowedPrivilegedServices privileged-without-allow-list",
    "fleets.linux.docker.privileged privileged-on-shared-machines",
    "fleets.linux.docker.shm_size schema-unknown-key",
    "fleets.linux.maxInstances schema-type",
    "fleets.linux.maxUseCount max-use-count-required",
    "fleets.linux.policies[0].idleCount schema-range",
    "fleets.linux.policies[1].periods[0] policy-period-single-minute",
    "fleets.linux.policies[1].timezone time-zone-unknown",
    "gitlab.url schema-format",
    "manager.logLevl schema-unknown-key",
  ]);
});

describe("what is no data is refused without a stack trace:", () => {
  const cyclic: Record<string, unknown> = { name: "ci" };
  cyclic.fleets = { linux: cyclic };
  const deep = (levels: number): unknown => (levels === 0 ? {} : { extra: deep(levels - 1) });
  const hostile = new Proxy(
    {},
    {
      ownKeys: () => {
        throw new Error("no");
      },
    },
  );

  test.each<[string, unknown, string]>([
    ["an object that refers to itself", cyclic, "fleets.linux: must not refer to itself"],
    [
      "a list that holds itself",
      descriptionWith({
        "linux.environment": (() => {
          const list: unknown[] = [];
          list.push(list);
          return list;
        })(),
      }),
      "fleets.linux.environment[0]: must not refer to itself",
    ],
    [
      "ten thousand levels",
      descriptionWith({ "linux.docker.extra": deep(10_000) }),
      "fleets.linux.docker: must not be nested more than 100 levels deep",
    ],
    ["an object that cannot be read", hostile, "must be plain data, got an object that cannot be read"],
    ["a function", () => 1, "must be a table, got a function"],
    ["a symbol", Symbol("x"), "must be a table, got Symbol(x)"],
    ["a bigint", descriptionWith({ "linux.maxInstances": 10n }), "fleets.linux.maxInstances: must be a number, got 10"],
    [
      "not a number",
      descriptionWith({ "linux.maxInstances": NaN }),
      "fleets.linux.maxInstances: must be a number, got NaN",
    ],
    ["a date", descriptionWith({ "linux.docker": new Date(0) }), "fleets.linux.docker"],
    [
      "a million letters",
      descriptionWith({ name: "x".repeat(1_000_000) }),
      "name: must have at most 32 characters, got 1000000",
    ],
    ["a prototype", JSON.parse('{"__proto__": {"name": "x"}, "constructor": 1}'), "gitlab: is required"],
    [
      "an expression of another kind",
      descriptionWith({ "linux.maxInstances": Expression.text("var.x") }),
      "fleets.linux.maxInstances: must be a number",
    ],
    [
      "an expression in place of a table",
      descriptionWith({ "linux.docker": Expression.text("var.x") }),
      "fleets.linux.docker",
    ],
  ])("%s", (_name, input, says) => {
    const [first] = report(input);
    expect(first).toContain(says);
    expect(first?.length).toBeLessThan(600);
    expect(checkConfig(input).config).toBeUndefined();
  });
});

describe("a secret is never repeated", () => {
  const token = "glrt-0123456789abcdefghij";
  test.each<[string, unknown]>([
    ["as a description", token],
    ["as a key", { [token]: 1 }],
    ["as a fleet's name", descriptionWith({ [`fleets.${token}`]: fleetWith() })],
    ["as a number's value", descriptionWith({ "linux.maxInstances": token })],
    ["as a duration", descriptionWith({ "linux.policies": [{ idleTime: token }] })],
    ["as a choice", descriptionWith({ "linux.executor": token })],
    ["as a system", descriptionWith({ "linux.machines.image": { os: `windows ${token}` } })],
    ["as a time zone", descriptionWith({ "linux.policies": [{ timezone: token }] })],
    ["as a period", descriptionWith({ "linux.policies": [{ periods: [`* * * * ${token}`] }] })],
    ["as an accepted rule", descriptionWith({ accept: [{ rule: token, reason: "because it is so" }] })],
    ["as a feature flag", descriptionWith({ "linux.featureFlags": { [token]: true } })],
    ["as a variable", descriptionWith({ "linux.environment": [`TOKEN=${token}`] })],
    ["as a key of a token", descriptionWith({ "linux.tokenKey": token, "fleets.arm": fleetWith({ tokenKey: token }) })],
    ["under extra", descriptionWith({ "linux.docker.extra": { [token]: token } })],
    ["inside of a table at the wrong place", descriptionWith({ "linux.maxInstances": { token } })],
    ["as an instance type", descriptionWith({ "linux.machines.instanceTypes": [token] })],
  ])("%s", (_name, input) => {
    const lines = report(input);
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.join("\n")).not.toContain("0123456789abcdef");
  });
});
