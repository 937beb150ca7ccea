import { TerraformVariable } from "cdktf";
import { RunnerFleet } from "../src";
import { planned } from "./planned";
import { counts, decoded, fleetProps, only, synthesise, synthesiseFleet } from "./synthesise";

const kmsKeyArn = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";

test("a fleet is a group, a template, a security group and its rules", () => {
  expect(counts(synthesiseFleet())).toEqual({
    aws_autoscaling_group: 1,
    aws_launch_template: 1,
    aws_security_group: 1,
    aws_vpc_security_group_egress_rule: 2,
    aws_vpc_security_group_ingress_rule: 1,
  });
});

test("ids of constructs are what they were: another id is another group", () => {
  expect(synthesiseFleet({ managerCidrs: ["10.0.0.0/16"] }).paths).toEqual([
    "Linux/Image",
    "Linux/LaunchTemplate",
    "Linux/Network/FromCidr-10_0_0_0_16",
    "Linux/Network/FromSecurityGroup-sg-0123456789abcdef0",
    "Linux/Network/Resource",
    "Linux/Network/Subnet",
    "Linux/Network/ToIpv4",
    "Linux/Network/ToIpv6",
    "Linux/Resource",
  ]);
});

describe("the group", () => {
  const group = () => only(synthesiseFleet(), "aws_autoscaling_group");

  test("starts empty and never grows beyond maxInstances", () => {
    expect(group()).toMatchObject({ name: "ci-linux", min_size: 0, max_size: 10 });
  });

  test("leaves the number of machines to the manager", () => {
    expect(group()).not.toHaveProperty("desired_capacity");
    expect(group().lifecycle.ignore_changes).toEqual(["desired_capacity"]);
    expect(group().wait_for_capacity_timeout).toBe("0");
  });

  test("takes no machine away by itself", () => {
    expect(group()).toMatchObject({
      protect_from_scale_in: true,
      suspended_processes: ["AZRebalance"],
      capacity_rebalance: false,
      health_check_type: "EC2",
      instance_maintenance_policy: { min_healthy_percentage: 0, max_healthy_percentage: 100 },
    });
  });

  test.each(["max_instance_lifetime", "instance_refresh", "warm_pool"])("has no %s", (key) => {
    expect(group()).not.toHaveProperty(key);
  });

  test("can be removed with machines in it", () => {
    expect(group().force_delete).toBe(true);
  });

  test("follows the template by the number of its newest version, so that a plan shows the change", () => {
    const { launch_template: template } = group().mixed_instances_policy;
    expect(template.launch_template_specification.version).toMatch(/^\$\{aws_launch_template\.\w+\.latest_version\}$/);
  });

  test("goes before the rules of its network, without which its machines can't be reached", () => {
    expect(group().depends_on.map((address: string) => address.split(".")[0])).toEqual([
      "aws_vpc_security_group_ingress_rule",
      "aws_vpc_security_group_egress_rule",
      "aws_vpc_security_group_egress_rule",
    ]);
  });

  test("puts its tags on every machine", () => {
    const { tag } = only(synthesiseFleet({ tags: { team: "ci" } }), "aws_autoscaling_group");
    expect(tag).toEqual([
      { key: "team", value: "ci", propagate_at_launch: true },
      { key: "runner-fleet:group", value: "ci-linux", propagate_at_launch: true },
      { key: "Name", value: "ci-linux", propagate_at_launch: true },
    ]);
  });
});

test("everything of a fleet is made before its predecessor is destroyed", () => {
  const { resources } = synthesiseFleet({ machineAccess: "ssm", rootVolume: { kmsKeyArn } });
  const lifecycles = Object.values(resources).flatMap((ofType) =>
    Object.values(ofType).map(({ lifecycle }) => lifecycle),
  );
  expect(lifecycles).toHaveLength(10);
  expect(lifecycles.every((lifecycle) => lifecycle?.create_before_destroy === true)).toBe(true);
});

test("a key of one's own for volumes is granted to EC2 Auto Scaling, before the group and until after it", () => {
  const stack = synthesiseFleet({ rootVolume: { kmsKeyArn } });
  expect(only(stack, "aws_kms_grant")).toMatchObject({
    key_id: kmsKeyArn,
    grantee_principal:
      "arn:${data.aws_partition.AwsEnvironmentPartition.partition}:iam::${data.aws_caller_identity.AwsEnvironmentAccount.account_id}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling",
  });
  expect(only(stack, "aws_autoscaling_group").depends_on).toContainEqual(expect.stringMatching(/^aws_kms_grant\./));
});

