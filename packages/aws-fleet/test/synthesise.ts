import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformDataSource, TerraformResource, TerraformStack, Testing } from "cdktf";
import { RunnerFleet, type RunnerFleetProps } from "../src";

/** What JSON.parse gives: a test that reads what is not there fails. */
type Block = ReturnType<typeof JSON.parse>;

/** A synthesised stack: its resources and data sources by type, each with the id it has in Terraform. */
export interface Synthesised {
  readonly resources: Readonly<Record<string, Readonly<Record<string, Block>>>>;
  readonly data: Readonly<Record<string, Readonly<Record<string, Block>>>>;
  readonly locals: Readonly<Record<string, unknown>>;
  /** Paths of the resources and data sources, without the stack's. */
  readonly paths: readonly string[];
}

/** Synthesises what `build` makes in a stack of its own; its validations run. */
export function synthesise(build: (stack: TerraformStack) => void): Synthesised {
  const stack = new TerraformStack(Testing.app(), "test");
  new AwsProvider(stack, "aws");
  build(stack);
  const json = JSON.parse(Testing.synth(stack, true)) as Block;
  return {
    resources: json.resource ?? {},
    data: json.data ?? {},
    locals: json.locals ?? {},
    paths: stack.node
      .findAll()
      .filter((node) => TerraformResource.isTerraformResource(node) || TerraformDataSource.isTerraformDataSource(node))
      .map((node) => node.node.path.replace(/^test\//, ""))
      .sort(),
  };
}

/** The one resource of a type; fails when there is none or another. */
export function only({ resources }: Synthesised, type: string): Block {
  const all = Object.values(resources[type] ?? {});
  expect(all).toHaveLength(1);
  return all[0]!;
}

/** How many resources there are of each type. */
export const counts = ({ resources }: Synthesised) =>
  Object.fromEntries(Object.entries(resources).map(([type, all]) => [type, Object.keys(all).length]));

/** The least that a fleet needs. */
export const fleetProps: RunnerFleetProps = {
  groupName: "ci-linux",
  maxInstances: 10,
  instanceTypes: ["m7i.large", "m6i.large"],
  subnetIds: ["subnet-0123456789abcdef0", "subnet-1123456789abcdef0"],
  managerSecurityGroupIds: ["sg-0123456789abcdef0"],
};

/** Synthesises a fleet that differs from the least one as told. */
export const synthesiseFleet = (props: Partial<RunnerFleetProps> = {}) =>
  synthesise((stack) => void new RunnerFleet(stack, "Linux", { ...fleetProps, ...props }));

/** A launch template's user data as text. */
export const decoded = (launchTemplate: Block) => Buffer.from(launchTemplate.user_data, "base64").toString();
