import { ref, Token } from "cdktf";
import { EcsManager, ManagerFileSystem, type ManagerFileSystemProps } from "../src";
import {
  all,
  configOf,
  containerOf,
  counts,
  environment,
  environmentOf,
  managerProps,
  only,
  synthesise,
} from "./synthesise";

const manager = { name: "ci", roleArn: managerProps.roleArn };
const managerSecurityGroupId = "sg-0123456789abcdef0";

/** A file system with one manager that writes to it. */
const synthesiseFileSystem = (props: Partial<ManagerFileSystemProps> = {}) =>
  synthesise((stack) => {
    const fileSystem = new ManagerFileSystem(stack, "FileSystem", {
      name: "ci",
      environment,
      subnetIds: managerProps.subnetIds,
      managerSecurityGroupId,
      ...props,
    });
    const record = fileSystem.addManager("Manager", manager);
    new EcsManager(stack, "Manager", { ...managerProps, config: configOf(), record });
  });

const least = synthesiseFileSystem();

test("a file system has a mount target in each subnet, a security group, a policy and a folder for the manager", () => {
  expect(counts(least)).toMatchObject({
    aws_efs_access_point: 1,
    aws_efs_file_system: 1,
    aws_efs_file_system_policy: 1,
    aws_efs_mount_target: 2,
    aws_security_group: 1,
    aws_vpc_security_group_ingress_rule: 1,
  });
});

test("ids of constructs are what they were", () => {
  expect(least.paths.filter((path) => path.startsWith("FileSystem/"))).toEqual([
    "FileSystem/Ingress",
    "FileSystem/Manager",

    "FileSystem/MountTarget-subnet-0123456789abcdef0",
    "FileSystem/MountTarget-subnet-1123456789abcdef0",
    "FileSystem/Policy",
    "FileSystem/Resource",
    "FileSystem/SecurityGroup",
    "FileSystem/Subnet",
  ]);
});

test("it is encrypted, with a key of one's own where there is one", () => {
  expect(only(least, "aws_efs_file_system")).toMatchObject({ encrypted: true, throughput_mode: "elastic" });
  expect(only(least, "aws_efs_file_system")).not.toHaveProperty("kms_key_id");
  const kmsKeyArn = "arn:aws:kms:eu-west-1:123456789012:key/0123";
  expect(only(synthesiseFileSystem({ kmsKeyArn }), "aws_efs_file_system")).toMatchObject({
    encrypted: true,
    kms_key_id: kmsKeyArn,
  });
});

test("nobody but the manager reaches it, by NFS", () => {
  expect(only(least, "aws_vpc_security_group_ingress_rule")).toMatchObject({
    referenced_security_group_id: "sg-0123456789abcdef0",
    ip_protocol: "tcp",
    from_port: 2_049,
    to_port: 2_049,
  });
  expect(only(least, "aws_security_group")).not.toHaveProperty("ingress");
  for (const target of all(least, "aws_efs_mount_target")) {
    expect(target.security_groups).toEqual([expect.stringMatching(/^\$\{aws_security_group\.FileSystem_\w+\.id\}$/)]);
  }
});

test("the manager has a folder of its own as the image's user", () => {
  expect(only(least, "aws_efs_access_point")).toMatchObject({
    posix_user: { uid: 100, gid: 65_533 },
    root_directory: {
      path: "/ci",
      creation_info: { owner_uid: 100, owner_gid: 65_533, permissions: "0700" },
    },
    tags: { Name: "ci" },
  });
});

test("the task mounts it by its role and over TLS, beside its work folder", () => {
  expect(only(least, "aws_ecs_task_definition").volume).toEqual([
    { name: "work" },
    {
      name: "record",
      efs_volume_configuration: {
        file_system_id: expect.stringMatching(/^\$\{aws_efs_file_system\.\w+\.id\}$/),
        transit_encryption: "ENABLED",
        authorization_config: {
          access_point_id: expect.stringMatching(/^\$\{aws_efs_access_point\.\w+\.id\}$/),
          iam: "ENABLED",
        },
      },
    },
  ]);
  const container = containerOf(least);
  expect(container.mountPoints).toEqual([
    { containerPath: "/var/lib/runner-fleet", sourceVolume: "work", readOnly: false },
    { containerPath: "/var/lib/runner-fleet-record", sourceVolume: "record", readOnly: false },
  ]);
  expect(container.command).toContain("/var/lib/runner-fleet-record/config.toml");
  expect(environmentOf(container)).toMatchObject({
    CONFIG_DIR: "/var/lib/runner-fleet-record",
    HOME: "/var/lib/runner-fleet",
    TMPDIR: "/var/lib/runner-fleet",
  });
});

test("the task starts when it can reach the file system", () => {
  const needed = ["aws_efs_file_system_policy", "aws_efs_mount_target", "aws_vpc_security_group_ingress_rule"];
  const types = (only(least, "aws_ecs_service").depends_on as string[]).map((address) => address.split(".")[0]);
  expect(types).toEqual(expect.arrayContaining(needed));
  expect(types.filter((type) => type === "aws_efs_mount_target")).toHaveLength(2);
});

test("the managers of all shards share it, each with a folder of its own", () => {
  const stack = synthesise((scope) => {
    const fileSystem = new ManagerFileSystem(scope, "FileSystem", {
      name: "ci",
      environment,
      subnetIds: managerProps.subnetIds,
      managerSecurityGroupId,
    });
    fileSystem.addManager("Manager", manager);
    fileSystem.addManager("Manager-2", { ...manager, name: "ci-2", roleArn: `${manager.roleArn}-2` });
  });
  expect(counts(stack)).toMatchObject({ aws_efs_file_system: 1, aws_efs_access_point: 2, aws_efs_mount_target: 2 });
  // They have one security group: a second rule for it would be refused.
  expect(counts(stack)).toMatchObject({ aws_vpc_security_group_ingress_rule: 1 });
  const { policy } = only(stack, "aws_efs_file_system_policy");
  expect(policy).toContain(`"aws:PrincipalArn":["${manager.roleArn}","${manager.roleArn}-2"]`);
});

test("one that exists gets a folder for the manager and nothing else", () => {
  const stack = synthesiseFileSystem({ id: "fs-0123456789abcdef0" });
  expect(counts(stack)).toMatchObject({ aws_efs_access_point: 1 });
  expect(Object.keys(stack.resources).filter((type) => /efs|security_group/.test(type))).toEqual([
    "aws_efs_access_point",
  ]);
  expect(only(stack, "aws_efs_access_point").file_system_id).toBe("fs-0123456789abcdef0");
});

describe("in subnets that only Terraform knows", () => {
  const stack = synthesiseFileSystem({
    subnetIds: Token.asList(ref("var.subnets")),
    tags: Token.asStringMap(ref("var.tags")),
  });

  test("there is a mount target by each one's place", () => {
    expect(only(stack, "aws_efs_mount_target")).toMatchObject({
      count: "${length(var.subnets)}",
      subnet_id: "${element(var.subnets, count.index)}",
    });
  });

  test("the tags are merged by Terraform, so that there is a name in the console", () => {
    expect(only(stack, "aws_efs_file_system").tags).toBe('${merge({"Name" = "ci-managers"}, var.tags)}');
  });
});
