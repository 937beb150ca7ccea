import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository";
import { RunnerFleets, type RunnerFleetsProps } from "../src";
import { description, fleet, only, ownStack, synthesise, synthesiseFleets, type Synthesised } from "./synthesise";

const registry = "111122223333.dkr.ecr.eu-west-1.amazonaws.com";
const ecr = { repositories: [`${registry}/ci/*`, "444455556666.dkr.ecr.us-east-1.amazonaws.com/base"] };
const manager = { image: "build" } as const;
const pullThroughCache = { k8s: { upstreamRegistryUrl: "registry.k8s.io" } };
const pods = { executor: "kubernetes", limit: 4, kubernetes: { image: "alpine:3.22" } } as const;
const partition = "${data.aws_partition.AwsEnvironmentPartition.partition}";
const [region, account] = [
  "${data.aws_region.AwsEnvironmentRegion.region}",
  "${data.aws_caller_identity.AwsEnvironmentAccount.account_id}",
];

interface Statement {
  readonly Sid: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
}

const policies = ({ resources }: Synthesised): [string, Statement[]][] =>
  Object.entries(resources.aws_iam_role_policy ?? {})
    .filter(([id]) => id.includes("EcrPolicy"))
    .map(([, block]) => [block.role, (JSON.parse(block.policy) as { Statement: Statement[] }).Statement]);

const synthesiseEcr = (props: Partial<RunnerFleetsProps>) => synthesiseFleets({ manager, ...props });

test("every manager may pull from the repositories, wherever they are, and make none", () => {
  const found = policies(synthesiseEcr({ manager: { image: "build", shards: 2 }, ecr }));
  expect(found.map(([role]) => role.replace(/_[0-9A-F]{8}/, ""))).toEqual([
    "${aws_iam_role.Runners_ManagerRole-2.name}",
    "${aws_iam_role.Runners_ManagerRole.name}",
  ]);
  for (const [, statements] of found) {
    expect(statements.map(({ Sid, Resource }) => [Sid, Resource])).toEqual([
      ["LogIn", "*"],
      [
        "Pull",
        [
          `arn:${partition}:ecr:eu-west-1:111122223333:repository/ci/*`,
          `arn:${partition}:ecr:us-east-1:444455556666:repository/base`,
        ],
      ],
    ]);
  }
});

test("with a pull-through cache they may bring images into it, and log in to its registry", () => {
  const stack = synthesiseEcr({ ecr: { pullThroughCache } });
  const cached = [`arn:${partition}:ecr:${region}:${account}:repository/k8s/*`];
  expect(policies(stack).map(([, statements]) => statements.map(({ Sid, Resource }) => [Sid, Resource]))).toEqual([
    [
      ["LogIn", "*"],
      ["Pull", cached],
      ["Import", cached],
    ],
  ]);
  expect(stack.locals.ecr_registry).toBe(
    `${account}.dkr.ecr.${region}.\${data.aws_partition.AwsEnvironmentPartition.dns_suffix}`,
  );
  expect(only(stack, "aws_ecr_pull_through_cache_rule").upstream_registry_url).toBe("registry.k8s.io");
  const toml = Object.entries(stack.locals).find(([id]) => id.includes("config_toml"))?.[1] as string;
  expect(toml).toContain('jsonencode({ credHelpers = { (local.ecr_registry) = "ecr-login" } })');
});

test("nothing depends on a rule of the cache: what does would have a second one made beside it", () => {
  const stack = synthesiseEcr({ ecr: { pullThroughCache } });
  const [address] = Object.keys(stack.resources.aws_ecr_pull_through_cache_rule ?? {});
  const others = Object.entries(stack.resources).filter(([type]) => type !== "aws_ecr_pull_through_cache_rule");
  expect(JSON.stringify(others)).not.toContain(`${address}`);
  expect(only(stack, "aws_ecr_pull_through_cache_rule").lifecycle).toBeUndefined();
});

test("a manager starts after it may pull", () => {
  const { depends_on: dependsOn } = only(synthesiseEcr({ ecr }), "helm_release") as { depends_on: string[] };
  expect(dependsOn.filter((address) => address.includes("EcrPolicy"))).toHaveLength(1);
});

test("pods alone give the manager a role for the pulls, without rights to machines", () => {
  const stack = synthesiseEcr({ fleets: { pods }, ecr });
  expect(Object.keys(stack.resources.aws_iam_role ?? {})).toHaveLength(1);
  expect(policies(stack)).toHaveLength(1);
  expect(stack.resources.aws_iam_policy).toBeUndefined();
});

test("where nodes pull for pods the cache is made, and the manager has no role", () => {
  const stack = synthesiseFleets({ fleets: { pods }, ecr: { pods: "node-role", pullThroughCache } });
  expect(Object.keys(stack.resources.aws_ecr_pull_through_cache_rule ?? {})).toHaveLength(1);
  expect(stack.resources.aws_iam_role).toBeUndefined();
});

test("a manager that logs in for nobody may pull nothing, also where it has a role", () => {
  const { docker: _none, ...machines } = { ...fleet, executor: "instance" as const };
  const stack = synthesiseFleets({ fleets: { machines }, ecr: { pullThroughCache } });
  expect(Object.keys(stack.resources.aws_iam_role ?? {})).toHaveLength(1);
  expect(policies(stack)).toEqual([]);
});

test("a description without ECR has nothing of it", () => {
  const { resources, paths } = synthesiseFleets();
  expect(Object.keys(resources).filter((type) => type.startsWith("aws_ecr"))).toEqual([]);
  expect(paths.filter((path) => /ecr/i.test(path))).toEqual([]);
});

test("a repository of the same stack is given by its address", () => {
  const stack = synthesise((app) => {
    const own = ownStack(app);
    const repository = new EcrRepository(own, "Base", { name: "ci/base" });
    new RunnerFleets(own, "Runners", {
      ...description,
      manager,
      fleets: { linux: fleet },
      ecr: { repositories: [repository.repositoryUrl] },
    });
    return own;
  });
  expect(stack.locals).toMatchObject({
    ecr_repositories_0: "${aws_ecr_repository.Base.repository_url}",
    ecr_repository_0:
      '${format("ecr:%[2]s:%[1]s:repository/%[3]s", ' +
      'regex("^(\\\\d{12})\\\\.dkr[.-]ecr(?:-fips)?\\\\.([a-z0-9-]+)\\\\.[^/]+/([a-z0-9*/._-]+)$", local.ecr_repositories_0)...)}',
  });
  const [[, statements]] = policies(stack) as [[string, Statement[]]];
  expect(statements.find(({ Sid }) => Sid === "Pull")?.Resource).toEqual([
    `arn:${partition}:\${local.ecr_repository_0}`,
  ]);
});