describe("a grant of which Terraform decides", () => {
  test("is there where the key's own policy does not allow it already", () => {
    const stack = synthesiseFleet({ rootVolume: { kmsKeyArn, kmsGrant: planned.flag("grant") } });
    expect(only(stack, "aws_kms_grant").count).toBe("${var.grant ? 1 : 0}");
    expect(only(stack, "aws_autoscaling_group").depends_on).toContainEqual(expect.stringMatching(/^aws_kms_grant\./));
  });

  test("has no count where it is known to be there, and is not there where it is known not to be", () => {
    expect(only(synthesiseFleet({ rootVolume: { kmsKeyArn } }), "aws_kms_grant")).not.toHaveProperty("count");
    const without = synthesiseFleet({ rootVolume: { kmsKeyArn, kmsGrant: false } });
    expect(counts(without)).not.toHaveProperty("aws_kms_grant");
  });
});

describe("tags that only Terraform knows", () => {
  const stack = synthesiseFleet({ tags: planned.map("tags"), machineAccess: "ssm" });
  const [[name, all] = []] = Object.entries(stack.locals);

  test("are put together once, with the group's name", () => {
    expect(Object.keys(stack.locals)).toHaveLength(1);
    expect(all).toBe('${merge(var.tags, {"runner-fleet:group" = "ci-linux"})}');
  });

  test("are a block of the group for each, which its machines get too", () => {
    const group = only(stack, "aws_autoscaling_group");
    expect(group).not.toHaveProperty("tag");
    expect(group.dynamic.tag).toEqual({
      for_each: `\${merge(local.${name}, {"Name" = "ci-linux"})}`,
      content: { key: "${tag.key}", value: "${tag.value}", propagate_at_launch: true },
    });
  });

  test("are on everything else that has tags", () => {
    const named = `\${merge(local.${name}, {"Name" = "ci-linux"})}`;
    expect(only(stack, "aws_launch_template").tags).toBe(named);
    expect(only(stack, "aws_launch_template").tag_specifications.map(({ tags }: { tags: string }) => tags)).toEqual([
      named,
      named,
      named,
    ]);
    expect(only(stack, "aws_security_group").tags).toBe(named);
    for (const type of ["aws_iam_role", "aws_iam_instance_profile", "aws_vpc_security_group_ingress_rule"]) {
      expect(only(stack, type).tags).toBe(`\${local.${name}}`);
    }
  });
});

describe("a fleet whose jobs run without containers", () => {
  const userData = (stack: ReturnType<typeof synthesise>) => decoded(only(stack, "aws_launch_template"));

  test("is the same group, template and network", () => {
    expect(synthesiseFleet({ executor: "instance" }).paths).toEqual(synthesiseFleet().paths);
  });

  test("has machines that install gitlab-runner in the manager's version and make the jobs' directories", () => {
    const text = userData(
      synthesiseFleet({ executor: "instance", runnerVersion: "19.3.1", jobDirectories: ["/srv/builds"] }),
    );
    expect(text).toContain('gitlab-runner-downloads", "19.3.1", "amd64"]\n');
    expect(text).toContain(', sh, "ec2-user", "/srv/builds"]\n');
  });

  test("may have a directory from Terraform, which writes it as JSON", () => {
    const { locals } = synthesise((scope) => {
      const directory = new TerraformVariable(scope, "builds_dir", { type: "string" }).stringValue;
      new RunnerFleet(scope, "Linux", { ...fleetProps, executor: "instance", jobDirectories: [directory] });
    });
    const [text] = Object.values(locals) as string[];
    expect(text).toContain(', sh, "ec2-user", ${jsonencode(var.builds_dir)}]\n');
    // The script's own variables stay the shell's.
    expect(text).toContain("sha256=$${4:-}\n");
  });
});

