import { HelmProvider } from "@cdktf/provider-helm/lib/provider";
import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import { readConfig, type RunnerFleetConfig, type RunnerFleetInput } from "@runner-fleet/config";
import { TerraformElement, TerraformStack, Testing } from "cdktf";
import type { ManagerImageReference } from "../src";
import type { TemplateWriter } from "../src/terraform-value";

/** A block of Terraform's JSON. Its shape is what the tests are about, so nothing is said of it here. */
export type Block = ReturnType<typeof JSON.parse>;

/** A synthesised stack. */
export interface Synthesised {
  /** Resources by type, each with its id in Terraform. */
  readonly resources: Readonly<Record<string, Readonly<Record<string, Block>>>>;
  readonly locals: Readonly<Record<string, Block>>;
  /** Paths of everything that has an address in Terraform, without the stack's own. */
  readonly paths: readonly string[];
}

/** A stack with the providers that the package's constructs need. */
export function newStack(app = Testing.app()): TerraformStack {
  const stack = new TerraformStack(app, "test");
  new HelmProvider(stack, "Helm");
  new KubernetesProvider(stack, "Kubernetes");
  return stack;
}

/** Synthesises what `build` makes in a stack of its own; its validations run. */
export function synthesise(build: (stack: TerraformStack) => void): Synthesised {
  const stack = newStack();
  build(stack);
  const json = JSON.parse(Testing.synth(stack, true)) as Block;
  return {
    resources: json.resource ?? {},
    locals: json.locals ?? {},
    paths: stack.node
      .findAll()
      .filter((node) => TerraformElement.isTerraformElement(node) && !TerraformStack.isStack(node))
      .map(({ node }) => node.path.slice(stack.node.path.length + 1))
      .filter((path) => !["Helm", "Kubernetes"].includes(path))
      .sort(),
  };
}

/** The one resource of a type; fails when there is none or another. */
export function only({ resources }: Synthesised, type: string): Block {
  const all = Object.values(resources[type] ?? {});
  expect(all).toHaveLength(1);
  return all[0];
}

/** The local of a construct by its own id, without the construct's path and digest; fails when there is none or another. */
export function localOf({ locals }: Synthesised, id: string): Block {
  const all = Object.entries(locals).filter(([name]) => new RegExp(`_${id}_[0-9A-F]{8}$`).test(name));
  expect(all).toHaveLength(1);
  return all[0]?.[1];
}

/** How texts are written that Terraform knows: a template as it is, a checksum by what it is of. */
export const writer: TemplateWriter = {
  template: (template) => template.toTerraform(),
  checksum: (of) => `checksum of ${of.toTerraform()}`,
};

/** The least that a fleet needs. */
export const fleet = {
  executor: "docker-autoscaler",
  maxInstances: 4,
  docker: { image: "alpine:3.22" },
  machines: {
    instanceTypes: ["m7i.large"],
    subnetIds: ["subnet-0123456789abcdef0"],
    managerSecurityGroupIds: ["sg-0123456789abcdef0"],
  },
} as const satisfies RunnerFleetInput["fleets"][string];

/** A checked description that differs from the least one as told. */
export const configOf = (input: Partial<RunnerFleetInput> = {}): RunnerFleetConfig =>
  readConfig({
    name: "ci",
    gitlab: { url: "https://gitlab.example.com" },
    cluster: { name: "cluster" },
    fleets: { linux: fleet },
    ...input,
  }).config;

/** An image with the plugin in it. */
export const image: ManagerImageReference = {
  repository: "registry.example.com/ci/runner-manager",
  tag: "19.4.0",
  hasPlugin: true,
};
