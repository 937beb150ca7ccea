import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { HelmProvider } from "@cdktf/provider-helm/lib/provider";
import { Expression, variable, type RunnerFleetInput } from "@runner-fleet/config";
import { bundledChart, RunnerManager, type FolderChart } from "@runner-fleet/eks-manager";
import type { Construct } from "constructs";
import { RunnerFleets } from "../runner-fleets";
import { MACHINES_HEADING, ModuleStack, type ModuleVariables } from "./module-stack";
import { FLEET, jobsVariables, plannedAws, plannedCache, plannedFleet } from "./planned-fleet";
import { machinesVariables, plannedMachines } from "./planned-machines";

const own = {
  name: {},
  fleetName: {},
  gitlabUrl: {},
  clusterName: {},
  namespace: {},
  serviceAccountName: {},
  tokenSecretName: {},
  tokenKey: {},
  tokenRevision: {},
  ...jobsVariables,
  ...machinesVariables,
  cache: {},
  managerImage: {},
  runnerVersion: {},
  pluginVersion: {},
  drainTimeout: {},
  podIdentityAgent: {},
  nodeSelector: {},
  tolerations: {},
  preflight: {},
  monitoring: {},
  waitForRollout: {},
  permissionsBoundaryArn: {},
  iamPath: {},
  tags: {},
  accept: {},
} as const satisfies ModuleVariables;

/** Where the chart lies, seen from the module: both are in the repository, which a git source brings as a whole. */
const CHART = "${path.module}/../../charts/runner-manager";

/** One fleet, its manager on an existing EKS cluster, the manager's rights, and a cache, as a plain module. */
export class EksDockerAutoscalerModule extends ModuleStack {
  constructor(scope: Construct, id: string) {
    super(scope, id, own);
    new AwsProvider(this, "Aws");
    new HelmProvider(this, "Helm");
    this.addLocal("group_name", "${var.name}-${var.fleet_name}");
    this.addLocal("manager_image", MANAGER_IMAGE);
    const runners = new RunnerFleets(this, "Runners", {
      ...this.description(),
      chart: { ...(bundledChart() as FolderChart), foundAt: CHART },
    });
    this.addHints({ [`Runners/Fleet-${FLEET}`]: MACHINES_HEADING }, ["local.group_name", "local.ssh_user"]);
    const [manager] = runners.managers;
    const [fleet] = runners.fleets.values();
    const [role] = runners.roles;
    if (!(manager instanceof RunnerManager) || !fleet || !role) {
      throw new Error(`${this.node.path}: the description must give a manager, a fleet and a role`);
    }
    this.addConditions(manager.release);
    this.addOutput("group_name", "Name of the Auto Scaling group.", fleet.groupName);
    this.addOutput("security_group_id", "Id of the machines' own security group.", fleet.securityGroupId);
    this.addOutput("manager_name", "Name of the manager: its Helm release and its StatefulSet.", manager.name);
    this.addOutput("manager_role_arn", "ARN of the manager's AWS role.", role.arn);
    this.addPlaceOutputs(runners);
    this.addOutput("cache_bucket_name", "Name of the cache's bucket; null without a cache.", runners.cache?.bucketName);
    this.addOutput("config_toml", "The manager's config.toml. It holds no secret.", manager.configToml);
    this.addOutput("values_yaml", "The values that the manager's chart is given.", manager.valuesYaml);
  }

  private description(): RunnerFleetInput {
    return {
      name: variable("name"),
      gitlab: { url: variable("gitlabUrl") },
      fleets: {
        [FLEET]: plannedFleet(plannedMachines(this, (name, value) => this.addLocal(name, value))),
      },
      manager: {
        image: {
          repository: Expression.text("local.manager_image.repository"),
          tag: Expression.text("local.manager_image.tag"),
          digest: Expression.text('local.manager_image.digest == null ? "" : local.manager_image.digest'),
          hasPlugin: Expression.flag("local.manager_image.has_plugin"),
        },
        pluginVersion: variable("pluginVersion"),
        drainTimeout: variable("drainTimeout"),
        waitForRollout: variable("waitForRollout"),
      },
      cluster: {
        name: variable("clusterName"),
        namespace: variable("namespace"),
        serviceAccountName: variable("serviceAccountName"),
        tokens: {
          secretName: variable("tokenSecretName"),
          revision: variable("tokenRevision"),
        },
        podIdentityAgent: variable("podIdentityAgent"),
        nodeSelector: variable("nodeSelector"),
        tolerations: Expression.objects("var.tolerations"),
        preflight: variable("preflight"),
        monitoring: { presentWhen: variable("monitoring") },
      },
      cache: plannedCache,
      aws: plannedAws(),
    };
  }
}

/** GitLab's own image, unless another is given. */
const MANAGER_IMAGE =
  "${var.manager_image != null ? var.manager_image : " +
  '{ repository = "registry.gitlab.com/gitlab-org/gitlab-runner", tag = "alpine-v${var.runner_version}", digest = null, has_plugin = false }}';
