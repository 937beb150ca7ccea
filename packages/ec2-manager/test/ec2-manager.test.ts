import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { readConfig } from "@runner-fleet/config";
import { Ec2Manager } from "../src";
import { planned } from "./expression-props";
import { configOf, managerProps, only, settingsOf, synthesise, synthesiseManager, type Block } from "./synthesise";

const counts = (stack: ReturnType<typeof synthesiseManager>) =>
  Object.fromEntries(Object.entries(stack.resources).map(([type, all]) => [type, Object.keys(all).length]));

const group = (props?: Parameters<typeof synthesiseManager>[0]): Block =>
  only(synthesiseManager(props), "aws_autoscaling_group");
const template = (props?: Parameters<typeof synthesiseManager>[0]): Block =>
  only(synthesiseManager(props), "aws_launch_template");

test("a manager is these resources, under ids that stay", () => {
  const stack = synthesiseManager();
  expect(counts(stack)).toEqual({
    aws_autoscaling_group: 1,
    aws_cloudwatch_log_group: 1,
    aws_cloudwatch_metric_alarm: 5,
    aws_ebs_volume: 1,
    aws_iam_instance_profile: 1,
    aws_launch_template: 1,
    aws_ssm_document: 1,
    terraform_data: 1,
  });
  expect(stack.paths).toEqual(
    [
      "Group",
      "Image",
      "InstanceType",
      "LaunchTemplate",
      "LogGroup",
      "Maintenance",
      "Memory",
      "NoHeartbeat",
      "Profile",
      "Rollout",
      "RootDisk",
      "StateDisk",
      "StateVolume",
      "StateVolumeSubnet",
      "StatusCheck",
      "user_data",
    ].map((id) => `Manager/${id}`),
  );
});

describe("there is one manager, never two", () => {
  test("the group is of one, and ends an instance before it starts another", () => {
    expect(group()).toMatchObject({
      min_size: 1,
      max_size: 1,
      instance_maintenance_policy: { min_healthy_percentage: 0, max_healthy_percentage: 100 },
      instance_refresh: {
        preferences: { min_healthy_percentage: 0, max_healthy_percentage: 100, auto_rollback: false },
      },
      suspended_processes: ["AZRebalance"],
      capacity_rebalance: false,
    });
    expect(group()).not.toHaveProperty("desired_capacity");
    expect(group()).not.toHaveProperty("mixed_instances_policy");
    expect(template()).not.toHaveProperty("instance_market_options");
  });

  test("a group of another name is made when the old one is gone", () => {
    expect(group().lifecycle).toBeUndefined();
  });

  test("hooks are there before the first instance, and end an instance that does not come up or dies", () => {
    expect(group().initial_lifecycle_hook).toEqual([
      {
        name: "manager-works",
        lifecycle_transition: "autoscaling:EC2_INSTANCE_LAUNCHING",
        default_result: "ABANDON",
        heartbeat_timeout: 600,
      },
      {
        name: "manager-drains",
        lifecycle_transition: "autoscaling:EC2_INSTANCE_TERMINATING",
        default_result: "CONTINUE",
        heartbeat_timeout: 600,
      },
    ]);
  });

  test("the volume has a tag that nothing else has, and the zone of the subnet", () => {
    const stack = synthesiseManager();
    const volume = only(stack, "aws_ebs_volume");
    expect(volume.availability_zone).toMatch(/^\$\{data\.aws_subnet\.\w+\.availability_zone\}$/);
    expect(volume).toMatchObject({ encrypted: true, type: "gp3", size: 1, final_snapshot: false });
    expect(volume.tags).toEqual({ Name: "ci-state", "runner-fleet:manager": "ci", "runner-fleet:state-of": "ci" });
    const tagged = JSON.stringify(stack.resources).match(/"runner-fleet:state-of":/g);
    expect(tagged).toHaveLength(1);
  });
});

