import { AwsProvider, type AwsProviderConfig } from "@cdktf/provider-aws/lib/provider";
import { Expression } from "@runner-fleet/config";
import { LocalBackend, TerraformOutput, TerraformStack, type TerraformBackend } from "cdktf";
import type { Construct } from "constructs";
import { declareClusterProviders, type ClusterAccess } from "./cluster-access";
import { declareVariables } from "./declare-variables";
import { tokenOf } from "./resolve-expressions";
import { RunnerFleets, type RunnerFleetsProps } from "./runner-fleets";

/** Runner fleets, and how Terraform reaches what they are made in. */
export interface RunnerStackProps extends RunnerFleetsProps {
  /** AWS region of the machines and of the cluster. */
  readonly region: string | Expression<"text">;
  /**
   * Further settings of the aws provider, such as `assumeRole` or `profile`.
   *
   * @default - the credentials in the environment
   */
  readonly awsProvider?: Omit<AwsProviderConfig, "region">;
  /**
   * How the helm and kubernetes providers reach the cluster.
   *
   * @default - the cluster is looked up in EKS, and `aws eks get-token` gives a token for each run
   */
  readonly clusterAccess?: ClusterAccess;
  /**
   * Where Terraform keeps the state, such as `(stack) => new S3Backend(stack, { … })`.
   *
   * @default - terraform.<stack>.tfstate beside cdktf.out
   */
  readonly backend?: (stack: TerraformStack) => TerraformBackend;
}

/**
 * A whole Terraform stack: runner fleets, their managers on EKS, and the providers they need.
 *
 * @throws ConfigError with everything that is wrong with the description, at once
 */
export class RunnerStack extends TerraformStack {
  /** The fleets and their managers. */
  readonly runners: RunnerFleets;

  constructor(scope: Construct, id: string, props: RunnerStackProps) {
    super(scope, id);
    const { region: givenRegion, awsProvider, clusterAccess, backend = localBackend, ...fleets } = props;
    declareVariables(this, givenRegion);
    const region = Expression.is(givenRegion) ? (tokenOf(givenRegion) as string) : givenRegion;
    backend(this);
    new AwsProvider(this, "Aws", { ...awsProvider, region });
    this.runners = new RunnerFleets(this, "Runners", fleets);
    const clusterName = fleets.cluster.name;
    declareClusterProviders(
      this,
      { name: Expression.is(clusterName) ? (tokenOf(clusterName) as string) : clusterName, region },
      clusterAccess,
    );
    this.declareOutputs();
  }

  private declareOutputs(): void {
    const { fleets, roles, managers, cache } = this.runners;
    this.output("group_names", "Names of the Auto Scaling groups.", [...fleets.keys()]);
    this.output(
      "manager_names",
      "Names of the managers' Helm releases.",
      managers.map(({ name }) => name),
    );
    this.output(
      "manager_role_arns",
      "ARNs of the managers' roles.",
      roles.map(({ arn }) => arn),
    );
    for (const [shard, { configToml, valuesYaml }] of managers.entries()) {
      const number = shard === 0 ? "" : `_${shard + 1}`;
      this.output(`config_toml${number}`, "The manager's config.toml as Terraform evaluates it.", configToml);
      this.output(`values_yaml${number}`, "The chart's values as Terraform evaluates them.", valuesYaml);
    }
    if (cache) {
      this.output("cache_bucket_name", "Name of the cache's bucket.", cache.bucketName);
    }
  }

  private output(name: string, description: string, value: unknown): void {
    new TerraformOutput(this, name, { description, value });
  }
}

/** Relative to the stack's folder in cdktf.out; in it, the state would go when cdktf.out is deleted. */
function localBackend(stack: TerraformStack): TerraformBackend {
  return new LocalBackend(stack, { path: `../../../terraform.${stack.node.id}.tfstate` });
}
