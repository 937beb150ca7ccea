import { RunnerFleet } from "../src";
import { counts, fleetProps, only, synthesise, synthesiseFleet } from "./synthesise";

const stack = synthesiseFleet({ spotInterruptionLogDays: 14 });
const patterns = () =>
  Object.values(stack.resources.aws_cloudwatch_event_rule!).map(
    ({ event_pattern: pattern }) => JSON.parse(pattern as string) as Record<string, unknown>,
  );

test("nothing is logged unless asked for", () => {
  expect(Object.keys(synthesiseFleet().resources).filter((type) => type.startsWith("aws_cloudwatch"))).toEqual([]);
});

test("a log is a log group with two rules that write to it", () => {
  expect(counts(stack)).toMatchObject({
    aws_cloudwatch_event_rule: 2,
    aws_cloudwatch_event_target: 2,
    aws_cloudwatch_log_group: 1,
    aws_cloudwatch_log_resource_policy: 1,
  });
  expect(only(stack, "aws_cloudwatch_log_group")).toMatchObject({
    name: "/aws/events/runner-fleet/ci-linux",
    retention_in_days: 14,
  });
});

test("notices of the region's spot machines and what happened to the group's own are logged", () => {
  expect(patterns()).toHaveLength(2);
  expect(patterns()).toEqual(
    expect.arrayContaining([
      {
        source: ["aws.ec2"],
        "detail-type": ["EC2 Spot Instance Interruption Warning", "EC2 Instance Rebalance Recommendation"],
      },
      { source: ["aws.autoscaling"], detail: { AutoScalingGroupName: ["ci-linux"] } },
    ]),
  );
});

test("EventBridge may write to these log groups alone, for these rules alone", () => {
  const { Statement: statements } = JSON.parse(
    only(stack, "aws_cloudwatch_log_resource_policy").policy_document as string,
  );
  expect(statements).toHaveLength(2);
  for (const statement of statements) {
    expect(statement.Principal).toEqual({ Service: ["events.amazonaws.com", "delivery.logs.amazonaws.com"] });
    expect(statement.Resource).toMatch(/:log-group:\/aws\/events\/runner-fleet\/\*:\*$/);
  }
  expect(statements[1].Action).toBe("logs:PutLogEvents");
  expect(statements[1].Condition.ArnLike["aws:SourceArn"]).toMatch(/:rule\/runner-fleet-\*$/);
  for (const rule of Object.values(stack.resources.aws_cloudwatch_event_rule!)) {
    expect(rule.name_prefix).toBe("runner-fleet-");
  }
});

test("the fleets of a stack share the policy, of which a region takes only ten", () => {
  const two = synthesise((scope) => {
    for (const name of ["one", "two"]) {
      new RunnerFleet(scope, name, { ...fleetProps, groupName: `ci-${name}`, spotInterruptionLogDays: 7 });
    }
  });
  expect(counts(two)).toMatchObject({ aws_cloudwatch_log_group: 2, aws_cloudwatch_log_resource_policy: 1 });
});