test("shards have nothing in common", () => {
  const config = configOf({ manager: { shards: 2 } });
  const stack = synthesise((scope) => {
    new Ec2Manager(scope, "First", { ...managerProps(), config });
    new Ec2Manager(scope, "Second", { ...managerProps(), config, shard: 1 });
  });
  for (const [type, key] of [
    ["aws_autoscaling_group", "name"],
    ["aws_cloudwatch_log_group", "name"],
    ["aws_cloudwatch_metric_alarm", "alarm_name"],
    ["aws_iam_instance_profile", "name_prefix"],
    ["aws_launch_template", "name"],
    ["aws_ssm_document", "name"],
  ] as const) {
    const names = Object.values(stack.resources[type]!).map((resource) => resource[key] as string);
    expect(new Set(names).size).toBe(names.length);
    expect(names.every((name) => /^(\/runner-fleet\/)?ci(-2)?([.-]|$)/.test(name))).toBe(true);
  }
});

test("no fleet's group or launch template has the name of the manager's, whatever the fleet is called", () => {
  expect(group().name).toBe("ci.manager");
  expect(template().name).toBe("ci.manager");
  const named = (fleet: string) => () =>
    readConfig({
      name: "ci",
      gitlab: { url: "https://gitlab.example.com" },
      fleets: { [fleet]: { ...configOf().fleets.linux } } as never,
    });
  expect(named("a.manager")).toThrow("a.manager");
});

describe("the instance", () => {
  test("gives its metadata to itself alone, and has no key, no port and no name but its own", () => {
    expect(template()).toMatchObject({
      metadata_options: {
        http_endpoint: "enabled",
        http_tokens: "required",
        http_put_response_hop_limit: 1,
        instance_metadata_tags: "disabled",
      },
      monitoring: { enabled: false },
      maintenance_options: { auto_recovery: "default" },
      instance_initiated_shutdown_behavior: "terminate",
      vpc_security_group_ids: ["sg-0123456789abcdef0"],
    });
    expect(template()).not.toHaveProperty("key_name");
    expect(template()).not.toHaveProperty("network_interfaces");
  });

  test("has an encrypted root volume that goes with it", () => {
    expect(template().block_device_mappings).toEqual([
      {
        device_name: "/dev/xvda",
        ebs: { volume_type: "gp3", volume_size: 16, encrypted: "true", delete_on_termination: "true" },
      },
    ]);
  });

  test.each([
    ["t4g.small", { cpu_credits: "unlimited" }],
    ["t3.micro", { cpu_credits: "unlimited" }],
    ["m7g.medium", undefined],
    ["trn1.2xlarge", undefined],
  ])("of the type %s has the credits %j", (instanceType, credits) => {
    expect(template({ settings: settingsOf({ instanceType }) }).credit_specification).toEqual(credits);
  });

  test.each([true, false])("has a public address where that is said: %s", (associatePublicIpAddress) => {
    const found = template({ settings: settingsOf({ associatePublicIpAddress }) });
    expect(found).not.toHaveProperty("vpc_security_group_ids");
    expect(found.network_interfaces).toEqual([
      {
        device_index: 0,
        associate_public_ip_address: String(associatePublicIpAddress),
        delete_on_termination: "true",
        security_groups: ["sg-0123456789abcdef0"],
      },
    ]);
  });

  test("boots the newest image of its architecture, or the one that is named", () => {
    const stack = synthesiseManager();
    expect(only(stack, "aws_launch_template").image_id).toMatch(/^\$\{data\.aws_ssm_parameter\.\w+\.insecure_value\}$/);
    const [parameter] = Object.values(stack.data.aws_ssm_parameter!);
    expect(parameter.name).toMatch(
      /al2023-ami-kernel-default-\$\{contains\(data\.aws_ec2_instance_type\.\w+\.supported_architectures, "arm64"\) \? "arm64" : "x86_64"\}$/,
    );
    const named = synthesiseManager({ settings: settingsOf({ imageId: "ami-0123456789abcdef0" }) });
    expect(only(named, "aws_launch_template").image_id).toBe("ami-0123456789abcdef0");
    expect(named.data).not.toHaveProperty("aws_ssm_parameter");
  });

  test("has user data that Terraform compresses, and that is refused when it is too long", () => {
    const { user_data, lifecycle } = template();
    expect(user_data).toMatch(/^\$\{base64gzip\(local\.\w+\)\}$/);
    expect(lifecycle.create_before_destroy).toBe(true);
    expect(lifecycle.precondition).toHaveLength(1);
    expect(lifecycle.precondition[0].condition).toMatch(/^\$\{\(length\(base64gzip\(local\.\w+\)\) <= 21848\)\}$/);
  });
});

