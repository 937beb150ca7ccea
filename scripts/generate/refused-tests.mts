import { escapeTemplate } from "@runner-fleet/config";
import { defaultSchema, toHcl, type TerraformDocument } from "@runner-fleet/hcl";
import { moduleDocument, plainModules, type PlainModule } from "@runner-fleet/stack";
import { goodValues } from "../../packages/stack/terraform-test/refused/good-values.ts";
import { refusedValues } from "../../packages/stack/terraform-test/refused/refused-values.ts";

interface Held {
  readonly variable: Readonly<Record<string, { readonly validation?: readonly { readonly error_message: string }[] }>>;
  readonly check?: Readonly<Record<string, unknown>>;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly resource?: Readonly<Record<string, unknown>>;
}

/** What the preconditions of each module are on. */
const heldBefore: Readonly<Record<string, string>> = {
  "eks-docker-autoscaler": "helm_release.manager",
  "ec2-docker-autoscaler": "aws_autoscaling_group.manager",
  "fargate-docker-autoscaler": "aws_ecs_service.manager",
  "aws-fleet": "aws_autoscaling_group.machines",
};

/** What a module must be given that others may do without, or must. */
const more: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  "fargate-docker-autoscaler": { manager_image: { repository: "registry.example.com/ci/runner-manager", tag: "1" } },
};

/** The tests of `terraform test` that see every refused value refused: the texts by their paths. */
export const refusedTests = (): Record<string, string> =>
  Object.fromEntries(
    plainModules.map((module) => [`terraform/${module.name}/tests/refused.tftest.hcl`, testsOf(module)] as const),
  );

function testsOf(module: PlainModule): string {
  const held = moduleDocument(module) as Held;
  const own = new Set(Object.keys(held.variable));
  const all = JSON.stringify(held);
  // A module may have a variable that may be empty where another's may not.
  const isHeld = (rule: string) => all.includes(`[${rule}]`);
  const cases = refusedValues.filter(
    ({ rule, variables, says }) =>
      // Terraform's own refusal of a type can't be expected.
      rule !== "type" && isHeld(rule) && own.has(nameIn(says)) && Object.keys(variables).every((name) => own.has(name)),
  );
  // One for each variable, and for each rule over several: a plan of a whole module takes a second.
  const first = new Map<string, Case>();
  for (const { rule, says, variables } of cases) {
    const target = targetOf(module, held, rule, nameIn(says));
    const isOwn = target.startsWith("var.");
    const key = isOwn ? target : rule;
    const name = isOwn ? "variables" : `${nameIn(says)}_${rule}`.replaceAll("-", "_");
    first.set(key, first.get(key) ?? { name, variables, targets: [target] });
  }
  const runs = together([...first.values()]).map(runBlock);
  const given = Object.fromEntries(
    Object.entries({ ...goodValues, ...more[module.name] }).filter(([name]) => own.has(name)),
  );
  return (
    [HEADING, mocks(module, held), `variables {\n${assignments(given, 1)}\n}`, ...runs, ""].join("\n\n").trimEnd() +
    "\n"
  );
}

const HEADING =
  "# A value that is refused, or warned of, for each variable and each rule over several: written by `npm run generate`\n" +
  "# from the cases of the project's own tests, which hold every rule of every variable, and the messages.";

const nameIn = (says: string) => /^\w+/.exec(says)?.[0] ?? says;

/** Values of which each is refused, or warned of, where one of the targets is. */
interface Case {
  readonly name: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly targets: readonly string[];
}

/**
 * Puts variables that are refused on their own into as few runs as there can be: Terraform looks at all of them before it
 * plans anything.
 */
function together(cases: readonly Case[]): Case[] {
  const runs: Case[] = [];
  for (const { name, variables, targets } of cases) {
    const same = (run: Case) => run.name === name && Object.keys(variables).every((key) => !(key in run.variables));
    const index = runs.findIndex(same);
    const run = runs[index];
    if (run) {
      const all = { ...run.variables, ...variables };
      runs[index] = { name, variables: all, targets: [...run.targets, ...targets] };
    } else {
      runs.push({ name, variables, targets });
    }
  }
  const seen = new Map<string, number>();
  return runs.map((run) => {
    const number = (seen.get(run.name) ?? 0) + 1;
    seen.set(run.name, number);
    return number === 1 ? run : { ...run, name: `${run.name}_${number}` };
  });
}

/** Where Terraform reports the rule. */
function targetOf({ name }: PlainModule, { variable, check }: Held, rule: string, variableName: string): string {
  const isOwn = variable[variableName]?.validation?.some(({ error_message }) => error_message.endsWith(`[${rule}]`));
  const checkName = rule.replaceAll("-", "_");
  return isOwn ? `var.${variableName}` : check?.[checkName] ? `check.${checkName}` : (heldBefore[name] as string);
}

function runBlock({ name, variables, targets }: Case): string {
  return [
    `run "${name}" {`,
    "  command = plan",
    "",
    "  variables {",
    assignments(variables, 2),
    "  }",
    "",
    targets.length === 1
      ? `  expect_failures = [${targets[0]}]`
      : ["  expect_failures = [", ...targets.map((target) => `    ${target},`), "  ]"].join("\n"),
    "}",
  ].join("\n");
}

/** Values as the lines of a block. */
function assignments(values: Readonly<Record<string, unknown>>, depth: number): string {
  const { files } = toHcl({ locals: escaped(values) } as TerraformDocument, { schema: defaultSchema() });
  const [, ...lines] = (files["locals.tf"] ?? "").trimEnd().split("\n");
  return lines
    .slice(0, -1)
    .map((line) => (line === "" ? line : `${"  ".repeat(depth - 1)}${line}`))
    .join("\n");
}

function escaped(value: unknown): unknown {
  if (typeof value === "string") {
    return escapeTemplate(value);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  return Array.isArray(value)
    ? value.map(escaped)
    : Object.fromEntries(Object.entries(value).map(([key, item]) => [escapeTemplate(key), escaped(item)]));
}

/** What only AWS knows, in the form that the provider asks for. */
const known: readonly (readonly [kind: "data" | "resource", type: string, value: string])[] = [
  ["data", "aws_partition", 'partition = "aws"'],
  ["data", "aws_region", 'region = "eu-west-1"'],
  ["data", "aws_caller_identity", 'account_id = "123456789012"'],
  ["resource", "aws_cloudwatch_log_group", 'arn = "arn:aws:logs:eu-west-1:123456789012:log-group:manager"'],
  ["resource", "aws_iam_policy", 'arn = "arn:aws:iam::123456789012:policy/manager"'],
  ["resource", "aws_iam_role", 'arn = "arn:aws:iam::123456789012:role/manager"'],
];

/** Providers that no account is needed for. */
function mocks({ providers }: PlainModule, held: Held): string {
  const aws = known
    .filter(([kind, type]) => held[kind]?.[type])
    .map(([kind, type, value]) => `  mock_${kind} "${type}" {\n    defaults = { ${value} }\n  }`);
  return [`mock_provider "aws" {\n${aws.join("\n\n")}\n}`, ...(providers.helm ? ['mock_provider "helm" {}'] : [])].join(
    "\n\n",
  );
}
