import { AutoscalingGroup } from "@cdktf/provider-aws/lib/autoscaling-group";
import { KmsGrant } from "@cdktf/provider-aws/lib/kms-grant";
import type { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import {
  Expression,
  managerGroupName,
  operand,
  planConditions,
  sum,
  type NumberOrExpression,
} from "@runner-fleet/config";
import {
  durationText,
  countOf,
  type Presence,
  resolveExpressions,
  type Tags,
  withTags,
} from "@runner-fleet/terraform-values";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import type { Ec2ManagerProps } from "./ec2-manager-props";
import { hookNames } from "./manager-names";
import { drainSeconds, heartbeatSeconds, HOOK_LIMIT_SECONDS, START_SECONDS } from "./manager-times";
import { addGroupTags } from "./tags";

/** What a manager's group is made from. */
export interface ManagerGroupProps extends Pick<
  Ec2ManagerProps,
  "config" | "settings" | "subnetId" | "environment" | "dependsOn"
> {
  /** Name of the manager. */
  readonly name: string;
  /** What the instance is started from. */
  readonly template: LaunchTemplate;
  /** Whether volumes are encrypted with a key of one's own. */
  readonly hasKmsKey: Presence;
  /** Tags of the group. */
  readonly tags: Tags;
}

/**
 * The group of one instance.
 *
 * It is not created before its predecessor is destroyed: two groups would be two managers, where another name means the
 * same machines.
 */
export function managerGroup(scope: Construct, id: string, props: ManagerGroupProps): AutoscalingGroup {
  const { name, config, template } = props;
  const heartbeatTimeout = resolveExpressions(heartbeatSeconds(config));
  const preconditions = [
    ...planConditions(config).map(({ condition, message }) => ({
      condition: `\${${condition}}`,
      errorMessage: message,
    })),
    ...drainConditions(drainSeconds(config)),
  ];
  const group = new AutoscalingGroup(scope, id, {
    name: managerGroupName(name),
    minSize: 1,
    maxSize: 1,
    vpcZoneIdentifier: [props.subnetId],
    // The attribute, not $Latest: a change of the template then shows in the plan, and replaces the instance.
    launchTemplate: { id: template.id, version: `${template.latestVersion}` },
    healthCheckType: "EC2",
    suspendedProcesses: ["AZRebalance"],
    capacityRebalance: false,
    instanceMaintenancePolicy: { minHealthyPercentage: 0, maxHealthyPercentage: 100 },
    // Hooks that are resources of their own come too late for the first instance, and go before the last one has
    // drained. Other times of these replace the group, which drains first.
    initialLifecycleHook: [
      {
        name: hookNames.launch,
        lifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING",
        heartbeatTimeout,
        // An instance on which GitLab Runner does not come up makes room for another.
        defaultResult: "ABANDON",
      },
      {
        name: hookNames.termination,
        lifecycleTransition: "autoscaling:EC2_INSTANCE_TERMINATING",
        heartbeatTimeout,
        defaultResult: "CONTINUE",
      },
    ],
    // The old instance first: the new one could not get the volume, and so would never be in service beside it.
    instanceRefresh: {
      strategy: "Rolling",
      preferences: {
        minHealthyPercentage: 0,
        maxHealthyPercentage: 100,
        // The launch hook has seen that GitLab Runner works; there is nothing to warm up.
        instanceWarmup: "0",
        skipMatching: true,
        // Going back would drain the manager a second time.
        autoRollback: false,
      },
    },
    // What waits for the manager is the rollout, which knows why a manager may take hours.
    waitForCapacityTimeout: "0",
    // The provider ends the instance first, and so waits for the drain.
    forceDelete: false,
    timeouts: { delete: durationText(sum([drainSeconds(config), START_SECONDS])) },
    dependsOn: [...keyGrant(scope, props), ...(props.dependsOn ?? [])],
    lifecycle: preconditions.length > 0 ? { precondition: preconditions } : undefined,
  });
  addGroupTags(group, withTags(props.tags, { Name: name }));
  return group;
}

/** AWS ends the wait of a lifecycle hook after 48 hours, whatever the instance says. */
const drainConditions = (seconds: NumberOrExpression) =>
  Expression.is(seconds)
    ? [
        {
          condition: `\${${operand(seconds)} <= ${HOOK_LIMIT_SECONDS}}`,
          errorMessage: `manager.drainTimeout: must be, with manager.shutdownTimeout and 5 minutes, at most 48h with a platform of "ec2"; lower it, or run the managers on Kubernetes or Fargate [drain-beyond-hook]`,
        },
      ]
    : [];

/** Without it EC2 Auto Scaling can't start an instance whose volume is encrypted with a key of one's own. */
function keyGrant(scope: Construct, { settings, hasKmsKey, environment }: ManagerGroupProps): ITerraformDependable[] {
  if (settings.kmsKeyArn === undefined || hasKmsKey === false) {
    return [];
  }
  const { partition, accountId } = environment;
  return [
    new KmsGrant(scope, "VolumeKeyGrant", {
      count: countOf(hasKmsKey),
      keyId: settings.kmsKeyArn,
      granteePrincipal: `arn:${partition}:iam::${accountId}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`,
      operations: [
        "Encrypt",
        "Decrypt",
        "ReEncryptFrom",
        "ReEncryptTo",
        "GenerateDataKey",
        "GenerateDataKeyWithoutPlaintext",
        "DescribeKey",
        "CreateGrant",
      ],
      lifecycle: { createBeforeDestroy: true },
    }),
  ];
}
