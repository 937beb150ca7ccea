import { Expression, type RunnerFleetInput } from "@runner-fleet/config";
import { ref, Token, type IResolvable } from "cdktf";
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { EcsCluster, EcsManager, type EcsManagerProps } from "../src";
import { all, configOf, containerOf, counts, managerProps, only, synthesise, synthesiseManager } from "./synthesise";

const least = synthesiseManager();
const service = only(least, "aws_ecs_service");
const task = only(least, "aws_ecs_task_definition");

const taskWith = (input: Partial<RunnerFleetInput>, props: Partial<EcsManagerProps> = {}) =>
  only(synthesiseManager(input, props), "aws_ecs_task_definition");

test("a manager is a service and its task, a role to start it, two logs and five alarms", () => {
  expect(counts(least)).toEqual({
    aws_cloudwatch_event_rule: 2,
    aws_cloudwatch_event_target: 2,
    aws_cloudwatch_log_group: 2,
    aws_cloudwatch_log_resource_policy: 1,
    aws_cloudwatch_metric_alarm: 5,
    aws_ecs_service: 1,
    aws_ecs_task_definition: 1,
    aws_iam_role: 1,
    aws_iam_role_policy: 1,
  });
});

test("ids of constructs are what they were", () => {
  expect(least.paths).toEqual([
    "Manager/Alarms/cpu",
    "Manager/Alarms/memory",
    "Manager/Alarms/not-running",
    "Manager/Alarms/trouble",
    "Manager/Alarms/two-running",
    "Manager/Events/Resource",
    "Manager/Events/StoppedRule",
    "Manager/Events/StoppedTarget",
    "Manager/Events/TroubleRule",
    "Manager/Events/TroubleTarget",
    "Manager/ExecutionRole/Policy",
    "Manager/ExecutionRole/Resource",
    "Manager/Log",
    "Manager/Resource",
    "Manager/Task",
    "ServiceEventLogPolicy",
  ]);
});

describe("the service", () => {
  test("is one task, and never two: the old one goes before the new one comes, and no zone is balanced", () => {
    expect(service).toMatchObject({
      name: "ci",
      cluster: "ci",
      desired_count: 1,
      deployment_minimum_healthy_percent: 0,
      deployment_maximum_percent: 100,
      availability_zone_rebalancing: "DISABLED",
    });
    expect(service).not.toHaveProperty("lifecycle");
  });

  test("is on Fargate and not on Fargate Spot, on a platform that is pinned", () => {
    expect(service).toMatchObject({ launch_type: "FARGATE", platform_version: "1.4.0" });
    expect(service).not.toHaveProperty("capacity_provider_strategy");
  });

  test("lets nobody into its task", () => {
    expect(service.enable_execute_command).toBe(false);
  });

  test("goes back to the deployment before when tasks of the new one do not start", () => {
    expect(service.deployment_circuit_breaker).toEqual({ enable: true, rollback: true });
  });

  test("hands its tags and those of ECS on to the task", () => {
    const tags = { team: "ci" };
    expect(only(synthesiseManager({}, { tags }), "aws_ecs_service")).toMatchObject({
      propagate_tags: "SERVICE",
      enable_ecs_managed_tags: true,
      tags,
    });
  });

  test.each<[string, Partial<RunnerFleetInput>, object]>([
    ["without a public address", {}, { assign_public_ip: false, security_groups: ["sg-0123456789abcdef0"] }],
    ["with one in the default VPC", { aws: { defaultVpc: true } }, { assign_public_ip: true }],
    [
      "without one in the default VPC where that is said",
      { aws: { defaultVpc: true }, fargate: { assignPublicIp: false } },
      { assign_public_ip: false },
    ],
    [
      "with security groups of its own beside the managers'",
      { fargate: { securityGroupIds: ["sg-1123456789abcdef0"] } },
      { security_groups: ["sg-0123456789abcdef0", "sg-1123456789abcdef0"] },
    ],
    [
      "with security groups that only Terraform knows",
      { fargate: { securityGroupIds: Expression.list("var.groups") } },
      { security_groups: '${concat(["sg-0123456789abcdef0"], var.groups)}' },
    ],
  ])("is in its subnets %s", (_what, input, network) => {
    expect(only(synthesiseManager(input), "aws_ecs_service").network_configuration).toMatchObject({
      subnets: managerProps.subnetIds,
      ...network,
    });
  });

  test("waits for the new manager unless that is not wanted", () => {
    expect(service.wait_for_steady_state).toBe(true);
    const waits = (waitForRollout: boolean | IResolvable) =>
      only(synthesiseManager({}, { waitForRollout }), "aws_ecs_service").wait_for_steady_state;
    expect(waits(false)).toBe(false);
    expect(waits(ref("var.wait"))).toBe("${var.wait}");
  });

  test("starts with the rights of the role that starts it, after what it is told, and after what is made from it", () => {
    const stack = synthesise((scope) => {
      const cluster = new EcsCluster(scope, "Other", { name: "other" });
      const manager = new EcsManager(scope, "Manager", {
        ...managerProps,
        config: configOf(),
        dependsOn: [cluster.node.defaultChild as IamPolicy],
      });
      manager.startAfter(new IamPolicy(scope, "Rights", { policy: JSON.stringify(manager.statements) }));
    });
    expect(only(stack, "aws_ecs_service").depends_on).toEqual([
      expect.stringMatching(/^aws_iam_role_policy\.Manager_ExecutionRole_/),
      expect.stringMatching(/^aws_ecs_cluster\.Other_/),
      "aws_iam_policy.Rights",
    ]);
  });

  test("is what the next shard waits for, which has a service, a role and logs of its own", () => {
    const stack = synthesise((scope) => {
      const config = configOf({ manager: { shards: 2 } });
      const first = new EcsManager(scope, "Manager", { ...managerProps, config });
      new EcsManager(scope, "Manager-2", { ...managerProps, config, shard: 1, dependsOn: [first.rollout] });
    });
    const names = (type: string) =>
      all(stack, type)
        .map(({ name }) => name as string)
        .sort();
    const second = all(stack, "aws_ecs_service").find(({ name }) => name === "ci-2");
    expect(second.depends_on).toContainEqual(expect.stringMatching(/^aws_ecs_service\.Manager_/));
    expect(names("aws_ecs_service")).toEqual(["ci", "ci-2"]);
    expect(names("aws_cloudwatch_log_group")).toEqual([
      "/aws/events/runner-fleet-managers/ci",
      "/aws/events/runner-fleet-managers/ci-2",
      "/runner-fleet/ci",
      "/runner-fleet/ci-2",
    ]);
    // A region takes ten of these policies only.
    expect(counts(stack)).toMatchObject({ aws_cloudwatch_log_resource_policy: 1, aws_iam_role: 2 });
  });
});

