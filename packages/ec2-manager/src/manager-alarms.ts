import {
  CloudwatchMetricAlarm,
  type CloudwatchMetricAlarmConfig,
} from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { managerGroupName } from "@runner-fleet/config";
import type { Tags } from "@runner-fleet/terraform-values";
import type { Construct } from "constructs";
import { MANAGER_DIMENSION, METRIC_NAMESPACE, STATE_FOLDER } from "./cloudwatch-agent";
import type { Ec2ManagerProps } from "./ec2-manager-props";

/** What a manager's alarms are made from. */
export interface ManagerAlarmsProps extends Pick<Ec2ManagerProps, "settings"> {
  /** Name of the manager, with which the alarms' names begin. */
  readonly name: string;
  /** Tags of the alarms. */
  readonly tags: Tags;
}

type Metric = Pick<
  CloudwatchMetricAlarmConfig,
  | "namespace"
  | "metricName"
  | "dimensions"
  | "statistic"
  | "period"
  | "evaluationPeriods"
  | "comparisonOperator"
  | "threshold"
  | "treatMissingData"
>;

interface Alarm {
  /** End of the alarm's name. */
  readonly suffix: string;
  /** When it is raised. */
  readonly metric: (manager: string) => Metric;
  /** What has happened and what to do. */
  readonly description: string;
}

const ofManager = (manager: string, dimensions: Readonly<Record<string, string>> = {}) => ({
  namespace: METRIC_NAMESPACE,
  dimensions: { [MANAGER_DIMENSION]: manager, ...dimensions },
  statistic: "Maximum",
  period: 60,
});

const above = (threshold: number, minutes: number) => ({
  comparisonOperator: "GreaterThanThreshold",
  threshold,
  evaluationPeriods: minutes,
  // The alarm of the heartbeat says it when nothing is measured.
  treatMissingData: "notBreaching",
});

const LOG = "Read the log group /runner-fleet/<manager>";

/** The alarms of a manager, by the id of their construct. */
const alarms: Readonly<Record<string, Alarm>> = {
  NoHeartbeat: {
    suffix: "no-heartbeat",
    metric: (manager) => ({
      ...ofManager(manager),
      metricName: "procstat_lookup_pid_count",
      comparisonOperator: "LessThanThreshold",
      threshold: 1,
      // A new instance takes some minutes, for which there is no manager.
      evaluationPeriods: 15,
      treatMissingData: "breaching",
    }),
    description: `No GitLab Runner has run for 15 minutes: no job starts. ${LOG}: the newest stream <instance>/runner-fleet says whether an instance waits for the volume, and for whom; <instance>/gitlab-runner says why GitLab Runner ends. No new stream: look at the activity of the Auto Scaling group.`,
  },
  StateDisk: {
    suffix: "state-disk",
    metric: (manager) => ({
      ...ofManager(manager, { path: STATE_FOLDER }),
      metricName: "disk_used_percent",
      ...above(80, 5),
    }),
    description:
      "The volume with the record of machines is nearly full; when it is, machines are lost. Raise ec2.stateVolumeGiB and apply: the next instance grows the file system. Until then see what is in /var/lib/gitlab-runner in a Session Manager session.",
  },
  RootDisk: {
    suffix: "root-disk",
    metric: (manager) => ({ ...ofManager(manager, { path: "/" }), metricName: "disk_used_percent", ...above(85, 5) }),
    description:
      "The instance's root volume is nearly full. See what fills it in a Session Manager session (du -x / | sort -n | tail), or run the maintenance document with action=replace for a new instance, which drains this one. ec2.rootVolumeGiB makes it larger.",
  },
  Memory: {
    suffix: "memory",
    metric: (manager) => ({ ...ofManager(manager), metricName: "mem_used_percent", ...above(90, 15) }),
    description:
      "The instance's memory is nearly used up; a manager that runs out of it loses every job. Choose a larger ec2.instanceType and apply, which drains and replaces the instance.",
  },
  StatusCheck: {
    suffix: "status-check",
    metric: (manager) => ({
      namespace: "AWS/EC2",
      dimensions: { AutoScalingGroupName: managerGroupName(manager) },
      statistic: "Maximum",
      period: 60,
      metricName: "StatusCheckFailed",
      ...above(0, 5),
    }),
    description:
      "EC2 finds the instance or its hardware broken. It moves the instance to other hardware by itself where the type can be recovered, and the Auto Scaling group replaces it otherwise; the new one waits until the old one has lost the volume. If that takes more than half an hour, terminate the old instance.",
  },
};

/** Makes the alarms of a manager. */
export function managerAlarms(scope: Construct, { name, settings, tags }: ManagerAlarmsProps): void {
  const actions = settings.alarmActionArns;
  for (const [id, { suffix, metric, description }] of Object.entries(alarms)) {
    new CloudwatchMetricAlarm(scope, id, {
      ...metric(name),
      alarmName: `${name}-${suffix}`,
      alarmDescription: `Manager ${name}. ${description.replace("<manager>", name)}`,
      alarmActions: actions,
      okActions: actions,
      tags,
    });
  }
}
