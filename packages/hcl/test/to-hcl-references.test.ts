import { defaultSchema, type JsonObject, toHcl, type ToHclOptions } from "../src";

const schema = defaultSchema();
const hcl = (document: JsonObject, options: Partial<ToHclOptions> = {}) => toHcl(document, { schema, ...options });
const main = (document: JsonObject, options: Partial<ToHclOptions> = {}) => hcl(document, options).files["main.tf"];

const net = "aws_vpc.Net_Vpc_8A3E024F";
const vpc: JsonObject = { "//": { metadata: { path: "s/Net/Vpc" } }, count: "${local.on_1A2B3C4D ? 1 : 0}" };
const document = (locals: JsonObject, more: JsonObject = {}): JsonObject => ({
  "//": { metadata: { stackName: "s" } },
  resource: { aws_vpc: { Net_Vpc_8A3E024F: vpc } },
  locals: { ...locals, on_1A2B3C4D: true },
  ...more,
});
const locals = (given: JsonObject) => hcl(document(given)).files["locals.tf"];

test.each([
  [`\${${net}[0].id}`, "aws_vpc.net[0].id"],
  [`\${one(${net}[*].arn)}`, "one(aws_vpc.net[*].arn)"],
  [`\${${net}.*.id}`, "aws_vpc.net.*.id"],
  [`\${{ for k, v in ${net} : k => v.id }}`, "{ for k, v in aws_vpc.net : k => v.id }"],
  [`\${${net}["a"].tags["${net}"]}`, `aws_vpc.net["a"].tags["${net}"]`],
  [
    `%{ if length(${net}) > 0 }\${${net}[0].id}%{ endif }`,
    '"%{if length(aws_vpc.net) > 0}${aws_vpc.net[0].id}%{endif}"',
  ],
])("the reference %s has the new name", (template, expression) => {
  expect(locals({ a: template })).toBe(`locals {\n  a  = ${expression}\n  on = true\n}\n`);
});

test("references in directives and keys have new names and bring what they use before them", () => {
  expect(
    locals({
      a: "x\n%{ if local.on_1A2B3C4D ~}\n%{ for v in local.b_1A2B3C4D ~}\n${v}\n%{ endfor ~}\n%{ endif ~}\n",
      b_1A2B3C4D: [],
    }),
  ).toBe(
    "locals {\n  on = true\n  b  = []\n\n  a = <<EOT\nx\n%{if local.on~}\n%{for v in local.b~}\n${v}\n%{endfor~}\n%{endif~}\nEOT\n}\n",
  );
  expect(locals({ a: { "K_${upper(local.on_1A2B3C4D)}": 1 } })).toBe(
    'locals {\n  on = true\n\n  a = {\n    "K_${upper(local.on)}" = 1\n  }\n}\n',
  );
});

test("references through locals bring a block before the one that uses it", () => {
  const resource = { aws_subnet: { a: { vpc_id: "${local.id}" } }, aws_vpc: { z: {} } };
  expect(main({ resource, locals: { id: "${local.ids[0]}", ids: ["${aws_vpc.z.id}"] } })).toBe(
    'resource "aws_vpc" "z" {}\n\nresource "aws_subnet" "a" {\n  vpc_id = local.id\n}\n',
  );
});

test("references in counts, conditions, dynamic blocks and checks have new names", () => {
  const message = "got ${local.on_1A2B3C4D} [rule]";
  const subnet = {
    for_each: `\${toset(${net}[*].id)}`,
    vpc_id: "${each.key}",
    lifecycle: { precondition: [{ condition: "${local.on_1A2B3C4D}", error_message: message }] },
  };
  const group = { dynamic: { ingress: { for_each: "${local.on_1A2B3C4D}", content: { description: message } } } };
  const found = { aws_vpc: { found: { id: `\${${net}[0].id}` } } };
  const { files } = hcl(
    document(
      {},
      {
        resource: { aws_subnet: { a: subnet }, aws_security_group: { g: group }, aws_vpc: { Net_Vpc_8A3E024F: vpc } },
        check: { c: { data: found, assert: [{ condition: "${local.on_1A2B3C4D}", error_message: message }] } },
      },
    ),
  );
  expect(files["main.tf"]).toBe(`resource "aws_vpc" "net" {
  count = local.on ? 1 : 0
}

resource "aws_subnet" "a" {
  for_each = toset(aws_vpc.net[*].id)
  vpc_id   = each.key

  lifecycle {
    precondition {
      condition     = local.on
      error_message = "got \${local.on} [rule]"
    }
  }
}

resource "aws_security_group" "g" {
  dynamic "ingress" {
    for_each = local.on

    content {
      description = "got \${local.on} [rule]"
    }
  }
}
`);
  expect(files["checks.tf"]).toBe(`check "c" {
  data "aws_vpc" "found" {
    id = aws_vpc.net[0].id
  }

  assert {
    condition     = local.on
    error_message = "got \${local.on} [rule]"
  }
}
`);
});

test("references that are safe in JSON are said by their names in the document", () => {
  const policy = '{"a":"${local.name_1A2B3C4D}","b":"${var.b}"}';
  const given = { resource: { aws_iam_policy: { x: { policy } } }, locals: { name_1A2B3C4D: "x" } };
  const carried = { "//": { hcl: { jsonSafe: ["local.name_1A2B3C4D"] } }, ...given };
  expect(main(carried)).toContain('  policy = "{');
  expect(main(carried, { jsonSafe: ["var.b"] })).toContain(
    "  policy = jsonencode({\n    a = local.name\n    b = var.b\n",
  );
});
