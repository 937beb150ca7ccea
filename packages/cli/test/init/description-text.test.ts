import { checkConfig, leaveToTerraform, terraformName } from "@runner-fleet/config";
import { parse } from "yaml";
import { schemaHeader } from "../../src/file/schema-header";
import { checkAnswers } from "../../src/init/check-answers";
import { descriptionText } from "../../src/init/description-text";
import type { InitAnswers } from "../../src/init/init-answers";
import { answersWith } from "./complete-answers";

const tested = <Value>(...values: readonly Value[]) => values;

/** Everything that `init` can be told about machines, in every combination. */
const machineAnswers: InitAnswers[] = tested("docker-autoscaler" as const, "instance" as const).flatMap((executor) =>
  tested("kubernetes" as const, "ec2" as const, "fargate" as const).flatMap((platform) =>
    tested("amd64" as const, "arm64" as const).flatMap((architecture) =>
      tested(true, false).flatMap((spot) =>
        tested("s3" as const, "none" as const).flatMap((cache) =>
          tested({ idle: 0 }, { idle: 2, timezone: "Europe/Paris" }).flatMap((hours) =>
            tested(undefined, ["default-vpc"], ["subnet-0a1b2c3d4e5f60718"]).map((subnets) =>
              answersWith({ executor, platform, architecture, spot, cache, ...hours, subnets }),
            ),
          ),
        ),
      ),
    ),
  ),
);

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

const allAnswers = [...machineAnswers, ...podAnswers];

const named = (answers: readonly InitAnswers[]) =>
  answers.map(({ executor, platform, architecture, spot, cache, idle, subnets, cluster, kubeconfig, ...rest }) => {
    const place = subnets?.join() ?? (cluster ? "EKS by name" : "a variable");
    const words = [executor, platform, architecture, spot ? "spot" : "on-demand", `cache ${cache}`, `idle ${idle}`];
    const name = [...words, place, ...(kubeconfig ? ["kubeconfig"] : [])].join(", ");
    return [
      name,
      { executor, platform, architecture, spot, cache, idle, subnets, cluster, kubeconfig, ...rest },
    ] as const;
  });

/** The file with every setting that is off turned on. */
const turnedOn = (text: string) => text.replaceAll(/^( *)#(?! )/gm, "$1");

test("there are 144 descriptions of machines and 11 of pods to write", () => {
  expect([machineAnswers.length, podAnswers.length]).toEqual([144, 11]);
  expect(new Set(allAnswers.map(descriptionText)).size).toBe(155);
});

test.each(named(allAnswers))("%s: valid, without a warning", (_name, answers) => {
  const { config, findings } = checkAnswers(answers);
  expect(findings).toEqual([]);
  expect(Object.values(config!.fleets)).toMatchObject([{ executor: answers.executor }]);
});

// Without a name of its own, the manager's Secret must be made first whatever is turned on; the rest warns of nothing.
test.each(named(allAnswers))("%s: valid with everything that is off turned on, without a warning", (_name, answers) => {
  const { findings } = checkConfig(parse(turnedOn(descriptionText(answers))));
  expect(findings).toEqual([]);
});

test.each(named(allAnswers))("%s: says of exactly what it leaves to Terraform by which variable", (_name, answers) => {
  const text = descriptionText(answers);
  const { left } = leaveToTerraform(parse(text));
  const said = [...text.replaceAll(/\n *# /g, " ").matchAll(/as the variable (\w+) \(TF_VAR_\1\)/g)].map(
    ([, name]) => name,
  );
  expect(said.sort()).toEqual(left.map(({ variable }) => terraformName(variable)).sort());
});

test.each(named(allAnswers))("%s: each line is short, and none ends in a space", (_name, answers) => {
  const lines = descriptionText(answers).split("\n").slice(1);
  expect(lines.filter((line) => line.length > 100 || line.endsWith(" "))).toEqual([]);
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
