import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { GitlabProvider } from "@cdktf/provider-gitlab/lib/provider";
import { HelmProvider } from "@cdktf/provider-helm/lib/provider";
import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import { TerraformStack, type TerraformProvider } from "cdktf";
import type { Construct } from "constructs";
import { declareOutputs } from "./declare-outputs";
import { RunnerFleets, type RunnerFleetsProps } from "./runner-fleets";
import { usedProviders } from "./used-providers";

const makers: Readonly<Record<string, (scope: Construct) => TerraformProvider>> = {
  aws: (scope) => new AwsProvider(scope, "Aws"),
  gitlab: (scope) => new GitlabProvider(scope, "Gitlab"),
  helm: (scope) => new HelmProvider(scope, "Helm"),
  kubernetes: (scope) => new KubernetesProvider(scope, "Kubernetes"),
};

/**
 * Versions of each provider that a module works with. The least are those whose schemas the constructs are made for; a
 * new major version may remove what is used.
 */
export const moduleProviders: Readonly<Record<string, string>> = {
  aws: ">= 6.25.0, < 7.0.0",
  gitlab: ">= 18.6.0, < 19.0.0",
  helm: ">= 3.1.0, < 4.0.0",
  kubernetes: ">= 2.38.0, < 3.0.0",
};

/**
 * Runner fleets as a stack that becomes a Terraform module (`toModule` of the package hcl): providers, region and the way
 * to the cluster are the caller's.
 *
 * @throws ConfigError with everything that is wrong with the description, at once
 */
export class RunnerModule extends TerraformStack {
  /** The fleets and their managers. */
  readonly runners: RunnerFleets;

  constructor(scope: Construct, id: string, props: RunnerFleetsProps) {
    super(scope, id);
    this.runners = new RunnerFleets(this, "Runners", props);
    for (const name of usedProviders(this)) {
      makers[name]?.(this);
    }
    declareOutputs(this, this.runners);
  }
}
