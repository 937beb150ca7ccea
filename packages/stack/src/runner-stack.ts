import { AwsProvider, type AwsProviderConfig } from "@cdktf/provider-aws/lib/provider";
import { GitlabProvider } from "@cdktf/provider-gitlab/lib/provider";
import { Expression } from "@runner-fleet/config";
import { gitlabApiUrl } from "@runner-fleet/runner-registration";
import { tokenOf } from "@runner-fleet/terraform-values";
import { LocalBackend, TerraformOutput, TerraformStack, type TerraformBackend } from "cdktf";
import type { Construct } from "constructs";
import { declareClusterProviders, type ClusterAccess } from "./cluster-access";
import { declareVariables } from "./declare-variables";
import { missing } from "./missing";
import { RunnerFleets, type RunnerFleetsProps } from "./runner-fleets";

/** Runner fleets, and how Terraform reaches what they are made in. */
export interface RunnerStackProps extends RunnerFleetsProps {
  /**
   * AWS region of the machines and of the cluster. Must be given where anything of AWS is used.
   *
   * @default - none, and no aws provider: all of it is in a cluster that `clusterAccess` names
   */
  readonly region?: string | Expression<"text">;
  /**
   * Further settings of the aws provider, such as `assumeRole` or `profile`. Without effect without `region`.
   *
   * @default - the credentials in the environment
   */
  readonly awsProvider?: Omit<AwsProviderConfig, "region">;
  /**
   * How the helm and kubernetes providers reach the cluster of managers on Kubernetes. Must name a kubeconfig file where `cluster.name` or
   * `region` is left out.
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
 * A whole Terraform stack: runner fleets, their managers, and the providers they need.
 *
 * @throws ConfigError with everything that is wrong with the description, at once
 * @throws ConfigError when the region or the way to the cluster is missing
 */
export class RunnerStack extends TerraformStack {
  /** The fleets and their managers. */
  readonly runners: RunnerFleets;

  constructor(scope: Construct, id: string, props: RunnerStackProps) {
    super(scope, id);
    const { region: givenRegion, awsProvider, clusterAccess, backend = localBackend, ...fleets } = props;
    declareVariables(this, givenRegion);
    const region = known(givenRegion);
    backend(this);
    if (region !== undefined) {
      new AwsProvider(this, "Aws", { ...awsProvider, region });
    }
    if (fleets.registration) {
      // Its token is that of the environment (GITLAB_TOKEN), so that no file has it.
      new GitlabProvider(this, "Gitlab", { baseUrl: gitlabApiUrl(known(fleets.gitlab.url) ?? "") });
    }
    this.runners = new RunnerFleets(this, "Runners", fleets);
    if (region === undefined && this.usesAws()) {
      const error = missing(id, "region", "since the description uses AWS", "add the region of the machines");
      // Node would print this line of code above the message; the comment at its end is how to tell it not to.
      throw error; // node-do-not-add-exception-line
    }
    if (this.runners.config.manager.platform === "kubernetes") {
      declareClusterProviders(this, { name: known(fleets.cluster?.name), region }, clusterAccess);
    }
    this.declareOutputs();
  }

  private usesAws(): boolean {
    return this.node.findAll().some((node) => {
      const { terraformResourceType } = node as { readonly terraformResourceType?: string };
      return terraformResourceType?.startsWith("aws_") ?? false;
    });
  }

  private declareOutputs(): void {
    const { fleets, roles, managers, managerOutputs, cache } = this.runners;
    if (fleets.size > 0) {
      this.output("group_names", "Names of the Auto Scaling groups.", [...fleets.keys()]);
    }
    this.output(
      "manager_names",
      "Names of the managers.",
      managers.map(({ name }) => name),
    );
    if (roles.length > 0) {
      this.output(
        "manager_role_arns",
        "ARNs of the managers' roles.",
        roles.map(({ arn }) => arn),
      );
    }
    for (const [shard, outputs] of managerOutputs.entries()) {
      for (const [name, { description, value }] of Object.entries(outputs)) {
        this.output(shard === 0 ? name : `${name}_${shard + 1}`, description, value);
      }
    }
    if (cache) {
      this.output("cache_bucket_name", "Name of the cache's bucket.", cache.bucketName);
    }
  }

  private output(name: string, description: string, value: unknown): void {
    new TerraformOutput(this, name, { description, value });
  }
}

const known = (value: string | Expression<"text"> | undefined): string | undefined =>
  Expression.is(value) ? (tokenOf(value) as string) : value;

/** Relative to the stack's folder in cdktf.out; in it, the state would go when cdktf.out is deleted. */
function localBackend(stack: TerraformStack): TerraformBackend {
  return new LocalBackend(stack, { path: `../../../terraform.${stack.node.id}.tfstate` });
}
