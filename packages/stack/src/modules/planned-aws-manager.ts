import { Expression, variable, variables, type RunnerFleetInput } from "@runner-fleet/config";
import type { ModuleVariables } from "./module-stack";

/** What is said of an optional list of the manager's own security groups, where one is made for it. */
const furtherGroups = {
  description:
    "Further security groups of the manager. The one that is made for it lets nobody in but who reads metrics, and the manager out to everywhere.",
  default: [],
  validations: variables.managerSecurityGroupIds.validations.filter(({ rule }) => rule !== "manager-source-missing"),
};

/** The variables of every manager outside Kubernetes. */
export const awsManagerVariables = {
  tokenPath: {},
  tokenKey: {
    description: "What the name of that parameter ends with, after token_path; null for the fleet's name.",
  },
  tokenKmsKeyArn: {},
  tokenRevision: {},
  managerSecurityGroupIds: furtherGroups,
  metricsSecurityGroupIds: {},
  metricsCidrs: {},
  logRetentionDays: {},
  alarmActionArns: {},
} as const satisfies ModuleVariables;

/** What is otherwise said of variables of jobs, where config.toml is in a bucket and in no ConfigMap. */
export const environmentInBucket = {
  description: variables.environment.description.replace("its ConfigMap", "the bucket that it is read from"),
} as const;

/** What config.toml's object, the token and the log of a manager outside Kubernetes are. */
export const plannedAwsManager = () =>
  ({
    securityGroupIds: variable("managerSecurityGroupIds"),
    tokens: {
      path: Expression.text("local.token_path"),
      kmsKeyArn: variable("tokenKmsKeyArn"),
      revision: variable("tokenRevision"),
    },
    metricsSources: {
      securityGroupIds: variable("metricsSecurityGroupIds"),
      cidrs: variable("metricsCidrs"),
    },
    logRetentionDays: variable("logRetentionDays"),
    alarmActionArns: variable("alarmActionArns"),
  }) satisfies NonNullable<RunnerFleetInput["ec2"] | RunnerFleetInput["fargate"]>;

/** The locals of every manager outside Kubernetes, by their names. */
export const awsManagerLocals = {
  group_name: "${var.name}-${var.fleet_name}",
  token_path: '${var.token_path != null ? var.token_path : "/${var.name}/"}',
  token_parameter_name: "${local.token_path}${var.token_key != null ? var.token_key : var.fleet_name}",
} as const;

/** Of them and of a module's others, what needs no escaping in JSON. */
export const awsManagerSafe = ["local.group_name", "local.ssh_user", "local.token_path"] as const;
