import { all, counts, only, synthesiseManager } from "./synthesise";

const actions = ["arn:aws:sns:eu-west-1:123456789012:on-call"];
const stack = synthesiseManager({ fargate: { alarmActionArns: actions, logRetentionDays: 90 } });
const alarms = Object.fromEntries(
  all(stack, "aws_cloudwatch_metric_alarm").map((alarm) => [alarm.alarm_name as string, alarm]),
);

test("there are five alarms of the manager's name", () => {
  expect(Object.keys(alarms).sort()).toEqual([
    "ci-manager-cpu",
    "ci-manager-memory",
    "ci-manager-not-running",
    "ci-manager-trouble",
    "ci-manager-two-running",
  ]);
});

test("a manager that is not there is an alarm after ten minutes, since what is not there measures nothing", () => {
  expect(alarms["ci-manager-not-running"]).toMatchObject({
    namespace: "AWS/ECS",
    metric_name: "CPUUtilization",
    dimensions: { ClusterName: "ci", ServiceName: "ci" },
    statistic: "SampleCount",
    comparison_operator: "LessThanThreshold",
    threshold: 1,
    period: 60,
    evaluation_periods: 10,
    treat_missing_data: "breaching",
  });
});

test("two managers at once are an alarm, but not for as long as one of them is being stopped", () => {
  const { statistic, comparison_operator, threshold, period, evaluation_periods } = alarms["ci-manager-two-running"];
  expect({ statistic, comparison_operator, threshold }).toEqual({
    statistic: "SampleCount",
    comparison_operator: "GreaterThanThreshold",
    threshold: 1,
  });
  expect(period * evaluation_periods).toBeGreaterThan(120);
});

test("what ECS could not do is an alarm at once", () => {
  expect(alarms["ci-manager-trouble"]).toMatchObject({
    namespace: "AWS/Events",
    metric_name: "TriggeredRules",
    dimensions: {
      RuleName: expect.stringMatching(/^\$\{aws_cloudwatch_event_rule\.Manager_Events_TroubleRule_\w+\.name\}$/),
    },
    threshold: 0,
    treat_missing_data: "notBreaching",
  });
});

test.each(Object.entries(alarms))(
  "%s says what to do, tells whom it should, and comes after the service",
  (_name, alarm) => {
    expect(alarm.alarm_description).toMatch(/aws ecs update-service|fargate\.(cpu|memoryMiB)|has the reason/);
    // CloudWatch takes 1024 characters, of which names and log groups may be longer ones.
    expect(alarm.alarm_description.length).toBeLessThan(700);
    expect(alarm).toMatchObject({ alarm_actions: actions, ok_actions: actions });
    expect(alarm.depends_on).toEqual([expect.stringMatching(/^aws_ecs_service\.Manager_/)]);
  },
);

describe("the log of what happened", () => {
  const patterns = all(stack, "aws_cloudwatch_event_rule").map(
    ({ event_pattern: pattern }) => JSON.parse(pattern as string) as Record<string, unknown>,
  );

  test("has why tasks of this service stopped, and what ECS could not do for it", () => {
    expect(patterns).toHaveLength(2);
    expect(patterns).toEqual(
      expect.arrayContaining([
        {
          source: ["aws.ecs"],
          "detail-type": ["ECS Task State Change"],
          detail: {
            clusterArn: ["arn:aws:ecs:eu-west-1:123456789012:cluster/ci"],
            group: ["service:ci"],
            lastStatus: ["STOPPED"],
          },
        },
        {
          source: ["aws.ecs"],
          "detail-type": ["ECS Service Action", "ECS Deployment State Change"],
          resources: ["arn:aws:ecs:eu-west-1:123456789012:service/ci/ci"],
          detail: { eventType: ["WARN", "ERROR"] },
        },
      ]),
    );
  });

  test("is written by EventBridge alone, for rules of managers alone", () => {
    const { Statement: statements } = JSON.parse(
      only(stack, "aws_cloudwatch_log_resource_policy").policy_document as string,
    );
    expect(statements).toHaveLength(2);
    for (const statement of statements) {
      expect(statement.Principal).toEqual({ Service: ["events.amazonaws.com", "delivery.logs.amazonaws.com"] });
      expect(statement.Resource).toMatch(/:log-group:\/aws\/events\/runner-fleet-managers\/\*:\*$/);
    }
    expect(statements[1]).toMatchObject({
      Action: "logs:PutLogEvents",
      Condition: { ArnLike: { "aws:SourceArn": "arn:aws:events:eu-west-1:123456789012:rule/runner-fleet-manager-*" } },
    });
    for (const rule of all(stack, "aws_cloudwatch_event_rule")) {
      expect(rule.name_prefix).toBe("runner-fleet-manager-");
    }
  });

  test("is kept as long as the manager's own, under the same key", () => {
    const kmsKeyArn = "arn:aws:kms:eu-west-1:123456789012:key/0123";
    const logs = all(synthesiseManager({ fargate: { kmsKeyArn, logRetentionDays: 90 } }), "aws_cloudwatch_log_group");
    expect(logs.map(({ retention_in_days, kms_key_id }) => [retention_in_days, kms_key_id])).toEqual([
      [90, kmsKeyArn],
      [90, kmsKeyArn],
    ]);
    expect(counts(stack).aws_cloudwatch_log_group).toBe(2);
  });
});