describe("the task", () => {
  test("is one of Fargate with a network interface of its own", () => {
    expect(task).toMatchObject({ family: "ci", requires_compatibilities: ["FARGATE"], network_mode: "awsvpc" });
  });

  test("is encoded by Terraform, so that no value known later can break it", () => {
    expect(task.container_definitions).toMatch(/^\$\{jsonencode\(\[local\.Manager_container_[0-9A-F]{8}\]\)\}$/);
  });

  test("has its old definition until the service has the new one, so that ECS can go back to it", () => {
    expect(task.lifecycle).toEqual({ create_before_destroy: true });
  });

  test.each<[RunnerFleetInput["fargate"], object]>([
    [{}, { cpu: "512", memory: "1024", runtime_platform: { cpu_architecture: "ARM64" } }],
    [
      { cpu: 1024, memoryMiB: 4096, architecture: "amd64" },
      { cpu: "1024", memory: "4096", runtime_platform: { cpu_architecture: "X86_64" } },
    ],
  ])("has size and architecture of %j", (fargate, expected) => {
    expect(taskWith({ fargate })).toMatchObject(expected);
  });

  test("has the manager's role, and another one to start it", () => {
    expect(task.task_role_arn).toBe(managerProps.roleArn);
    expect(task.execution_role_arn).toMatch(/^\$\{aws_iam_role\.Manager_ExecutionRole_[0-9A-F]{8}\.arn\}$/);
  });
});

describe("what only Terraform knows", () => {
  const text = (name: string) => Token.asString(ref(`var.${name}`));
  const stack = synthesiseManager(
    {
      name: Expression.text("var.name"),
      manager: { drainTimeout: Expression.text("var.drain"), shutdownTimeout: Expression.number("var.shutdown") },
      fargate: {
        logRetentionDays: Expression.number("var.days"),
        kmsKeyArn: Expression.text("var.key"),
        alarmActionArns: Expression.list("var.topics"),
        assignPublicIp: Expression.flag("var.public"),
      },
    },
    {
      subnetIds: Token.asList(ref("var.subnets")),
      clusterName: text("cluster"),
      image: { repository: text("repository"), tag: text("tag"), digest: text("digest") },
      tags: Token.asStringMap(ref("var.tags")),
    },
  );

  test("names the service, its task and its logs", () => {
    expect(only(stack, "aws_ecs_service")).toMatchObject({
      name: "${var.name}",
      cluster: "${var.cluster}",
      tags: "${var.tags}",
      network_configuration: { subnets: "${var.subnets}", assign_public_ip: "${var.public}" },
    });
    expect(only(stack, "aws_ecs_task_definition").family).toBe("${var.name}");
    expect(all(stack, "aws_cloudwatch_log_group")).toEqual(
      ["/aws/events/runner-fleet-managers/${var.name}", "/runner-fleet/${var.name}"].map((name) =>
        expect.objectContaining({ name, retention_in_days: "${var.days}", kms_key_id: "${var.key}" }),
      ),
    );
  });

  test("reckons how long an apply waits", () => {
    const { create, update } = only(stack, "aws_ecs_service").timeouts;
    expect(create).toBe("3600s");
    expect(update).toMatch(/^\$\{sum\(.*var\.drain.*\) \+ var\.shutdown \+ 4200\}s$/);
  });

  test("is whom alarms tell", () => {
    for (const alarm of all(stack, "aws_cloudwatch_metric_alarm")) {
      expect(alarm).toMatchObject({ alarm_actions: "${var.topics}", ok_actions: "${var.topics}" });
    }
  });

  test("is the image, by its digest unless that is null", () => {
    expect(containerOf(stack).image).toBe(
      '${(var.digest == null) ? join("", [var.repository, ":", var.tag]) : join("", [var.repository, "@", var.digest])}',
    );
  });
});