describe("a rollout", () => {
  test("waits for the newest version of the template, for as long as a drain and a start take", () => {
    const rollout = only(synthesiseManager(), "terraform_data");
    const version = /^\$\{aws_launch_template\.\w+\.latest_version\}$/;
    expect(rollout.triggers_replace.template_version).toMatch(version);
    expect(rollout.provisioner).toHaveLength(1);
    expect(rollout.provisioner[0]["local-exec"]).toMatchObject({
      interpreter: ["bash", "-c"],
      quiet: true,
      environment: {
        GROUP: expect.stringMatching(/^\$\{aws_autoscaling_group\.\w+\.name\}$/),
        TEMPLATE_VERSION: expect.stringMatching(version),
        TIMEOUT_SECONDS: "4920",
        AWS_REGION: "eu-west-1",
      },
    });
  });

  test("goes before a volume that is replaced", () => {
    expect(only(synthesiseManager(), "terraform_data").depends_on).toEqual([
      expect.stringMatching(/^aws_ebs_volume\./),
    ]);
  });

  test("is not waited for where that is not wanted; then the group is what comes next", () => {
    const stack = synthesise((scope) => {
      const manager = new Ec2Manager(scope, "Manager", { ...managerProps(), waitForRollout: false });
      new CloudwatchLogGroup(scope, "Next", { dependsOn: [manager.rollout] });
    });
    expect(stack.resources).not.toHaveProperty("terraform_data");
    const next = Object.entries(stack.resources.aws_cloudwatch_log_group!).find(([id]) => id === "Next");
    expect(next?.[1].depends_on).toEqual([expect.stringMatching(/^aws_autoscaling_group\./)]);
  });

  test("may be Terraform's to decide", () => {
    expect(only(synthesiseManager({ waitForRollout: planned.flag("wait") }), "terraform_data").count).toBe(
      "${var.wait ? 1 : 0}",
    );
  });

  test("uses a profile where one is named", () => {
    const rollout = only(synthesiseManager({ awsProfile: "ci" }), "terraform_data");
    expect(rollout.provisioner[0]["local-exec"].environment.AWS_PROFILE).toBe("ci");
  });
});

test("the group waits for what the manager needs, and Terraform waits for its drain before it removes that", () => {
  const stack = synthesise((scope) => {
    const needed = new CloudwatchLogGroup(scope, "Needed", {});
    new Ec2Manager(scope, "Manager", { ...managerProps(), dependsOn: [needed] });
  });
  const found = only(stack, "aws_autoscaling_group");
  expect(found.depends_on).toContain("aws_cloudwatch_log_group.Needed");
  expect(found).toMatchObject({ force_delete: false, wait_for_capacity_timeout: "0", timeouts: { delete: "4920s" } });
});

describe("a key of one's own", () => {
  const kmsKeyArn = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";

  test("encrypts volumes and log, and EC2 Auto Scaling may use it", () => {
    const stack = synthesiseManager({ settings: settingsOf({ kmsKeyArn }) });
    expect(only(stack, "aws_ebs_volume").kms_key_id).toBe(kmsKeyArn);
    expect(only(stack, "aws_launch_template").block_device_mappings[0].ebs.kms_key_id).toBe(kmsKeyArn);
    expect(only(stack, "aws_cloudwatch_log_group").kms_key_id).toBe(kmsKeyArn);
    expect(only(stack, "aws_kms_grant").grantee_principal).toBe(
      "arn:aws:iam::123456789012:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling",
    );
    expect(only(stack, "aws_autoscaling_group").depends_on).toContainEqual(expect.stringMatching(/^aws_kms_grant\./));
  });

  test("may be Terraform's to know", () => {
    const stack = synthesiseManager({
      settings: { ...settingsOf(), kmsKeyArn: planned.text("key") },
      hasKmsKey: planned.flag("has_key"),
    });
    expect(only(stack, "aws_kms_grant").count).toBe("${var.has_key ? 1 : 0}");
  });
});

