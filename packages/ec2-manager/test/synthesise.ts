import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import {
  ec2ManagerSchema,
  readConfig,
  type Ec2ManagerSettings,
  type Resolved,
  type RunnerFleetConfig,
  type RunnerFleetInput,
} from "@runner-fleet/config";
import { TerraformElement, TerraformStack, Testing } from "cdktf";
import { Ec2Manager, type Ec2ManagerProps } from "../src";

/** A block of Terraform's JSON. Its shape is what the tests are about, so nothing is said of it here. */
export type Block = ReturnType<typeof JSON.parse>;

/** A synthesised stack. */
export interface Synthesised {
  /** Resources by type, each with its id in Terraform. */
  readonly resources: Readonly<Record<string, Readonly<Record<string, Block>>>>;
  readonly data: Readonly<Record<string, Readonly<Record<string, Block>>>>;
  readonly locals: Readonly<Record<string, Block>>;
  /** Paths of everything that has an address in Terraform, without the stack's own. */
  readonly paths: readonly string[];
}

/** Synthesises what `build` makes in a stack of its own; its validations run. */
export function synthesise(build: (stack: TerraformStack) => void): Synthesised {
  const stack = new TerraformStack(Testing.app(), "test");
  new AwsProvider(stack, "Aws");
  build(stack);
  const json = JSON.parse(Testing.synth(stack, true)) as Block;
  return {
    resources: json.resource ?? {},
    data: json.data ?? {},
    locals: json.locals ?? {},
    paths: stack.node
      .findAll()
      .filter((node) => TerraformElement.isTerraformElement(node) && !TerraformStack.isStack(node))
      .map(({ node }) => node.path.slice(stack.node.path.length + 1))
      .filter((path) => path !== "Aws")
      .sort(),
  };
}

/** The one resource of a type; fails when there is none or another. */
export function only({ resources }: Synthesised, type: string): Block {
  const all = Object.values(resources[type] ?? {});
  expect(all).toHaveLength(1);
  return all[0];
}

/** A checked description that differs from the least one as told. */
export const configOf = (input: Partial<RunnerFleetInput> = {}): RunnerFleetConfig =>
  readConfig({
    name: "ci",
    gitlab: { url: "https://gitlab.example.com" },
    fleets: {
      linux: {
        executor: "docker-autoscaler",
        maxInstances: 4,
        docker: { image: "alpine:3.22" },
        machines: { instanceTypes: ["m7i.large"], subnetIds: ["subnet-0123456789abcdef0"] },
      },
    },
    ec2: { subnetIds: ["subnet-0123456789abcdef0"] },
    ...input,
    manager: { platform: "ec2", ...input.manager },
  }).config;

/** A manager's own settings with their defaults. */
export const settingsOf = (input: object = {}): Resolved<Ec2ManagerSettings> =>
  ec2ManagerSchema.parse(input) as Resolved<Ec2ManagerSettings>;

/** The least that a manager needs. */
export const managerProps = (): Ec2ManagerProps => ({
  config: configOf(),
  settings: settingsOf(),
  environment: { partition: "aws", region: "eu-west-1", accountId: "123456789012" },
  roleName: "ci-manager",
  securityGroupIds: ["sg-0123456789abcdef0"],
  subnetId: "subnet-0123456789abcdef0",
  configObject: { bucket: "ci-config", key: "ci/0123456789abcdef.toml" },
  tokens: { RUNNER_TOKEN_LINUX: { name: "/ci/linux" } },
});

/** Synthesises a manager that differs from the least one as told. */
export const synthesiseManager = (props: Partial<Ec2ManagerProps> = {}): Synthesised =>
  synthesise((stack) => void new Ec2Manager(stack, "Manager", { ...managerProps(), ...props }));
