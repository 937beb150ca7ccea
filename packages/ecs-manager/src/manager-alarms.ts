import {
  CloudwatchMetricAlarm,
  type CloudwatchMetricAlarmConfig,
} from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import type { Tags } from "@runner-fleet/terraform-values";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";

/** The alarms of one manager. */
export interface ManagerAlarmsProps {
  /** Name of the manager, which is also its service's. */
  readonly name: string;
  /** Name of the ECS cluster. */
  readonly clusterName: string;
  /** Name of the log group with the manager's log. */
  readonly logGroupName: string;
  /** Name of the rule that sees what ECS can't do. */
  readonly troubleRuleName: string;
  /** Name of the log group with what happened to the service. */
  readonly eventLogGroupName: string;
  /**
   * ARNs of what the alarms tell.
   *
   * @default - nobody
   */
  readonly actionArns?: string[];
  /**
   * Tags of the alarms.
   *
   * @default - none but the provider's own
   */
  readonly tags?: Tags;
  /** What must be there before: a service that is not there yet would be an alarm. */
  readonly dependsOn: ITerraformDependable[];
}

type Alarm = Pick<
  CloudwatchMetricAlarmConfig,
  | "metricName"
  | "statistic"
  | "comparisonOperator"
  | "threshold"
  | "period"
  | "evaluationPeriods"
  | "treatMissingData"
  | "alarmDescription"
>;

/** The alarms over what ECS measures of every service without Container Insights, by the end of their names. */
const serviceAlarms = ({
  name,
  clusterName,
  logGroupName,
  eventLogGroupName,
}: ManagerAlarmsProps): Record<string, Alarm> => ({
  // Each task is one sample a minute, and a service without tasks has no metric at all.
  "not-running": {
    metricName: "CPUUtilization",
    statistic: "SampleCount",
    comparisonOperator: "LessThanThreshold",
    threshold: 1,
    period: 60,
    evaluationPeriods: 10,
    treatMissingData: "breaching",
    alarmDescription: `No task of the runner manager ${name} has run for 10 minutes: no job starts. ${eventLogGroupName} has why the last one stopped, ${logGroupName} what it said. Somebody may have scaled the service to 0: aws ecs update-service --cluster ${clusterName} --service ${name} --desired-count 1`,
  },
  "two-running": {
    metricName: "CPUUtilization",
    statistic: "SampleCount",
    comparisonOperator: "GreaterThanThreshold",
    threshold: 1,
    period: 60,
    evaluationPeriods: 5,
    treatMissingData: "notBreaching",
    alarmDescription: `Two tasks of the runner manager ${name} run at once, and each removes the machines of the other: jobs fail. Scale to one: aws ecs update-service --cluster ${clusterName} --service ${name} --desired-count 1`,
  },
  memory: {
    metricName: "MemoryUtilization",
    statistic: "Maximum",
    comparisonOperator: "GreaterThanThreshold",
    threshold: 85,
    period: 300,
    evaluationPeriods: 3,
    treatMissingData: "notBreaching",
    alarmDescription: `The runner manager ${name} has used more than 85 % of its memory for 15 minutes. A task that runs out of it ends, and its jobs with it. Raise fargate.memoryMiB; the change drains first.`,
  },
  cpu: {
    metricName: "CPUUtilization",
    statistic: "Average",
    comparisonOperator: "GreaterThanThreshold",
    threshold: 90,
    period: 300,
    evaluationPeriods: 3,
    treatMissingData: "notBreaching",
    alarmDescription: `The runner manager ${name} has used more than 90 % of its CPU for 15 minutes: jobs start late, and a manager that answers nobody for 10 minutes is replaced. Raise fargate.cpu; the change drains first.`,
  },
});

/** What wakes somebody up because of one manager. Each alarm says what to do. */
export class ManagerAlarms extends Construct {
  constructor(scope: Construct, id: string, props: ManagerAlarmsProps) {
    super(scope, id);
    const { name, clusterName, troubleRuleName, eventLogGroupName, actionArns, tags, dependsOn } = props;
    const common = { alarmActions: actionArns, okActions: actionArns, tags, dependsOn };
    for (const [end, alarm] of Object.entries(serviceAlarms(props))) {
      new CloudwatchMetricAlarm(this, end, {
        ...common,
        ...alarm,
        alarmName: `${name}-manager-${end}`,
        namespace: "AWS/ECS",
        dimensions: { ClusterName: clusterName, ServiceName: name },
      });
    }
    new CloudwatchMetricAlarm(this, "trouble", {
      ...common,
      alarmName: `${name}-manager-trouble`,
      namespace: "AWS/Events",
      dimensions: { RuleName: troubleRuleName },
      metricName: "TriggeredRules",
      statistic: "Sum",
      comparisonOperator: "GreaterThanThreshold",
      threshold: 0,
      period: 300,
      evaluationPeriods: 1,
      treatMissingData: "notBreaching",
      alarmDescription: `ECS could not start a task of the runner manager ${name}, or gave a deployment up and went back to the one before. ${eventLogGroupName} has the reason.`,
    });
  }
}
