import { ref, Token } from "cdktf";
import { executionTrust } from "../src/execution-role";
import { executionStatements } from "../src/execution-statements";
import { allows, type Call } from "./allows";
import { environment, managerProps, only, synthesiseManager, type Synthesised } from "./synthesise";

const tokenArn = managerProps.tokens.RUNNER_TOKEN_LINUX!.arn;
const repositoryArn = "arn:aws:ecr:eu-west-1:123456789012:repository/ci/manager";
const logGroupArn = "arn:aws:logs:eu-west-1:123456789012:log-group:/runner-fleet/ci";
const rights = { repositoryArn, logGroupArn, tokenStatements: managerProps.tokenStatements };
const own = { statements: executionStatements(rights) };

test.each<Call>([
  { action: "ecr:GetAuthorizationToken", resource: "*" },
  { action: "ecr:BatchGetImage", resource: repositoryArn },
  { action: "ecr:BatchCheckLayerAvailability", resource: repositoryArn },
  { action: "ecr:GetDownloadUrlForLayer", resource: repositoryArn },
  { action: "logs:CreateLogStream", resource: `${logGroupArn}:log-stream:manager/manager/0123` },
  { action: "logs:PutLogEvents", resource: `${logGroupArn}:log-stream:manager/manager/0123` },
  { action: "ssm:GetParameters", resource: tokenArn },
])("$action, which starting the task takes, is allowed on $resource", async (call) => {
  expect(await allows(own, call)).toBe(true);
});

test.each<[string, Call]>([
  ["another image", { action: "ecr:BatchGetImage", resource: `${repositoryArn}-2` }],
  ["another image whose name begins the same", { action: "ecr:BatchGetImage", resource: `${repositoryArn}/x` }],
  ["an image to write", { action: "ecr:PutImage", resource: repositoryArn }],
  ["another token", { action: "ssm:GetParameters", resource: `${tokenArn}-2` }],
  ["a token to write", { action: "ssm:PutParameter", resource: tokenArn }],
  ["another log", { action: "logs:PutLogEvents", resource: `${logGroupArn}-2:log-stream:x` }],
  ["to make a log group", { action: "logs:CreateLogGroup", resource: logGroupArn }],
  ["a log to read", { action: "logs:GetLogEvents", resource: `${logGroupArn}:log-stream:x` }],
  ["a key", { action: "kms:Decrypt", resource: "arn:aws:kms:eu-west-1:123456789012:key/0123" }],
  ["a role to pass on", { action: "iam:PassRole", resource: "arn:aws:iam::123456789012:role/ci-manager" }],
])("not allowed: %s", async (_what, call) => {
  expect(await allows(own, call)).toBe(false);
});

test("an image of another registry takes no right to ECR", async () => {
  const statements = executionStatements({ ...rights, repositoryArn: undefined });
  expect(await allows({ statements }, { action: "ecr:GetAuthorizationToken", resource: "*" })).toBe(false);
});

test("the role is for tasks of this account and region alone", () => {
  expect(JSON.parse(executionTrust(environment))).toEqual({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "ecs-tasks.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: {
          StringEquals: { "aws:SourceAccount": "123456789012" },
          ArnLike: { "aws:SourceArn": "arn:aws:ecs:eu-west-1:123456789012:*" },
        },
      },
    ],
  });
});

describe("the role in Terraform", () => {
  const policyOf = (stack: Synthesised) => only(stack, "aws_iam_role_policy");
  const imageOf = (repository: string) => synthesiseManager({}, { image: { repository, tag: "1" } });

  test("is bounded and has a path where that is said, and a name that leaves room for its successor", () => {
    const permissionsBoundaryArn = "arn:aws:iam::123456789012:policy/boundary";
    const stack = synthesiseManager({}, { permissionsBoundaryArn, iamPath: "/ci/", tags: { team: "ci" } });
    expect(only(stack, "aws_iam_role")).toMatchObject({
      name_prefix: "ci-execution-",
      permissions_boundary: permissionsBoundaryArn,
      path: "/ci/",
      tags: { team: "ci" },
      lifecycle: { create_before_destroy: true },
    });
  });

  test("has its old rights beside the new ones until the service has taken over", () => {
    const name = (stack: Synthesised) => policyOf(stack).name;
    expect(policyOf(synthesiseManager()).lifecycle).toEqual({ create_before_destroy: true });
    expect(name(synthesiseManager())).toMatch(/^start-[0-9a-f]{12}$/);
    expect(name(synthesiseManager())).toBe(name(synthesiseManager({ name: "other" })));
    const others = [
      synthesiseManager(),
      imageOf("123456789012.dkr.ecr.eu-west-1.amazonaws.com/other"),
      synthesiseManager({}, { tokens: { RUNNER_TOKEN_OTHER: { arn: `${tokenArn}-2` } } }),
    ].map(name);
    expect(new Set(others).size).toBe(3);
  });

  test.each([
    [
      "123456789012.dkr.ecr.eu-west-1.amazonaws.com/ci/manager",
      "arn:aws:ecr:eu-west-1:123456789012:repository/ci/manager",
    ],
    ["123456789012.dkr.ecr-fips.us-east-1.amazonaws.com/m", "arn:aws:ecr:us-east-1:123456789012:repository/m"],
  ])("may pull %s", (repository, arn) => {
    expect(policyOf(imageOf(repository)).policy).toContain(`"Resource":"${arn}"`);
  });

  test.each(["registry.example.com/ci/manager", "public.ecr.aws/ci/manager"])("needs nothing for %s", (repository) => {
    expect(policyOf(imageOf(repository)).policy).not.toContain("ecr:");
  });

  test("may pull what Terraform finds to be an image of ECR", () => {
    const { policy } = policyOf(imageOf(Token.asString(ref("var.repository"))));
    expect(policy).toContain("ecr:BatchGetImage");
    const parts = (policy as string).replaceAll(/regex\("[^"]+", var\.repository\)/g, "found");
    expect(parts).toContain(
      '"Resource":"${try(join("", ["arn:", "aws", ":ecr:", element(found, 1), ":", element(found, 0), ":repository/", element(found, 2)]), ' +
        'join("", ["arn:", "aws", ":ecr:", "eu-west-1", ":", "123456789012", ":repository/", "NONE"]))}"',
    );
  });
});
