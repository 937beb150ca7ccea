import type { CloudwatchLogResourcePolicy } from "@cdktf/provider-aws/lib/cloudwatch-log-resource-policy";
import { EcsCluster } from "@cdktf/provider-aws/lib/ecs-cluster";
import type { EcsTaskDefinition } from "@cdktf/provider-aws/lib/ecs-task-definition";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Expression, variable, type RunnerFleetInput } from "@runner-fleet/config";
import { EcsManager } from "@runner-fleet/ecs-manager";
import { Token } from "cdktf";
import { Construct } from "constructs";
import { RunnerFleets } from "../runner-fleets";
import { MACHINES_HEADING, ModuleStack, type ModuleVariables } from "./module-stack";
import {
  awsManagerLocals,
  awsManagerSafe,
  awsManagerVariables,
  environmentInBucket,
  plannedAwsManager,
} from "./planned-aws-manager";
import {
  FLEET,
  jobsVariables,
  machinesOfManager,
  machinesOfManagerVariables,
  plannedAws,
  plannedCache,
  plannedFleet,
} from "./planned-fleet";

const own = {
  name: {},
  fleetName: {},
  gitlabUrl: {},
  ...awsManagerVariables,
  ...jobsVariables,
  environment: environmentInBucket,
  ...machinesOfManagerVariables,
  cache: {},
  managerImage: {
    type: "object({ repository = string, tag = string, digest = optional(string) })",
    description:
      "The image that the manager's task runs, built from the project's Dockerfile for manager_architecture: its `repository` without tag, its `tag`, which is never latest, and its `digest` (null: the tag alone decides). The AWS plugin and the supervisor, which drains the manager before ECS stops it, must be in it.",
    default: undefined,
  },
  managerSubnetIds: {},
  managerAssignPublicIp: {},
  ecsClusterName: {},
  managerArchitecture: {},
  managerCpu: {},
  managerMemoryMib: {},
  managerKmsKeyArn: {},
  pluginVersion: {},
  drainTimeout: {},
  waitForRollout: {},
  permissionsBoundaryArn: {},
  iamPath: {},
  tags: {},
  accept: {},
} as const satisfies ModuleVariables;

/** One fleet, its manager as a Fargate service, the manager's rights, and a cache, as a plain module. */
export class FargateDockerAutoscalerModule extends ModuleStack {
  constructor(scope: Construct, id: string) {
    super(scope, id, own);
    new AwsProvider(this, "Aws");
    this.addLocals({
      ...awsManagerLocals,
      manager_subnet_ids: "${var.manager_subnet_ids != null ? var.manager_subnet_ids : var.subnet_ids}",
    });
    const runners = new RunnerFleets(this, "Runners", this.description());
    this.addCluster(runners);
    this.addHints(
      {
        "Runners/Cluster": "The manager's ECS cluster, which for Fargate is no more than a name.",
        [`Runners/Fleet-${FLEET}`]: MACHINES_HEADING,
        "Runners/Manager": "The manager: a service of one task, which drains before ECS ends it.",
        "Runners/ManagerNetwork": "The manager's network: nobody gets in but who reads metrics.",
        "Runners/ConfigStore": "The manager's config.toml, in a bucket that it reads.",
      },
      [...awsManagerSafe, "local.ecs_cluster_name"],
    );
    const [manager] = runners.managers;
    if (!(manager instanceof EcsManager)) {
      throw new Error(`${this.node.path}: the description must give a manager on Fargate`);
    }
    nameAfterDeployment(this.node.findChild("ServiceEventLogPolicy") as CloudwatchLogResourcePolicy);
    planSize(manager.node.findChild("Task") as EcsTaskDefinition);
    this.addConditions(manager.service);
    this.addManagedOutputs(runners);
    this.addOutput("ecs_cluster_name", "Name of the manager's ECS cluster.", manager.clusterName);
    this.addOutput("log_group_name", "Name of the manager's log group.", manager.logGroupName);
    this.addOutput(
      "event_log_group_name",
      "Name of the log group with why tasks stopped and what ECS could not do.",
      manager.eventLogGroupName,
    );
    this.addOutput(
      "token_parameter_name",
      "Name of the parameter of Systems Manager in which ECS looks for the runner's token.",
      "${local.token_parameter_name}",
    );
  }

  /** A cluster, unless there is one. */
  private addCluster(runners: RunnerFleets): void {
    // Where a description that names no cluster has it, so that its stack can become a call of the module.
    const cluster = new EcsCluster(new Construct(runners, "Cluster"), "Resource", {
      count: Token.asNumber("${var.ecs_cluster_name == null ? 1 : 0}"),
      name: "${var.name}",
      tags: Token.asStringMap('${merge(var.tags, { "runner-fleet" = var.name })}'),
    });
    const made = `one(${cluster.terraformResourceType}.${cluster.friendlyUniqueId}[*].name)`;
    this.addLocal("ecs_cluster_name", `\${var.ecs_cluster_name != null ? var.ecs_cluster_name : ${made}}`);
  }

  private description(): RunnerFleetInput {
    return {
      name: variable("name"),
      gitlab: { url: variable("gitlabUrl") },
      fleets: { [FLEET]: plannedFleet(machinesOfManager(this, (name, value) => this.addLocal(name, value))) },
      manager: {
        platform: "fargate",
        image: {
          repository: Expression.text("var.manager_image.repository"),
          tag: Expression.text("var.manager_image.tag"),
          digest: Expression.text("var.manager_image.digest").optional(),
        },
        pluginVersion: variable("pluginVersion"),
        drainTimeout: variable("drainTimeout"),
        waitForRollout: variable("waitForRollout"),
      },
      fargate: {
        ...plannedAwsManager(),
        subnetIds: Expression.list("local.manager_subnet_ids"),
        clusterName: Expression.text("local.ecs_cluster_name"),
        kmsKeyArn: variable("managerKmsKeyArn"),
        assignPublicIp: variable("managerAssignPublicIp"),
      },
      cache: plannedCache,
      aws: plannedAws(),
    };
  }
}

/** A description knows the size and the architecture of a task when it is synthesised; a module does when it is planned. */
function planSize(task: EcsTaskDefinition): void {
  task.cpu = "${var.manager_cpu}";
  task.memory = "${var.manager_memory_mib}";
  task.putRuntimePlatform({
    operatingSystemFamily: "LINUX",
    cpuArchitecture: '${var.manager_architecture == "arm64" ? "ARM64" : "X86_64"}',
  });
}

/** Calls of a module share an account, where a policy of the same name would be one, and go with the first of them. */
function nameAfterDeployment(policy: CloudwatchLogResourcePolicy): void {
  policy.policyName = "${var.name}-runner-fleet-managers";
}
