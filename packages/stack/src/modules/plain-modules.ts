import { App } from "cdktf";
import type { Construct } from "constructs";
import { AwsFleetModule } from "./aws-fleet";
import { Ec2DockerAutoscalerModule } from "./ec2-docker-autoscaler";
import { EksDockerAutoscalerModule } from "./eks-docker-autoscaler";
import { FargateDockerAutoscalerModule } from "./fargate-docker-autoscaler";
import { moduleProviders } from "../runner-module";
import type { ModuleStack } from "./module-stack";

/** A module for teams on plain Terraform. */
export interface PlainModule {
  /** Name of the module, and of its folder. */
  readonly name: string;
  /** Versions of each provider that it works with, by the provider's name. */
  readonly providers: Readonly<Record<string, string>>;
  /** What it is made from. */
  readonly make: (scope: Construct, id: string) => ModuleStack;
}

/** Versions of Terraform and OpenTofu that the modules work with. */
export const requiredVersion = ">= 1.11";

const { aws = "", helm = "" } = moduleProviders;

/** The modules, each with what it needs. */
export const plainModules: readonly PlainModule[] = [
  {
    name: "eks-docker-autoscaler",
    providers: { aws, helm },
    make: (scope, id) => new EksDockerAutoscalerModule(scope, id),
  },
  {
    name: "ec2-docker-autoscaler",
    providers: { aws },
    make: (scope, id) => new Ec2DockerAutoscalerModule(scope, id),
  },
  {
    name: "fargate-docker-autoscaler",
    providers: { aws },
    make: (scope, id) => new FargateDockerAutoscalerModule(scope, id),
  },
  {
    name: "aws-fleet",
    providers: { aws },
    make: (scope, id) => new AwsFleetModule(scope, id),
  },
];

/** A module as Terraform's JSON, with the comments that HCL is made by. */
export function moduleDocument({ name, make }: PlainModule): object {
  const stack = make(new App(), name);
  stack.prepareStack();
  const { terraform, ...document } = stack.toTerraform() as { readonly terraform: object };
  // cdktf adds a local one, by its path on this machine.
  const { backend: _ofTheCaller, ...settings } = terraform as { readonly backend?: object };
  return { ...document, terraform: settings };
}