describe("alarms", () => {
  const alarms = (settings = settingsOf()) =>
    Object.values(synthesiseManager({ settings }).resources.aws_cloudwatch_metric_alarm!);
  const alarm = (suffix: string) => alarms().find(({ alarm_name }) => alarm_name === `ci-${suffix}`);

  test("say that no manager runs, also when nothing is measured", () => {
    expect(alarm("no-heartbeat")).toMatchObject({
      namespace: "RunnerFleet/Manager",
      metric_name: "procstat_lookup_pid_count",
      dimensions: { Manager: "ci" },
      comparison_operator: "LessThanThreshold",
      threshold: 1,
      treat_missing_data: "breaching",
    });
  });

  test.each([
    ["state-disk", { metric_name: "disk_used_percent", dimensions: { Manager: "ci", path: "/var/lib/gitlab-runner" } }],
    ["root-disk", { metric_name: "disk_used_percent", dimensions: { Manager: "ci", path: "/" } }],
    ["memory", { metric_name: "mem_used_percent", dimensions: { Manager: "ci" } }],
    [
      "status-check",
      {
        namespace: "AWS/EC2",
        metric_name: "StatusCheckFailed",
        dimensions: { AutoScalingGroupName: "ci.manager" },
      },
    ],
  ])("%s", (suffix, expected) => {
    expect(alarm(suffix)).toMatchObject({ ...expected, treat_missing_data: "notBreaching" });
  });

  test("tell whom they are told to, also when all is well again", () => {
    const topic = "arn:aws:sns:eu-west-1:123456789012:on-call";
    const told = alarms(settingsOf({ alarmActionArns: [topic] }));
    expect(told).toHaveLength(5);
    expect(told.every(({ alarm_actions, ok_actions }) => alarm_actions[0] === topic && ok_actions[0] === topic)).toBe(
      true,
    );
  });

  test("say what to do within the 1024 characters that CloudWatch takes", () => {
    const described = alarms().map(({ alarm_description }) => alarm_description as string);
    expect(described.filter((text) => text.length > 1_024 || !text.startsWith("Manager ci. "))).toEqual([]);
  });
});

describe("what only Terraform knows", () => {
  test("may be sizes, ids, lists and tags", () => {
    const stack = synthesiseManager({
      settings: {
        ...settingsOf(),
        instanceType: planned.text("type"),
        imageId: planned.text("image"),
        rootVolumeGiB: planned.number("root"),
        stateVolumeGiB: planned.number("state"),
        alarmActionArns: planned.list("alarms"),
      },
      tags: planned.map("tags"),
      securityGroupIds: planned.list("groups"),
      subnetId: planned.text("subnet"),
    });
    const found = only(stack, "aws_launch_template");
    expect(found.image_id).toMatch(/^\$\{coalesce\(var\.image, data\.aws_ssm_parameter\.\w+\.insecure_value\)\}$/);
    expect(found.dynamic.credit_specification.for_each).toBe('${can(regex("^t[0-9]", var.type)) ? ["unlimited"] : []}');
    expect(found.block_device_mappings[0].ebs.volume_size).toBe("${var.root}");
    expect(found.vpc_security_group_ids).toBe("${var.groups}");
    expect(only(stack, "aws_ebs_volume").size).toBe("${var.state}");
    expect(only(stack, "aws_autoscaling_group").vpc_zone_identifier).toEqual(["${var.subnet}"]);
    expect(only(stack, "aws_autoscaling_group").dynamic.tag.for_each).toContain("var.tags");
    expect(only(stack, "aws_autoscaling_group")).not.toHaveProperty("tag");
  });
});
