import { terraformName, variables, type Variable, type VariableName } from "@runner-fleet/config";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";

interface Part {
  /** What its id begins with; the rest of the id is the name of a fleet, the number of a shard, or nothing. */
  readonly id: string;
  /**
   * What it is called in HCL.
   *
   * @default - the words of its id
   */
  readonly name?: (rest: string) => string;
  /** What is said above it. */
  readonly heading: (rest: string) => string;
}

/** The parts of `RunnerFleets`. The first whose id fits is meant, so the longer ids come first. */
const parts: readonly Part[] = [
  {
    id: "Fleet-",
    name: (fleet) => fleet,
    heading: (fleet) => `The machines of ${fleet}: a group that the manager alone scales, and what each machine is.`,
  },
  { id: "ManagerRole", heading: () => "What the manager may do in AWS: scale its own groups, reach its own machines." },
  { id: "ManagerNetwork", heading: () => "The managers' security group: nobody gets in but who reads metrics." },
  { id: "Manager", heading: () => "The manager: there are never two, and it drains before it stops." },
  { id: "MachineImage-", heading: (fleet) => `The image of the machines of ${fleet}, and what builds it.` },
  { id: "ConfigStore", heading: () => "The managers' config.toml, in a bucket that they look at while they run." },
  { id: "FileSystem", heading: () => "The managers' records of their machines." },
  { id: "DefaultNetwork", heading: () => "The default subnets of the account." },
  { id: "Registration", heading: () => "The runners in GitLab." },
  { id: "Cache", heading: () => "The cache of the jobs: a bucket, and the role by which machines use it." },
  { id: "PullThroughCache", heading: () => "Copies of other registries' images in ECR, made when a job asks for one." },
  { id: "Image", heading: () => "The manager's image: its repository, and its build when something of it changes." },
  { id: "Namespace", heading: () => "The managers' namespace, which enforces the restricted Pod Security Standard." },
  { id: "Tokens", heading: () => "The runner tokens, which neither a plan nor the state holds." },
];

interface Hints {
  readonly names: Record<string, string>;
  readonly headings: Record<string, string>;
}

/** What is known of values that only Terraform knows: these need no escaping in JSON, as their validations see to. */
export const jsonSafe: readonly string[] = (Object.keys(variables) as VariableName[])
  .filter((name) => (variables[name] as Variable).jsonSafe)
  .map((name) => `var.${terraformName(name)}`);

/** What the stacks have been told so far: one may hold several descriptions. */
const hintsOf = new WeakMap<TerraformStack, Hints>();

/**
 * Tells who writes the stack as HCL how a person would call its parts: `aws_launch_template.linux`, not
 * `aws_launch_template.runners_fleet_linux`. It lies in the comment of the stack's JSON, which Terraform does not read.
 *
 * @param fleets the construct whose parts they are; its own id is left out where it is `Runners`
 */
export function addHclHints(fleets: Construct): void {
  const stack = TerraformStack.of(fleets);
  const { names, headings } = hintsOf.get(stack) ?? { names: {}, headings: {} };
  const path = fleets.node.path.slice(stack.node.path.length + 1);
  if (fleets.node.id === "Runners") {
    names[path] = "";
  }
  for (const { id } of fleets.node.children.map(({ node }) => node)) {
    const part = parts.find((each) => id.startsWith(each.id));
    if (part) {
      const rest = id.slice(part.id.length);
      headings[`${path}/${id}`] = part.heading(rest);
      if (part.name) {
        names[`${path}/${id}`] = part.name(rest);
      }
    }
  }
  hintsOf.set(stack, { names, headings });
  stack.addOverride("//.hcl", { names, headings, jsonSafe });
}
