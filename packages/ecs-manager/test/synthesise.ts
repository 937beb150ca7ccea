import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { readConfig, type RunnerFleetInput } from "@runner-fleet/config";
import { TerraformDataSource, TerraformResource, TerraformStack, Testing } from "cdktf";
import { EcsManager, type EcsManagerProps } from "../src";

/** What JSON.parse gives: a test that reads what is not there fails. */
export type Block = ReturnType<typeof JSON.parse>;

/** A synthesised stack: its resources by type, each with the id it has in Terraform. */
export interface Synthesised {
  readonly text: string;
  readonly resources: Readonly<Record<string, Readonly<Record<string, Block>>>>;
  readonly locals: Readonly<Record<string, Block>>;
  /** Paths of the resources and data sources, without the stack's. */
  readonly paths: readonly string[];
}

/** Synthesises what `build` makes in a stack of its own; its validations run. */
export function synthesise(build: (stack: TerraformStack) => void): Synthesised {
  const stack = new TerraformStack(Testing.app(), "test");
  new AwsProvider(stack, "aws");
  build(stack);
  const text = Testing.synth(stack, true);
  const json = JSON.parse(text) as Block;
  return {
    text,
    resources: json.resource ?? {},
    locals: json.locals ?? {},
    paths: stack.node
      .findAll()
      .filter((node) => TerraformResource.isTerraformResource(node) || TerraformDataSource.isTerraformDataSource(node))
      .map((node) => node.node.path.replace(/^test\//, ""))
      .sort(),
  };
}

/** All resources of a type. */
export const all = ({ resources }: Synthesised, type: string): Block[] => Object.values(resources[type] ?? {});

/** The one resource of a type; fails when there is none or another. */
export function only(stack: Synthesised, type: string): Block {
  expect(all(stack, type)).toHaveLength(1);
  return all(stack, type)[0];
}

/** How many resources there are of each type. */
export const counts = ({ resources }: Synthesised) =>
  Object.fromEntries(Object.entries(resources).map(([type, each]) => [type, Object.keys(each).length]));

/** The container of the one task definition, as Terraform gets it to encode; fails when there is none or another. */
export function containerOf({ locals }: Synthesised): Block {
  const containers = Object.entries(locals).filter(([name]) => /_container_[0-9A-F]{8}$/.test(name));
  expect(containers).toHaveLength(1);
  return containers[0]?.[1];
}

/** A container's environment by name. */
export const environmentOf = (container: Block): Record<string, string> =>
  Object.fromEntries(container.environment.map(({ name, value }: Block) => [name, value]));

/** The least that a fleet needs. */
const fleet = {
  executor: "docker-autoscaler",
  maxInstances: 4,
  docker: { image: "alpine:3.22" },
  machines: { instanceTypes: ["m7i.large"], subnetIds: ["subnet-0123456789abcdef0"] },
} as const satisfies RunnerFleetInput["fleets"][string];

/** A description that differs from the least one as told. */
export const descriptionOf = ({ manager, fargate, ...input }: Partial<RunnerFleetInput> = {}): RunnerFleetInput => ({
  name: "ci",
  gitlab: { url: "https://gitlab.example.com" },
  fleets: { linux: fleet },
  manager: {
    platform: "fargate",
    image: { repository: "registry.example.com/ci/manager", tag: "19.4.0-1" },
    ...manager,
  },
  fargate: { subnetIds: ["subnet-0123456789abcdef0"], ...fargate },
  ...input,
});

/** A checked description that differs from the least one as told. */
export const configOf = (input: Partial<RunnerFleetInput> = {}) => readConfig(descriptionOf(input)).config;

/** Where everything is. */
export const environment = { partition: "aws", region: "eu-west-1", accountId: "123456789012" };

const tokenArn = "arn:aws:ssm:eu-west-1:123456789012:parameter/ci/linux";

/** The least that a manager needs, but for its description. */
export const managerProps: Omit<EcsManagerProps, "config"> = {
  environment,
  clusterName: "ci",
  image: { repository: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/ci/manager", tag: "19.4.0-aws1.1.0" },
  roleArn: "arn:aws:iam::123456789012:role/ci-manager",
  subnetIds: ["subnet-0123456789abcdef0", "subnet-1123456789abcdef0"],
  securityGroupIds: ["sg-0123456789abcdef0"],
  configObject: { bucket: "ci-config", key: "ci/0123456789abcdef.toml" },
  tokens: { RUNNER_TOKEN_LINUX: { arn: tokenArn } },
  tokenStatements: [{ Effect: "Allow", Action: "ssm:GetParameters", Resource: tokenArn }],
};

/** Synthesises a manager that differs from the least one as told. */
export const synthesiseManager = (input: Partial<RunnerFleetInput> = {}, props: Partial<EcsManagerProps> = {}) =>
  synthesise((stack) => void new EcsManager(stack, "Manager", { config: configOf(input), ...managerProps, ...props }));
