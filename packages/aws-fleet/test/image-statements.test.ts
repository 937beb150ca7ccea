import { runSimulation } from "@cloud-copilot/iam-simulate";
import { imageBuilderStatements, imageLifecycleStatements } from "../src/image-statements";

const accountId = "123456789012";
const environment = { partition: "aws", region: "eu-west-1", accountId };
const components = "arn:aws:imagebuilder:eu-west-1";

const statements = {
  builder: imageBuilderStatements({
    name: "ci-linux",
    componentArns: [
      `${components}:${accountId}:component/agent/1.0.0/1`,
      `${components}:210987654321:component/shared/x.x.x`,
    ],
    environment,
  }),
  remover: imageLifecycleStatements({ name: "ci-linux", environment }),
};

interface Call {
  readonly action: string;
  readonly resource: string;
  readonly context?: Record<string, string>;
}

async function allows(role: keyof typeof statements, { action, resource, context = {} }: Call): Promise<boolean> {
  const result = await runSimulation(
    {
      request: {
        principal: `arn:aws:iam::${accountId}:role/${role}`,
        action,
        resource: { resource, accountId },
        contextVariables: context,
      },
      identityPolicies: [{ name: role, policy: { Version: "2012-10-17", Statement: statements[role] } }],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    {},
  );
  if (result.resultType === "error") {
    throw new Error(JSON.stringify(result.errors));
  }
  return result.overallResult === "Allowed";
}

const log = (group: string, region = "eu-west-1") =>
  `arn:aws:logs:${region}:${accountId}:log-group:/aws/imagebuilder/${group}:log-stream:1.0.0/1`;
const parameter = (name: string) => `arn:aws:ssm:eu-west-1:${accountId}:parameter/${name}`;
const image = "arn:aws:ec2:eu-west-1::image/ami-0123456789abcdef0";
const snapshot = "arn:aws:ec2:eu-west-1::snapshot/snap-0123456789abcdef0";
const record = (name: string, account = accountId) => `${components}:${account}:image/${name}/1.0.7/3`;
const madeBy = (name: string) => ({
  "aws:ResourceTag/CreatedBy": "EC2 Image Builder",
  "aws:ResourceTag/Ec2ImageBuilderArn": record(name),
});

test.each<[string, Call]>([
  ["report to Systems Manager", { action: "ssm:UpdateInstanceInformation", resource: "*" }],
  ["take commands", { action: "ssmmessages:OpenDataChannel", resource: "*" }],
  ["take commands where there are no channels", { action: "ec2messages:GetMessages", resource: "*" }],
  [
    "fetch its own components",
    { action: "imagebuilder:GetComponent", resource: `${components}:${accountId}:component/ci-linux-prepare/1.0.7/1` },
  ],
  [
    "fetch AWS's components",
    { action: "imagebuilder:GetComponent", resource: `${components}:aws:component/stig-build-linux/2025.4.0/1` },
  ],
  [
    "fetch a component of the user's",
    { action: "imagebuilder:GetComponent", resource: `${components}:${accountId}:component/agent/1.0.0/1` },
  ],
  [
    "fetch any version of a component that is named without one",
    { action: "imagebuilder:GetComponent", resource: `${components}:210987654321:component/shared/2.3.4/1` },
  ],
  [
    "fetch AWS's programs",
    { action: "s3:GetObject", resource: "arn:aws:s3:::ec2imagebuilder-toe-eu-west-1-prod/awstoe" },
  ],
  ["write its log", { action: "logs:PutLogEvents", resource: log("ci-linux") }],
])("the instance that builds may %s", async (_what, call) => {
  expect(await allows("builder", call)).toBe(true);
});

test.each<[string, Call]>([
  ["read parameters, among which are tokens", { action: "ssm:GetParameter", resource: parameter("ci/linux") }],
  ["read several parameters", { action: "ssm:GetParameters", resource: parameter("ci/linux") }],
  ["name another image", { action: "ssm:PutParameter", resource: parameter("imagebuilder/ci-linux") }],
  [
    "fetch a component that is not in the recipe",
    { action: "imagebuilder:GetComponent", resource: `${components}:${accountId}:component/other/1.0.0/1` },
  ],
  ["read other buckets", { action: "s3:GetObject", resource: "arn:aws:s3:::my-bucket/key" }],
  ["write another log", { action: "logs:PutLogEvents", resource: log("other") }],
  ["write a log in another region", { action: "logs:PutLogEvents", resource: log("ci-linux", "us-east-1") }],
  ["pull from ECR", { action: "ecr:BatchGetImage", resource: `arn:aws:ecr:eu-west-1:${accountId}:repository/ci` }],
  ["remove images", { action: "ec2:DeregisterImage", resource: image, context: madeBy("ci-linux") }],
])("the instance that builds may not %s", async (_what, call) => {
  expect(await allows("builder", call)).toBe(false);
});

test.each<[string, Call]>([
  ["an image of the recipe", { action: "ec2:DeregisterImage", resource: image, context: madeBy("ci-linux") }],
  [
    "a snapshot that Image Builder made",
    { action: "ec2:DeleteSnapshot", resource: snapshot, context: { "aws:ResourceTag/CreatedBy": "EC2 Image Builder" } },
  ],
  ["the record of an image", { action: "imagebuilder:DeleteImage", resource: record("ci-linux") }],
])("the role that removes may remove %s", async (_what, call) => {
  expect(await allows("remover", call)).toBe(true);
});

test("the role that removes finds images and what belongs to them", async () => {
  expect(await allows("remover", { action: "ec2:DescribeImages", resource: "*" })).toBe(true);
  expect(await allows("remover", { action: "tag:GetResources", resource: "*" })).toBe(true);
});

test.each<[string, Call]>([
  ["an image of another recipe", { action: "ec2:DeregisterImage", resource: image, context: madeBy("ci-linux-2") }],
  [
    "an image that only says so",
    {
      action: "ec2:DeregisterImage",
      resource: image,
      context: { "aws:ResourceTag/Ec2ImageBuilderArn": record("ci-linux") },
    },
  ],
  ["an image without tags", { action: "ec2:DeregisterImage", resource: image }],
  ["a snapshot of one's own", { action: "ec2:DeleteSnapshot", resource: snapshot }],
  ["the record of another recipe's image", { action: "imagebuilder:DeleteImage", resource: record("other") }],
  [
    "the recipe",
    {
      action: "imagebuilder:DeleteImageRecipe",
      resource: `${components}:${accountId}:image-recipe/ci-linux/1.0.7`,
    },
  ],
])("the role that removes may not remove %s", async (_what, call) => {
  expect(await allows("remover", call)).toBe(false);
});
