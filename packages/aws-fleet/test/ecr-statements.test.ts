import { runSimulation } from "@cloud-copilot/iam-simulate";
import { ecrStatements } from "../src/ecr-statements";

const accountId = "111122223333";
const otherAccount = "444455556666";
const arn = (name: string, account = accountId, region = "eu-west-1") =>
  `arn:aws:ecr:${region}:${account}:repository/${name}`;

const statements = ecrStatements({
  repositoryArns: [arn("ci/*"), arn("base", otherAccount, "us-east-1")],
  cachedRepositoryArns: [arn("docker-hub/*")],
});

interface Call {
  readonly action: string;
  readonly resource: string;
  readonly account?: string;
}

/** Whether a manager may make the call; what a repository of another account has to say itself, it has said. */
async function allows({ action, resource, account = accountId }: Call, given: readonly object[] = statements) {
  const principal = `arn:aws:iam::${accountId}:role/manager`;
  const allowed = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { AWS: principal }, Action: "*" }],
  };
  const result = await runSimulation(
    {
      request: {
        principal,
        action,
        resource: { resource, accountId: resource === "*" ? accountId : account },
        contextVariables: {},
      },
      identityPolicies: [{ name: "manager", policy: { Version: "2012-10-17", Statement: given } }],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      ...(account !== accountId && { resourcePolicy: allowed }),
    },
    {},
  );
  if (result.resultType === "error") {
    throw new Error(JSON.stringify(result.errors));
  }
  return result.overallResult === "Allowed";
}

const pulls = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];
const imports = ["ecr:BatchImportUpstreamImage", "ecr:CreateRepository"];

const calls: Call[] = [
  { action: "ecr:GetAuthorizationToken", resource: "*" },
  ...pulls.flatMap((action) => [
    { action, resource: arn("ci/base") },
    { action, resource: arn("ci/team/tools") },
    { action, resource: arn("base", otherAccount, "us-east-1"), account: otherAccount },
    { action, resource: arn("docker-hub/library/alpine") },
  ]),
  ...imports.map((action) => ({ action, resource: arn("docker-hub/library/alpine") })),
];

const neighbours: [what: string, call: Call][] = [
  ["another repository", { action: "ecr:BatchGetImage", resource: arn("prod/api") }],
  ["a repository whose name only begins the same", { action: "ecr:BatchGetImage", resource: arn("cisco/base") }],
  [
    "the same name in another region",
    { action: "ecr:BatchGetImage", resource: arn("ci/base", accountId, "us-east-1") },
  ],
  [
    "the same name in another account",
    { action: "ecr:BatchGetImage", resource: arn("ci/base", otherAccount), account: otherAccount },
  ],
  [
    "another repository of the other account",
    { action: "ecr:BatchGetImage", resource: arn("base2", otherAccount, "us-east-1"), account: otherAccount },
  ],
  [
    "a prefix that only begins like the cache's",
    { action: "ecr:CreateRepository", resource: arn("docker-hub-2/alpine") },
  ],
  ["a repository beside the cache", { action: "ecr:CreateRepository", resource: arn("ci/new") }],
  ["imports into other repositories", { action: "ecr:BatchImportUpstreamImage", resource: arn("ci/base") }],
  ["pushing", { action: "ecr:PutImage", resource: arn("ci/base") }],
  ["pushing layers", { action: "ecr:InitiateLayerUpload", resource: arn("ci/base") }],
  ["pushing into the cache", { action: "ecr:PutImage", resource: arn("docker-hub/library/alpine") }],
  ["removing images", { action: "ecr:BatchDeleteImage", resource: arn("docker-hub/library/alpine") }],
  ["removing repositories", { action: "ecr:DeleteRepository", resource: arn("docker-hub/library/alpine") }],
  ["who may use a repository", { action: "ecr:SetRepositoryPolicy", resource: arn("ci/base") }],
  ["listing images", { action: "ecr:ListImages", resource: arn("ci/base") }],
  ["listing repositories", { action: "ecr:DescribeRepositories", resource: arn("ci/base") }],
  ["rules of the cache", { action: "ecr:CreatePullThroughCacheRule", resource: "*" }],
  ["the public registry", { action: "ecr-public:GetAuthorizationToken", resource: "*" }],
  [
    "the upstream's credentials",
    {
      action: "secretsmanager:GetSecretValue",
      resource: `arn:aws:secretsmanager:eu-west-1:${accountId}:secret:ecr-pullthroughcache/docker-hub-AbCdEf`,
    },
  ],
];

test.each(calls)("$action is allowed on $resource", async (call) => {
  expect(await allows(call)).toBe(true);
});

test.each(neighbours)("not allowed: %s", async (_what, call) => {
  expect(await allows(call)).toBe(false);
});

test("without a pull-through cache nothing can be made", async () => {
  const given = ecrStatements({ repositoryArns: [arn("ci/*")] });
  // A statement without a resource is refused by IAM.
  expect(given.map((statement) => (statement as { Sid: string }).Sid)).toEqual(["LogIn", "Pull"]);
  for (const action of imports) {
    expect(await allows({ action, resource: arn("ci/base") }, given)).toBe(false);
  }
  expect(await allows({ action: "ecr:BatchGetImage", resource: arn("ci/base") }, given)).toBe(true);
});

test("only the login is on everything", () => {
  const everywhere = statements.filter((statement) => JSON.stringify(statement).includes('"Resource":"*"'));
  expect(everywhere).toEqual([expect.objectContaining({ Action: "ecr:GetAuthorizationToken" })]);
});
