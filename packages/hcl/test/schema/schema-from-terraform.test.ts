import { type JsonObject, schemaTable, schemaTableText } from "../../src";

const block = (attributes: JsonObject, blocks: JsonObject = {}): JsonObject => ({ attributes, block_types: blocks });
const objects = ["set", ["object", { a: "string" }]];

/** What `terraform providers schema -json` prints, cut down to what matters. */
const printed = {
  format_version: "1.0",
  provider_schemas: {
    "registry.terraform.io/hashicorp/aws": {
      provider: {
        block: block(
          { region: { type: "string", optional: true } },
          { assume_role: { nesting_mode: "list", block: block({}) } },
        ),
      },
      resource_schemas: {
        aws_vpc: { block: block({ cidr_block: { type: "string", optional: true } }) },
        aws_instance: {
          block: block(
            { ids: { type: ["list", "string"], optional: true } },
            {
              timeouts: { nesting_mode: "single", block: block({}) },
              disk: { nesting_mode: "set", block: block({}, { key: { nesting_mode: "list", block: block({}) } }) },
            },
          ),
        },
        aws_security_group: {
          block: block({
            ingress: { type: objects, optional: true, computed: true },
            seen: { type: objects, computed: true },
            nested: { nested_type: { attributes: {}, nesting_mode: "list" }, optional: true },
          }),
        },
        aws_route_table: {
          block: block(
            {},
            { route: { nesting_mode: "set", block: block({}, { x: { nesting_mode: "list", block: block({}) } }) } },
          ),
        },
      },
      data_source_schemas: { aws_ami: { block: block({}, { filter: { nesting_mode: "set", block: block({}) } }) } },
      ephemeral_resource_schemas: { aws_secret: { block: block({}) } },
    },
    "registry.terraform.io/hashicorp/helm": {
      provider: { block: block({}) },
      resource_schemas: { helm_release: { block: block({}) } },
    },
  },
};

test("a table has each type's blocks, in order, and nested attributes are none", () => {
  expect(schemaTable(printed)).toEqual({
    provider: { aws: "assume_role", helm: "" },
    resource: {
      aws_instance: "disk(key) timeouts",
      aws_route_table: "route(x)",
      aws_security_group: "ingress?",
      aws_vpc: "",
      helm_release: "",
    },
    data: { aws_ami: "filter" },
    ephemeral: { aws_secret: "" },
  });
});

test("a selection takes the types that it names, and knows lists of objects that the schema shows as blocks", () => {
  const selection = { types: { resource: ["aws_route_table"] }, attributes: { aws_route_table: ["route"] } };
  expect(schemaTable(printed, selection)).toEqual({
    provider: { aws: "assume_role", helm: "" },
    resource: { aws_route_table: "route?" },
    data: {},
    ephemeral: {},
  });
});

test("its text is the same whatever order it came in", () => {
  const text = schemaTableText(schemaTable(printed));
  const { "registry.terraform.io/hashicorp/aws": aws, ...rest } = printed.provider_schemas;
  const turned = { provider_schemas: { ...rest, "registry.terraform.io/hashicorp/aws": aws } };
  expect(schemaTableText(schemaTable(turned))).toBe(text);
  expect(text).toContain('    "aws_instance": "disk(key) timeouts",\n');
});

test("a type that is not there is named", () => {
  expect(() => schemaTable(printed, { types: { data: ["aws_ami", "aws_amy"] } })).toThrow(
    "the schema must have each data that is asked for, got no aws_amy",
  );
});

test("what is not that command's output is refused", () => {
  expect(() => schemaTable({ resource_schemas: {} })).toThrow(
    "the schema must be what 'terraform providers schema -json' prints, got no 'provider_schemas'; run 'terraform init' first",
  );
});

test("a block with a label is refused", () => {
  const provider = { resource_schemas: { x: { block: block({}, { y: { nesting_mode: "map", block: block({}) } }) } } };
  expect(() => schemaTable({ provider_schemas: { p: provider } })).toThrow("must have no block with a label, got 'y'");
});
