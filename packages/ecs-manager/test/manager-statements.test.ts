import { ecsManagerStatements } from "../src/manager-statements";
import { allows, type Call } from "./allows";
import { environment } from "./synthesise";

const ecs = (resource: string, region = "eu-west-1") => `arn:aws:ecs:${region}:123456789012:${resource}`;
const service = { environment, clusterName: "ci", name: "ci" };
const task = ecs("task/ci/0123456789abcdef0123456789abcdef");
const cluster = { "ecs:cluster": ecs("cluster/ci") };
const statements = ecsManagerStatements(service);

test.each<Call>([
  { action: "ecs:DescribeServices", resource: ecs("service/ci/ci"), context: cluster },
  { action: "ecs:DescribeTasks", resource: task, context: cluster },
  { action: "ecs:UpdateTaskProtection", resource: task, context: cluster },
])("$action, which the supervisor calls, is allowed on $resource", async (call) => {
  expect(await allows({ statements }, call)).toBe(true);
});

test.each<[string, Call]>([
  ["another service of the cluster", { action: "ecs:DescribeServices", resource: ecs("service/ci/ci-2") }],
  ["a service of another cluster", { action: "ecs:DescribeServices", resource: ecs("service/other/ci") }],
  ["its service in another region", { action: "ecs:DescribeServices", resource: ecs("service/ci/ci", "us-east-1") }],
  ["a task of another cluster", { action: "ecs:UpdateTaskProtection", resource: ecs("task/other/0123456789abcdef") }],
  [
    "a task of a cluster whose name only begins the same",
    { action: "ecs:UpdateTaskProtection", resource: ecs("task/ci-2/0123456789abcdef") },
  ],
  ["to stop a task", { action: "ecs:StopTask", resource: task }],
  ["a shell in a task", { action: "ecs:ExecuteCommand", resource: task }],
  ["to start a task", { action: "ecs:RunTask", resource: ecs("task-definition/ci:1") }],
  ["to scale its service", { action: "ecs:UpdateService", resource: ecs("service/ci/ci") }],
  ["to delete its service", { action: "ecs:DeleteService", resource: ecs("service/ci/ci") }],
  ["a task definition", { action: "ecs:RegisterTaskDefinition", resource: ecs("task-definition/ci:1") }],
  ["a role to pass on", { action: "iam:PassRole", resource: "arn:aws:iam::123456789012:role/ci-manager" }],
  [
    "to read its tokens, which ECS does for it",
    { action: "ssm:GetParameters", resource: "arn:aws:ssm:eu-west-1:123456789012:parameter/ci/linux" },
  ],
  [
    "to write its log, which ECS does for it",
    {
      action: "logs:PutLogEvents",
      resource: "arn:aws:logs:eu-west-1:123456789012:log-group:/runner-fleet/ci:log-stream:x",
    },
  ],
])("not allowed: %s", async (_what, call) => {
  expect(await allows({ statements }, { context: cluster, ...call })).toBe(false);
});

describe("with a record on a file system", () => {
  const fileSystemArn = "arn:aws:elasticfilesystem:eu-west-1:123456789012:file-system/fs-0123";
  const accessPointArn = "arn:aws:elasticfilesystem:eu-west-1:123456789012:access-point/fsap-0123";
  const own = { statements: ecsManagerStatements({ ...service, record: { fileSystemArn, accessPointArn } }) };
  const by = (accessPoint: string) => ({ "elasticfilesystem:AccessPointArn": accessPoint });

  test.each(["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"])(
    "%s is allowed by its access point alone",
    async (action) => {
      const call = { action, resource: fileSystemArn };
      expect(await allows(own, { ...call, context: by(accessPointArn) })).toBe(true);
      expect(await allows(own, { ...call, context: by(`${accessPointArn}4`) })).toBe(false);
      expect(await allows(own, call)).toBe(false);
      expect(await allows({ statements }, { ...call, context: by(accessPointArn) })).toBe(false);
    },
  );

  test.each(["elasticfilesystem:ClientRootAccess", "elasticfilesystem:DeleteFileSystem"])(
    "%s is not allowed",
    async (action) => {
      expect(await allows(own, { action, resource: fileSystemArn, context: by(accessPointArn) })).toBe(false);
    },
  );
});
