import { AwsProvider, type AwsProviderConfig } from "@cdktf/provider-aws/lib/provider";
import { GitlabProvider } from "@cdktf/provider-gitlab/lib/provider";
import { Expression, type RunnerFleetInput } from "@runner-fleet/config";
import { gitlabApiUrl } from "@runner-fleet/runner-registration";
import { resolveExpressions, tokenOf } from "@runner-fleet/terraform-values";
import { LocalBackend, TerraformStack, type TerraformBackend } from "cdktf";
import type { Construct } from "constructs";
import { declareClusterProviders } from "./cluster-access";
import { declareOutputs } from "./declare-outputs";
import { declareVariables } from "./declare-variables";
import { missing } from "./missing";
import type { ManagersProps } from "./managers/managers-input";
import { RunnerFleets } from "./runner-fleets";
import { usedProviders } from "./used-providers";

/** A description of runner fleets, and what only a program can say of fleets, providers and state. */
export interface RunnerStackProps extends RunnerFleetInput, ManagersProps {
  /**
   * Further settings of the aws provider, such as `assumeRole` or `profile`. Without effect without `region`.
   *
   * @default - the credentials in the environment
   */
  readonly awsProvider?: Omit<AwsProviderConfig, "region">;
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
    const { awsProvider, backend = localBackend, ...fleets } = props;
    declareVariables(this, fleets.region);
    const region = known(fleets.region);
    backend(this);
    if (region !== undefined) {
      new AwsProvider(this, "Aws", { ...awsProvider, region });
    }
    if (fleets.registration) {
      // Its token is that of the environment (GITLAB_TOKEN), so that no file has it.
      new GitlabProvider(this, "Gitlab", { baseUrl: gitlabApiUrl(known(fleets.gitlab.url) ?? "") });
    }
    this.runners = new RunnerFleets(this, "Runners", fleets);
    if (region === undefined && usedProviders(this).has("aws")) {
      const error = missing(id, "region", "since the description uses AWS", "add the region of the machines");
      // Node would print this line of code above the message; the comment at its end is how to tell it not to.
      throw error; // node-do-not-add-exception-line
    }
    if (this.runners.config.manager.platform === "kubernetes") {
      const { name, access } = fleets.cluster ?? {};
      declareClusterProviders(this, { name: known(name), region }, access && resolveExpressions(access));
    }
    declareOutputs(this, this.runners);
  }
}

const known = (value: string | Expression<"text"> | undefined): string | undefined =>
  Expression.is(value) ? (tokenOf(value) as string) : value;

/** Relative to the stack's folder in cdktf.out; in it, the state would go when cdktf.out is deleted. */
function localBackend(stack: TerraformStack): TerraformBackend {
  return new LocalBackend(stack, { path: `../../../terraform.${stack.node.id}.tfstate` });
}
