import { runSimulation } from "@cloud-copilot/iam-simulate";
import { ec2ManagerStatements, type Ec2ManagerStatementsInput } from "../src";

const accountId = "123456789012";
const environment = { partition: "aws", region: "eu-west-1", accountId };
const kmsKeyArn = `arn:aws:kms:eu-west-1:${accountId}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;

const arn = (service: string, resource: string, region = "eu-west-1") =>
  `arn:aws:${service}:${region}:${accountId}:${resource}`;
const groupArn = (name: string) =>
  arn("autoscaling", `autoScalingGroup:0a1b2c3d-0000-0000-0000-000000000000:autoScalingGroupName/${name}`);
const volume = arn("ec2", "volume/vol-0123456789abcdef0");
const instance = arn("ec2", "instance/i-0123456789abcdef0");

const keyPolicy = {
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${accountId}:root` }, Action: "kms:*", Resource: "*" },
  ],
};

interface Call {
  readonly action: string;
  readonly resource: string;
  readonly context?: Record<string, string>;
}

/** Whether the manager's instance may make the call. */
async function allows({ action, resource, context = {} }: Call, input: Partial<Ec2ManagerStatementsInput> = {}) {
  const statements = ec2ManagerStatements({ name: "ci", environment, kmsKeyArn, ...input });
  const result = await runSimulation(
    {
      request: {
        principal: `arn:aws:iam::${accountId}:role/manager`,
        action,
        resource: { resource, accountId },
        contextVariables: context,
      },
      // A key counts what policies of the account say only if its own policy lets them.
      resourcePolicy: action.startsWith("kms:") ? keyPolicy : undefined,
      identityPolicies: [{ name: "manager", policy: { Version: "2012-10-17", Statement: statements } }],
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

const stateOf = (manager: string) => ({ "ec2:ResourceTag/runner-fleet:state-of": manager });
const inGroup = (group: string) => ({ "ec2:ResourceTag/aws:autoscaling:groupName": group });
const viaEc2 = { "kms:ViaService": "ec2.eu-west-1.amazonaws.com" };
const stream = (group: string) => arn("logs", `log-group:${group}:log-stream:i-0123456789abcdef0/gitlab-runner`);

const calls: Call[] = [
  ...["ec2:AttachVolume", "ec2:DetachVolume"].flatMap((action) => [
    { action, resource: volume, context: stateOf("ci") },
    { action, resource: instance, context: inGroup("ci.manager") },
  ]),
  { action: "ec2:DescribeVolumes", resource: "*" },
  { action: "kms:CreateGrant", resource: kmsKeyArn, context: { ...viaEc2, "kms:GrantIsForAWSResource": "true" } },
  { action: "kms:Decrypt", resource: kmsKeyArn, context: viaEc2 },
  { action: "kms:DescribeKey", resource: kmsKeyArn, context: viaEc2 },
  { action: "autoscaling:CompleteLifecycleAction", resource: groupArn("ci.manager") },
  { action: "autoscaling:RecordLifecycleActionHeartbeat", resource: groupArn("ci.manager") },
  { action: "autoscaling:TerminateInstanceInAutoScalingGroup", resource: groupArn("ci.manager") },
  { action: "logs:CreateLogStream", resource: stream("/runner-fleet/ci") },
  { action: "logs:PutLogEvents", resource: stream("/runner-fleet/ci") },
  {
    action: "cloudwatch:PutMetricData",
    resource: "*",
    context: { "cloudwatch:namespace": "RunnerFleet/Manager" },
  },
  { action: "ssm:UpdateInstanceInformation", resource: instance },
  { action: "ssmmessages:OpenDataChannel", resource: "*" },
  { action: "ec2messages:GetMessages", resource: "*" },
];

const neighbours: [string, Call][] = [
  ["a volume of another manager", { action: "ec2:AttachVolume", resource: volume, context: stateOf("ci-2") }],
  ["a volume of nobody's", { action: "ec2:AttachVolume", resource: volume }],
  [
    "a volume that has the tag of everything, such as a root volume",
    { action: "ec2:DetachVolume", resource: volume, context: { "ec2:ResourceTag/runner-fleet:manager": "ci" } },
  ],
  ["an instance of another group", { action: "ec2:AttachVolume", resource: instance, context: inGroup("ci-linux") }],
  [
    "a volume in another region",
    {
      action: "ec2:AttachVolume",
      resource: arn("ec2", "volume/vol-0123456789abcdef0", "us-east-1"),
      context: stateOf("ci"),
    },
  ],
  ["the volume's end", { action: "ec2:DeleteVolume", resource: volume, context: stateOf("ci") }],
  ["tags, which decide about rights", { action: "ec2:CreateTags", resource: volume, context: stateOf("ci") }],
  [
    "its own end past the group",
    { action: "ec2:TerminateInstances", resource: instance, context: inGroup("ci.manager") },
  ],
  ["another group's hooks", { action: "autoscaling:CompleteLifecycleAction", resource: groupArn("ci-2.manager") }],
  [
    "a fleet's machines, which is another policy's business",
    { action: "autoscaling:TerminateInstanceInAutoScalingGroup", resource: groupArn("ci-linux") },
  ],
  ["the group's size", { action: "autoscaling:SetDesiredCapacity", resource: groupArn("ci.manager") }],
  ["the group's settings", { action: "autoscaling:UpdateAutoScalingGroup", resource: groupArn("ci.manager") }],
  ["the key for what is not a volume", { action: "kms:Decrypt", resource: kmsKeyArn }],
  ["the key for a grant of anyone's", { action: "kms:CreateGrant", resource: kmsKeyArn, context: viaEc2 }],
  ["another key", { action: "kms:Decrypt", resource: arn("kms", "key/other"), context: viaEc2 }],
  ["another manager's log", { action: "logs:PutLogEvents", resource: stream("/runner-fleet/ci-2") }],
  ["the end of the log", { action: "logs:DeleteLogGroup", resource: arn("logs", "log-group:/runner-fleet/ci") }],
  [
    "metrics of others",
    { action: "cloudwatch:PutMetricData", resource: "*", context: { "cloudwatch:namespace": "AWS/EC2" } },
  ],
  [
    "parameters, among them other managers' tokens",
    { action: "ssm:GetParameter", resource: arn("ssm", "parameter/ci/linux") },
  ],
  ["commands for other instances", { action: "ssm:SendCommand", resource: instance }],
];

test.each(calls)("$action is allowed on $resource", async (call) => {
  expect(await allows(call)).toBe(true);
});

test.each(neighbours)("not allowed: %s", async (_what, call) => {
  expect(await allows(call)).toBe(false);
});

test("a manager without a key of one's own has no right to any", async () => {
  const call = { action: "kms:Decrypt", resource: kmsKeyArn, context: viaEc2 };
  expect(await allows(call, { kmsKeyArn: undefined })).toBe(false);
  expect(await allows(call, { hasKmsKey: false })).toBe(false);
});

test("in China EC2 has another name for the key", () => {
  const statements = ec2ManagerStatements({
    name: "ci",
    environment: { partition: "aws-cn", region: "cn-north-1", accountId },
    kmsKeyArn,
  });
  expect(JSON.stringify(statements)).toContain('"kms:ViaService":"ec2.cn-north-1.amazonaws.com.cn"');
});
