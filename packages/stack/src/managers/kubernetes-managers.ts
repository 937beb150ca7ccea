import { awsEnvironment, type JobRoles } from "@runner-fleet/aws-fleet";
import {
  fleetsOf,
  hasPods,
  namespaceName,
  namespacePolicy,
  numbered,
  roleNeeds,
  tokenKey,
  tokenSecretName,
  type RunnerFleetConfig,
  type TextOrExpression,
} from "@runner-fleet/config";
import {
  ManagerNamespace,
  OfficialManager,
  RunnerCache,
  RunnerManager,
  TokenSecret,
  type RunnerManagerProps,
} from "@runner-fleet/eks-manager";
import { resolveExpressions } from "@runner-fleet/terraform-values";
import type { ITerraformDependable, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { jobRoleName } from "../job-roles";
import { withExpressions } from "../token-expressions";
import { valuesYaml } from "../values-yaml";
import { configTomlOutput, type MadeManager } from "./made-manager";
import { managerImage } from "./manager-image";
import type { ManagersInput } from "./managers-input";
import { rollOut } from "./roll-out";
import { tokenValues } from "./token-values";

/** The managers as releases of a chart, with the namespace, the Secret and the cache that are made for them. */
export function kubernetesManagers(scope: Construct, input: ManagersInput): MadeManager[] {
  const { config, roles, jobRoles } = input;
  const region = roleNeeds(config).length > 0 ? awsEnvironment(scope).region : undefined;
  const namespace = makeNamespace(scope, config);
  const secret = makeTokenSecret(scope, namespace, input);
  const cache = config.cache?.inCluster && new RunnerCache(scope, "CacheServer", { config, namespace });
  const image = input.managerImage ?? managerImage(scope, config, { tags: input.iam.tags, ...input.imageBuild });
  const make = (shard: number, previous: readonly ITerraformDependable[]) => {
    const role = roles[shard];
    const manager = makeManager(scope, numbered("Manager", shard), input, {
      config,
      shard,
      namespace,
      region,
      image,
      irsaRoleArn: config.cluster.identity === "irsa" ? role?.arn : undefined,
      jobServiceAccountAnnotations: (fleet, account) => jobRoleAnnotations(scope, config, jobRoles, fleet, account),
      waitForRollout: resolveExpressions(config.manager).waitForRollout,
      dependsOn: [
        ...input.groupsOf(shard),
        ...(role?.dependables ?? []),
        ...(jobRoles?.dependables ?? []),
        image.ready,
        secret?.resource,
        cache?.release,
        ...previous,
      ].filter((dependable): dependable is ITerraformDependable => dependable !== undefined),
    });
    return {
      manager,
      rollout: manager.release,
      outputs: {
        config_toml: configTomlOutput(manager.configToml),
        values_yaml: { description: "The chart's values as Terraform evaluates them.", value: manager.valuesYaml },
      },
      files: {
        "config.toml": () => configText(manager).toPreview(),
        "values.yaml": (stack: TerraformStack) => valuesYaml(manager.values, stack),
      },
    };
  };
  // What jobs share is made by the release of the first manager: without it the others' roles have no namespace.
  return rollOut(input, make, fleetsOf(config, hasPods).length > 0);
}

/** What a manager's runners are told: its config.toml, or the template that GitLab's chart has them registered by. */
const configText = (manager: RunnerManager | OfficialManager) =>
  manager instanceof OfficialManager ? manager.template : manager.values.config.toml;

function makeManager(
  scope: Construct,
  id: string,
  { config, chart }: ManagersInput,
  props: Omit<RunnerManagerProps, "chart">,
): RunnerManager | OfficialManager {
  if (config.manager.chart === "runner-manager") {
    return new RunnerManager(scope, id, { ...props, chart });
  }
  if (chart && "directory" in chart) {
    throw new Error(
      `${scope.node.path}: 'chart' must name a registry where manager.chart is "gitlab-runner", got a folder; leave it out, or give 'oci' and 'version' of a copy`,
    );
  }
  return new OfficialManager(scope, id, { ...props, chart });
}

/** IAM Roles for Service Accounts go by what the account names; EKS Pod Identity needs nothing there. */
function jobRoleAnnotations(
  scope: Construct,
  config: RunnerFleetConfig,
  jobRoles: JobRoles | undefined,
  fleet: string,
  account: string,
): Record<string, TextOrExpression> | undefined {
  const arn = jobRoles?.arns.get(jobRoleName(config, fleet, account));
  return arn === undefined || config.cluster.identity !== "irsa"
    ? undefined
    : { "eks.amazonaws.com/role-arn": withExpressions(scope, arn, ["jobRole", fleet, account]) };
}

function makeNamespace(scope: Construct, config: RunnerFleetConfig): string {
  const name = resolveExpressions(namespaceName(config));
  return namespacePolicy(config) === "existing"
    ? name
    : new ManagerNamespace(scope, "Namespace", {
        name,
        labels: { "runner-fleet": resolveExpressions(config.name) },
      }).name;
}

function makeTokenSecret(scope: Construct, namespace: string, input: ManagersInput): TokenSecret | undefined {
  const { config } = input;
  const values = tokenValues(scope, input);
  return (
    values &&
    new TokenSecret(scope, "Tokens", {
      name: resolveExpressions(tokenSecretName(config)),
      namespace,
      tokens: Object.fromEntries(
        Object.entries(values.tokens).map(([fleet, token]) => [resolveExpressions(tokenKey(config, fleet)), token]),
      ),
      revision: values.revision,
    })
  );
}
