import { TerraformVariable } from "cdktf";
import { RunnerFleet, type RunnerFleetProps } from "../src";
import { planned } from "./planned";
import { fleetProps, only, synthesise, synthesiseFleet } from "./synthesise";

const template = (props: Partial<RunnerFleetProps> = {}) => only(synthesiseFleet(props), "aws_launch_template");

describe("the metadata service", () => {
  test("asks for a token and is one hop away", () => {
    expect(template().metadata_options).toEqual({
      http_endpoint: "enabled",
      http_tokens: "required",
      http_put_response_hop_limit: 1,
      instance_metadata_tags: "disabled",
    });
  });

  test("is two hops away where jobs may use the machine's role", () => {
    const props = { jobsMayUseInstanceRole: true, instanceProfileName: "jobs" };
    expect(template(props).metadata_options.http_put_response_hop_limit).toBe(2);
  });

  test("has its hops decided by Terraform where only Terraform knows", () => {
    const stack = synthesise((scope) => {
      const flag = new TerraformVariable(scope, "flag", { type: "bool" }).booleanValue as unknown as boolean;
      new RunnerFleet(scope, "Linux", { ...fleetProps, jobsMayUseInstanceRole: flag, instanceProfileName: "jobs" });
    });
    expect(only(stack, "aws_launch_template").metadata_options.http_put_response_hop_limit).toBe("${var.flag ? 2 : 1}");
  });
});

test("the root volume is encrypted gp3 that goes with its machine", () => {
  expect(template().block_device_mappings).toEqual([
    {
      device_name: "/dev/xvda",
      ebs: {
        volume_type: "gp3",
        volume_size: 50,
        throughput: 250,
        iops: 3000,
        encrypted: "true",
        delete_on_termination: "true",
      },
    },
  ]);
});

test("its blocks are fetched at the rate that is asked for, and left to be read where none is", () => {
  const rate = (rootVolume: object) => template({ rootVolume }).block_device_mappings[0].ebs.volume_initialization_rate;
  expect(rate({ initializationRateMiBps: 300 })).toBe(300);
  expect(rate({})).toBeUndefined();
});

test("machines, volumes and network interfaces have the fleet's tags", () => {
  const tags = { team: "ci", "runner-fleet:group": "ci-linux", Name: "ci-linux" };
  expect(template({ tags: { team: "ci" } }).tag_specifications).toEqual([
    { resource_type: "instance", tags },
    { resource_type: "volume", tags },
    { resource_type: "network-interface", tags },
  ]);
});

test("a machine that shuts down is gone", () => {
  expect(template().instance_initiated_shutdown_behavior).toBe("terminate");
});

describe("the machines' role", () => {
  test("is none unless asked for", () => {
    expect(template()).not.toHaveProperty("iam_instance_profile");
  });

  test("is the profile that is named", () => {
    expect(template({ instanceProfileName: "ecr-pull" }).iam_instance_profile).toEqual({ name: "ecr-pull" });
  });

  test("is a block that Terraform makes where it finds that people may look at machines", () => {
    const block = template({ machineAccess: planned.choice<"ssm">("access") });
    expect(block).not.toHaveProperty("iam_instance_profile");
    expect(block.dynamic).toEqual({
      iam_instance_profile: {
        for_each: '${(var.access == "ssm") ? [1] : []}',
        content: {
          name: expect.stringMatching(/^\$\{one\(aws_iam_instance_profile\.\w+\[\*\]\.name\)\}$/) as unknown,
        },
      },
    });
  });

  test("is one block as ever where it is known", () => {
    const block = template({ machineAccess: "ssm" });
    expect(block).not.toHaveProperty("dynamic");
    expect(block.iam_instance_profile).toEqual({
      name: expect.stringMatching(/^\$\{aws_iam_instance_profile\.\w+\.name\}$/) as unknown,
    });
  });

  test("is one for Session Manager alone where people may look at machines", () => {
    const stack = synthesiseFleet({
      machineAccess: "ssm",
      permissionsBoundaryArn: "arn:aws:iam::aws:policy/b",
      iamPath: "/ci/",
    });
    expect(only(stack, "aws_iam_role_policy_attachment").policy_arn).toBe(
      "arn:${data.aws_partition.AwsEnvironmentPartition.partition}:iam::aws:policy/AmazonSSMManagedInstanceCore",
    );
    expect(only(stack, "aws_iam_role")).toMatchObject({
      name_prefix: "ci-linux-",
      path: "/ci/",
      permissions_boundary: "arn:aws:iam::aws:policy/b",
    });
  });
});

describe("security groups", () => {
  const own = expect.stringMatching(/^\$\{aws_security_group\.\w+\.id\}$/) as unknown;

  test("are the template's own unless a public address is asked about", () => {
    const { vpc_security_group_ids: groups, ...rest } = template({ securityGroupIds: ["sg-1123456789abcdef0"] });
    expect(groups).toEqual([own, "sg-1123456789abcdef0"]);
    expect(rest).not.toHaveProperty("network_interfaces");
  });

  test.each([true, false])("are the interface's where a public address is %s", (associatePublicIpAddress) => {
    const { network_interfaces: interfaces, ...rest } = template({ associatePublicIpAddress });
    expect(interfaces).toEqual([
      {
        device_index: 0,
        associate_public_ip_address: String(associatePublicIpAddress),
        delete_on_termination: "true",
        security_groups: [own],
      },
    ]);
    expect(rest).not.toHaveProperty("vpc_security_group_ids");
  });
});
