import { GitlabProvider } from "@cdktf/provider-gitlab/lib/provider";
import {
  DefaultTokenResolver,
  StringConcat,
  TerraformResource,
  TerraformStack,
  TerraformVariable,
  Testing,
  Tokenization,
} from "cdktf";
import { gitlabApiUrl, RunnerRegistration, type RunnerRegistrationProps } from "../src";

/** What JSON.parse gives: a test that reads what is not there fails. */
type Block = ReturnType<typeof JSON.parse>;

/** A registration that was synthesised in a stack of its own. */
export interface Synthesised {
  readonly json: Block;
  /** Paths of the resources, without the stack's. */
  readonly paths: readonly string[];
  readonly registration: RunnerRegistration;
  /** What the stack's text has for a token of cdktf. */
  readonly resolved: (token: unknown) => unknown;
}

/** A variable of a stack, by which a test gives what only Terraform knows. */
export type Variable = (name: string) => TerraformVariable;

/** The least that a registration is told. */
export const leastProps: RunnerRegistrationProps = { type: "instance", runners: { linux: { tags: ["linux"] } } };

/** Synthesises a registration that differs from the least one as told; its validations run. */
export function synthesise(
  props: Partial<RunnerRegistrationProps> | ((variable: Variable) => Partial<RunnerRegistrationProps>) = {},
): Synthesised {
  const stack = new TerraformStack(Testing.app(), "test");
  new GitlabProvider(stack, "Gitlab", { baseUrl: gitlabApiUrl("https://gitlab.example.com") });
  const variable: Variable = (name) => new TerraformVariable(stack, name, {});
  const registration = new RunnerRegistration(stack, "Registration", {
    ...leastProps,
    ...(typeof props === "function" ? props(variable) : props),
  });
  return {
    json: JSON.parse(Testing.synth(stack, true)) as Block,
    paths: stack.node
      .findAll()
      .filter((node) => TerraformResource.isTerraformResource(node))
      .map((node) => node.node.path.replace(/^test\//, ""))
      .sort(),
    registration,
    resolved: (token) =>
      Tokenization.resolve(token, {
        scope: stack,
        resolver: new DefaultTokenResolver(new StringConcat()),
        preparing: false,
      }) as unknown,
  };
}

/** The runners of a registration, by the ends of their names in Terraform. */
export const runnersOf = ({ json }: Synthesised): Block[] => Object.values(json.resource.gitlab_user_runner ?? {});

/** The one runner of a registration; fails when there is none or another. */
export function onlyRunner(synthesised: Synthesised): Block {
  const all = runnersOf(synthesised);
  expect(all).toHaveLength(1);
  return all[0]!;
}
