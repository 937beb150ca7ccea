import { checkConfig, terraformName } from "@runner-fleet/config";
import { parse } from "yaml";
import { schemaHeader } from "../../src/file/schema-header";
import { checkAnswers } from "../../src/init/check-answers";
import { descriptionText } from "../../src/init/description-text";
import type { InitAnswers } from "../../src/init/init-answers";
import { answersWith } from "./complete-answers";

const tested = <Value>(...values: readonly Value[]) => values;

const machineKinds: Partial<InitAnswers>[] = tested("docker-autoscaler" as const, "instance" as const).flatMap(
  (executor) =>
    tested("kubernetes" as const, "ec2" as const, "fargate" as const).map((platform) => ({ executor, platform })),
);

/** Everything that `init` can be told about machines, in every combination; the architecture changes the types alone. */
const machineAnswers: InitAnswers[] = machineKinds.flatMap((kind) => [
  answersWith({ ...kind, architecture: "arm64" }),
  ...tested(true, false).flatMap((spot) =>
    tested("s3" as const, "none" as const).flatMap((cache) =>
      tested({ idle: 0 }, { idle: 2, timezone: "Europe/Paris" }).flatMap((hours) =>
        tested(undefined, ["default-vpc"], ["subnet-0a1b2c3d4e5f60718"]).map((subnets) =>
          answersWith({ ...kind, spot, cache, ...hours, subnets }),
        ),
      ),
    ),
  ),
]);

/** The same about pods. */
const podAnswers: InitAnswers[] = [
  ...tested("s3" as const, "in-cluster" as const, "none" as const).flatMap((cache) =>
    tested({}, { cluster: "platform", region: "eu-west-1" }, { cluster: "platform", kubeconfig: "~/.kube/config" }).map(
      (where) => answersWith({ executor: "kubernetes", cache, ...where }),
    ),
  ),
  ...tested("in-cluster" as const, "none" as const).map((cache) =>
    answersWith({ executor: "kubernetes", cache, kubeconfig: "~/.kube/config" }),
  ),
];

const all = [...machineAnswers, ...podAnswers].map((answers) => ({ answers, ...checkAnswers(answers) }));

const kindOf = ({ executor, platform }: InitAnswers) => `${executor}, manager on ${platform}`;

/** The descriptions by executor and platform. */
const kinds = [...new Set(all.map(({ answers }) => kindOf(answers)))].map(
  (kind) => [kind, all.filter(({ answers }) => kindOf(answers) === kind)] as const,
);

/** The file with every setting that is off turned on. */
const turnedOn = (text: string) => text.replaceAll(/^( *)#(?! )/gm, "$1");

test("there are 150 descriptions of machines and 11 of pods to write, and no two are alike", () => {
  expect([machineAnswers.length, podAnswers.length, kinds.length]).toEqual([150, 11, 7]);
  expect(new Set(all.map(({ text }) => text)).size).toBe(161);
});

describe.each(kinds)("%s", (_kind, described) => {
  test("every description is valid, without a warning", () => {
    expect(described.filter(({ findings }) => findings.length > 0)).toEqual([]);
    expect(described.map(({ config }) => config?.manager.platform)).toEqual(
      described.map(({ answers }) => answers.platform),
    );
  });

  test("every description is valid with all that is off turned on, without a warning", () => {
    const checked = described.map(({ answers, text }) => ({ answers, ...checkConfig(parse(turnedOn(text))) }));
    expect(checked.filter(({ findings }) => findings.length > 0)).toEqual([]);
  });

  test("what is left to Terraform, and by which variable, is said of exactly that", () => {
    for (const { text, left } of described) {
      const prose = text.replaceAll(/\n *# /g, " ");
      const said = [...prose.matchAll(/as the variable (\w+) \(TF_VAR_\1\)/g)].map(([, name]) => name);
      expect(said.sort()).toEqual(left.map(({ variable }) => terraformName(variable)).sort());
    }
  });

  test("lines are short, and none ends in a space", () => {
    const lines = described.flatMap(({ text }) => text.split("\n").slice(1));
    expect(lines.filter((line) => line.length > 100 || line.endsWith(" "))).toEqual([]);
  });
});

test("a file begins with the line by which an editor finds the schema, and ends with a line end", () => {
  const text = descriptionText(answersWith());
  expect(text.startsWith(schemaHeader)).toBe(true);
  expect(text).toMatch(/[^\n]\n$/);
});

test("the answers are in the description as they were given", () => {
  const answers = answersWith({
    name: "ci",
    gitlabUrl: "https://gitlab.example.com",
    fleet: "builds",
    maxJobs: 40,
    image: "ruby:3.4",
    region: "eu-central-1",
    cluster: "platform",
    subnets: ["subnet-0a1b2c3d4e5f60718", "subnet-1a1b2c3d4e5f60718"],
    managerSecurityGroups: ["sg-0a1b2c3d4e5f60718"],
    architecture: "arm64",
    instanceTypes: ["c7g.xlarge", "c6g.xlarge"],
    spot: true,
    idle: 4,
    timezone: "America/New_York",
  });
  expect(parse(descriptionText(answers))).toEqual({
    name: "ci",
    region: "eu-central-1",
    gitlab: { url: "https://gitlab.example.com" },
    manager: { platform: "kubernetes", drainTimeout: "2h" },
    cluster: { name: "platform" },
    cache: { expirationDays: 14 },
    fleets: {
      builds: {
        executor: "docker-autoscaler",
        maxInstances: 40,
        docker: { image: "ruby:3.4" },
        machines: {
          architecture: "arm64",
          instanceTypes: ["c7g.xlarge", "c6g.xlarge"],
          onDemandPercentageAboveBaseCapacity: 0,
          subnetIds: ["subnet-0a1b2c3d4e5f60718", "subnet-1a1b2c3d4e5f60718"],
          managerSecurityGroupIds: ["sg-0a1b2c3d4e5f60718"],
        },
        policies: [{ periods: ["* 8-17 * * mon-fri"], timezone: "America/New_York", idleCount: 4, idleTime: "20m" }],
      },
    },
  });
});

test("a manager outside Kubernetes is in the machines' subnets", () => {
  const subnets = ["subnet-0a1b2c3d4e5f60718", "subnet-1a1b2c3d4e5f60718"];
  for (const platform of ["ec2", "fargate"] as const) {
    expect(parse(descriptionText(answersWith({ platform, subnets })))).toMatchObject({
      [platform]: { subnetIds: subnets },
      fleets: { linux: { machines: { subnetIds: subnets } } },
    });
  }
});

test("jobs in pods of any cluster use nothing of AWS", () => {
  const description = parse(
    descriptionText(answersWith({ executor: "kubernetes", kubeconfig: "/etc/ci.kubeconfig", cache: "in-cluster" })),
  ) as object;
  expect(Object.keys(description)).toEqual(["name", "gitlab", "manager", "cluster", "cache", "fleets"]);
  expect(description).toMatchObject({
    cluster: { access: { kubeconfigPath: "/etc/ci.kubeconfig" } },
    cache: { inCluster: { size: "20Gi" } },
  });
});

test.each([
  [20, 1024],
  [100, 1024],
  [101, 2048],
  [400, 2048],
  [401, 4096],
  [1000, 4096],
])("the task of a manager with %i machines on Fargate has %i MiB, without a warning", (maxJobs, memoryMiB) => {
  const { config, findings } = checkAnswers(answersWith({ platform: "fargate", maxJobs }));
  expect(findings).toEqual([]);
  expect(config!.fargate!.memoryMiB).toBe(memoryMiB);
});
