import { runSimulation, runUnsafeSimulation } from "@cloud-copilot/iam-simulate";
import { managerPolicy, splitByPolicySize, type ManagedGroup } from "../src/manager-policy";

const accountId = "123456789012";
const environment = { partition: "aws", region: "eu-west-1", accountId };
const groups: ManagedGroup[] = [
  { groupName: "ci-linux", sshUser: "ec2-user" },
  { groupName: "ci-ubuntu", sshUser: "ubuntu" },
  { groupName: "ci-own-key", sshUser: "ec2-user", instanceConnect: false },
];

const groupArn = (name: string, region = "eu-west-1") =>
  `arn:aws:autoscaling:${region}:${accountId}:autoScalingGroup:0a1b2c3d-0000-0000-0000-000000000000:autoScalingGroupName/${name}`;
const machineArn = (region = "eu-west-1") => `arn:aws:ec2:${region}:${accountId}:instance/i-0123456789abcdef0`;

interface Call {
  readonly action: string;
  readonly resource: string;
  readonly context?: Record<string, string>;
}

/** Whether the manager with this version of the plugin may make the call. */
async function allows(pluginVersion: string, { action, resource, context = {} }: Call): Promise<boolean> {
  const simulation = {
    request: {
      principal: `arn:aws:iam::${accountId}:role/manager`,
      action,
      resource: { resource, accountId },
      contextVariables: context,
    },
    identityPolicies: [
      { name: "manager", policy: JSON.parse(managerPolicy({ groups, pluginVersion, environment })) as unknown },
    ],
    serviceControlPolicies: [],
    resourceControlPolicies: [],
  };
  // The library's data lacks ec2:osuser, and its checked simulation refuses a policy that names it.
  if (action === "ec2-instance-connect:SendSSHPublicKey") {
    return (await runUnsafeSimulation(simulation, {})) === "Allowed";
  }
  const result = await runSimulation(simulation, {});
  if (result.resultType === "error") {
    throw new Error(JSON.stringify(result.errors));
  }
  return result.overallResult === "Allowed";
}

const sendKey = (group: string, user: string, resource = machineArn()): Call => ({
  action: "ec2-instance-connect:SendSSHPublicKey",
  resource,
  context: { "ec2:ResourceTag/aws:autoscaling:groupName": group, "ec2:osuser": user },
});

/** The calls that every version of the plugin makes, on this manager's groups. */
const calls: Call[] = [
  { action: "autoscaling:DescribeAutoScalingGroups", resource: "*" },
  { action: "ec2:DescribeInstances", resource: "*" },
  { action: "autoscaling:SetDesiredCapacity", resource: groupArn("ci-linux") },
  { action: "autoscaling:SetDesiredCapacity", resource: groupArn("ci-own-key") },
  { action: "autoscaling:TerminateInstanceInAutoScalingGroup", resource: groupArn("ci-ubuntu") },
  sendKey("ci-linux", "ec2-user"),
  sendKey("ci-ubuntu", "ubuntu"),
];

const spotCall: Call = { action: "ec2:DescribeSpotInstanceRequests", resource: "*" };

const neighbours: [string, Call][] = [
  ["another group's size", { action: "autoscaling:SetDesiredCapacity", resource: groupArn("other") }],
  [
    "a group whose name only begins the same",
    { action: "autoscaling:SetDesiredCapacity", resource: groupArn("ci-linux-2") },
  ],
  [
    "a group whose name only ends the same",
    { action: "autoscaling:SetDesiredCapacity", resource: groupArn("my-ci-linux") },
  ],
  [
    "the same name in another region",
    { action: "autoscaling:SetDesiredCapacity", resource: groupArn("ci-linux", "us-east-1") },
  ],
  [
    "a machine of another group",
    { action: "autoscaling:TerminateInstanceInAutoScalingGroup", resource: groupArn("other") },
  ],
  ["the group's settings", { action: "autoscaling:UpdateAutoScalingGroup", resource: groupArn("ci-linux") }],
  ["the group itself", { action: "autoscaling:DeleteAutoScalingGroup", resource: groupArn("ci-linux") }],
  ["scale-in protection", { action: "autoscaling:SetInstanceProtection", resource: groupArn("ci-linux") }],
  ["terminating past the group", { action: "ec2:TerminateInstances", resource: machineArn() }],
  ["starting machines itself", { action: "ec2:RunInstances", resource: machineArn() }],
  ["tags, which decide about rights", { action: "ec2:CreateTags", resource: machineArn() }],
  ["passwords of Windows", { action: "ec2:GetPasswordData", resource: machineArn() }],
  ["other reads", { action: "ec2:DescribeSubnets", resource: "*" }],
  ["a key for a machine of another group", sendKey("other", "ec2-user")],
  ["a key for another user of a machine", sendKey("ci-linux", "root")],
  ["a key for the user of another of its groups", sendKey("ci-linux", "ubuntu")],
  ["a key where it has one of its own", sendKey("ci-own-key", "ec2-user")],
  ["a key for a machine in another region", sendKey("ci-linux", "ec2-user", machineArn("us-east-1"))],
  ["the serial console", { action: "ec2-instance-connect:SendSerialConsoleSSHPublicKey", resource: machineArn() }],
  ["a role to pass on", { action: "iam:PassRole", resource: `arn:aws:iam::${accountId}:role/machines` }],
];

describe.each(["0.5.0", "1.0.1", "1.1.0"])("with version %s of the plugin", (version) => {
  test.each(calls)("$action is allowed on $resource", async (call) => {
    expect(await allows(version, call)).toBe(true);
  });

  test.each(neighbours)("not allowed: %s", async (_what, call) => {
    expect(await allows(version, call)).toBe(false);
  });

  test("spot requests can be read from 1.1 on", async () => {
    expect(await allows(version, spotCall)).toBe(version === "1.1.0");
  });
});

describe("many fleets", () => {
  const many = Array.from({ length: 100 }, (_, index) => ({
    groupName: `gitlab-runner-production-eu-a-team-${index}-with-a-rather-long-name`.padEnd(68, "x"),
    sshUser: index % 2 === 0 ? "ec2-user" : "ubuntu",
  }));

  test("a hundred with the longest names fit into half of a role's policies, so that their successors fit beside them", () => {
    expect(splitByPolicySize(many, "1.1.0").length).toBeLessThanOrEqual(5);
  });

  test("no policy is longer than IAM takes, and no fleet is lost", () => {
    const runs = splitByPolicySize(many, "1.1.0");
    const lengths = runs.map((run) => managerPolicy({ groups: run, pluginVersion: "1.1.0", environment }).length);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(6_144);
    expect(runs.flat()).toEqual(many);
  });
});
