import { moduleTables } from "../../src";
import type { ModuleInput } from "../../src";

const requirements = { terraform: ">= 1.11", providers: {} };
const inputs = (...given: readonly (Partial<ModuleInput> & { readonly name: string })[]) =>
  moduleTables({
    inputs: given.map((input) => ({ description: "", type: "string", rules: [], ...input })),
    outputs: [],
    requirements,
  }).inputs;
/** The row of an input, without its name. */
const row = (input: Partial<ModuleInput>) => inputs({ name: "x", ...input }).split("\n")[2];

test("the requirements are Terraform and the providers with their sources", () => {
  const providers = { aws: { source: "hashicorp/aws", version: ">= 6.25.0, < 7.0.0" } };
  const tables = moduleTables({ inputs: [], outputs: [], requirements: { terraform: ">= 1.11", providers } });
  expect(tables.requirements).toBe(
    "| Name | Version |\n| --- | --- |\n| Terraform | `>= 1.11` |\n| hashicorp/aws | `>= 6.25.0, < 7.0.0` |\n",
  );
});

test("an input has its default or is required, and the rules that it is held against", () => {
  const rules = ["schema-range", "above-limit"];
  expect(
    inputs(
      { name: "max_instances", description: "The most.", type: "number", default: "10", rules },
      { name: "region" },
      { name: "group", default: "null" },
    ),
  ).toBe(
    [
      "| Name | Description | Type | Default | Required | Rules |",
      "| --- | --- | --- | --- | --- | --- |",
      "| `max_instances` | The most. | `number` | `10` | no | `schema-range`, `above-limit` |",
      "| `region` |  | `string` |  | yes |  |",
      "| `group` |  | `string` | `null` | no |  |",
      "",
    ].join("\n"),
  );
});

test("a long type and a long default are in short in the table and whole behind it", () => {
  const type = "map(object({\n  a = string\n  b = optional(object({\n    c = number\n  }))\n}))";
  const value = '{\n  x = {\n    a = "y"\n  }\n}';
  expect(inputs({ name: "many", type, default: value }, { name: "other" }).split("\n").slice(2)).toEqual([
    "| `many` |  | `map(object({ … }))` | `{…}` | no |  |",
    "| `other` |  | `string` |  | yes |  |",
    "",
    "Type of `many`:",
    "",
    "```hcl",
    ...type.split("\n"),
    "```",
    "",
    "Default of `many`:",
    "",
    "```hcl",
    ...value.split("\n"),
    "```",
    "",
  ]);
});

test.each([
  ["object({ a = string })", "object({ a = string })"],
  ["object({ a = string, b = number, c = list(string) })", "object({ … })"],
  [
    "tuple([object({ a = string, b = number }), map(object({ c = bool }))])",
    "tuple([object({ … }), map(object({ … }))])",
  ],
])("the type %s is %s in the table", (type, short) => {
  expect(row({ type })).toBe(`| \`x\` |  | \`${short}\` |  | yes |  |`);
});

test.each([
  ['["* * * * *"]', '`["* * * * *"]`'],
  [`[${"1, ".repeat(20)}2]`, "`[…]`"],
  [`"${"a".repeat(50)}"`, '`"…"`'],
  ["<<EOT\na\nb\nEOT", "`…`"],
  ['"a|b"', '`"a\\|b"`'],
  ['"`"', '`` "`" ``'],
  ['"``"', '``` "``" ```'],
])("the default %j is %s in the table", (value, cell) => {
  expect(row({ default: value })).toBe(`| \`x\` |  | \`string\` | ${cell} | no |  |`);
});

test.each([
  ["First. Second; third.", "First. Second; third."],
  ["One\nline.\n", "One line."],
  ["One.\n\n  Two.", "One.<br><br>Two."],
  ["a|b `c*|d` <d> *e* \\", "a\\|b `c*\\|d` \\<d> \\*e\\* \\\\"],
  ["an odd ` mark", "an odd \\` mark"],
  ["max_instances _x_ é_è", "max_instances \\_x\\_ é_è"],
  ["&lt; & [a](b) [c]", "\\&lt; & \\[a](b) [c]"],
])("the description %j is %s in the table", (description, cell) => {
  expect(row({ description })).toBe(`| \`x\` | ${cell} | \`string\` |  | yes |  |`);
});

test("HCL with a fence in it has a longer one around it", () => {
  expect(inputs({ name: "x", default: "<<EOT\n```\nEOT" })).toContain("\n````hcl\n<<EOT\n```\nEOT\n````\n");
});

test("the outputs have names and descriptions", () => {
  const outputs = [{ name: "group_names", description: "Names of the groups. By fleet." }];
  expect(moduleTables({ inputs: [], outputs, requirements }).outputs).toBe(
    "| Name | Description |\n| --- | --- |\n| `group_names` | Names of the groups. By fleet. |\n",
  );
});