describe("types and spot", () => {
  const policy = (props: Parameters<typeof synthesiseFleet>[0]) =>
    only(synthesiseFleet(props), "aws_autoscaling_group").mixed_instances_policy;

  test("a list of types is kept in its order", () => {
    expect(policy({}).launch_template.override).toEqual([
      { instance_type: "m7i.large" },
      { instance_type: "m6i.large" },
    ]);
    expect(policy({}).instances_distribution).toEqual({
      on_demand_allocation_strategy: "prioritized",
      on_demand_base_capacity: 0,
      on_demand_percentage_above_base_capacity: 100,
      spot_allocation_strategy: "price-capacity-optimized",
    });
  });

  test("spot is what is left above the on-demand base and percentage", () => {
    expect(
      policy({ onDemandBaseCapacity: 2, onDemandPercentageAboveBaseCapacity: 0 }).instances_distribution,
    ).toMatchObject({
      on_demand_base_capacity: 2,
      on_demand_percentage_above_base_capacity: 0,
    });
  });

  test("requirements take the place of types, the cheapest first", () => {
    const { launch_template: template, instances_distribution: distribution } = policy({
      instanceTypes: undefined,
      instanceRequirements: { vcpuCount: { min: 2, max: 4 }, memoryMiB: { min: 4096 } },
    });
    expect(template.override).toEqual([
      {
        instance_requirements: {
          vcpu_count: { min: 2, max: 4 },
          memory_mib: { min: 4096 },
          instance_generations: ["current"],
          burstable_performance: "excluded",
        },
      },
    ]);
    expect(distribution.on_demand_allocation_strategy).toBe("lowest-price");
  });
});

describe("what only Terraform knows", () => {
  const stack = synthesise((scope) => {
    const text = (name: string) => new TerraformVariable(scope, name, { type: "string" }).stringValue;
    const list = (name: string) => new TerraformVariable(scope, name, { type: "list(string)" }).listValue;
    new RunnerFleet(scope, "Linux", {
      groupName: text("group"),
      maxInstances: new TerraformVariable(scope, "max", { type: "number" }).numberValue,
      instanceTypes: list("types"),
      subnetIds: list("subnets"),
      managerSecurityGroupIds: list("sources"),
      managerCidrs: [text("cidr")],
      tags: { team: text("team") },
    });
  });

  test("reaches the group as it is", () => {
    expect(only(stack, "aws_autoscaling_group")).toMatchObject({
      name: "${var.group}",
      max_size: "${var.max}",
      vpc_zone_identifier: "${var.subnets}",
    });
  });

  test("keeps the order of types", () => {
    expect(only(stack, "aws_autoscaling_group").mixed_instances_policy.launch_template.dynamic.override).toEqual({
      for_each: "${var.types}",
      content: { instance_type: "${override.value}" },
    });
  });

  test("gives a rule for each source, told apart by its place, and each address its family", () => {
    const rules = Object.values(stack.resources.aws_vpc_security_group_ingress_rule!);
    expect(rules).toHaveLength(2);
    expect(rules).toContainEqual(
      expect.objectContaining({
        count: "${length(var.sources)}",
        referenced_security_group_id: "${element(var.sources, count.index)}",
      }),
    );
    expect(rules).toContainEqual(
      expect.objectContaining({
        cidr_ipv4: '${strcontains(var.cidr, ":") ? null : var.cidr}',
        cidr_ipv6: '${strcontains(var.cidr, ":") ? var.cidr : null}',
      }),
    );
  });
});

describe("a group made elsewhere", () => {
  test("makes nothing but what is granted", () => {
    expect(
      counts(
        synthesise((scope) => {
          const fleet = RunnerFleet.fromGroupName(scope, "Old", { groupName: "old", sshUser: "core" });
          fleet.grantManage({ name: "manager" });
        }),
      ),
    ).toEqual({ aws_iam_role_policy: 1 });
  });

  test.each(["ci-*", "ci-?", "${aws:username}"])(
    "is not named %s, which a policy would read as a pattern",
    (groupName) => {
      expect(() =>
        synthesise((scope) => RunnerFleet.fromGroupName(scope, "Old", { groupName, sshUser: "core" })),
      ).toThrow(
        `test/Old: 'groupName' must be the group's name, without *, ? and $, got ${JSON.stringify(groupName)}; correct the name`,
      );
    },
  );
});

test("no scaling policy and no scheduled action is ever made", () => {
  const types = Object.keys(synthesiseFleet({ ...fleetProps, spotInterruptionLogDays: 7 }).resources);
  expect(types.filter((type) => /policy|schedule/.test(type))).toEqual(["aws_cloudwatch_log_resource_policy"]);
});
