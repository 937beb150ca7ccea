import fc from "fast-check";
import type { Json, JsonObject, SchemaTable, TerraformDocument } from "../src";

/** The one type of generated resources. */
export const generatedSchema: SchemaTable = {
  provider: {},
  resource: { test_thing: "inner(deep) rules?" },
  data: {},
  ephemeral: {},
};

/** Pieces that have a meaning to HCL, to templates, to heredocs, to JSON, or to those who read a terminal. */
const pieces = [
  ..."\"\\$%{}~`'#/*,=:.[]()<>&!?|;^@-_ \t\n\r".split(""),
  ...[
    "${",
    "%{",
    "$${",
    "%%{",
    "$$",
    "\\n",
    "\\u0041",
    "//",
    "/*",
    "<<EOT",
    "<<-EOT\n",
    "EOT",
    "\nEOT\n",
    "  EOT\n",
    "EOT2",
  ],
  ...[
    "é",
    "e\u0301",
    "\u0301",
    "😀",
    "👩‍👧",
    "ﬁ",
    "\u00a0",
    "\u2028",
    "\u202e",
    "\ufeff",
    "\0",
    "\x1b",
    "\x7f",
    "\ue000",
    "\ue0010",
  ],
  ...[
    "true",
    "null",
    "1e5",
    "007",
    "-1",
    "0x10",
    "{}",
    "[]",
    '{"a":1}',
    '{"a":"<b>"}',
    "line\n",
    "  indented\n",
    "\n\n",
    "\t",
  ],
];
const literal = fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((some) => some.join(""));
const lines = fc
  .array(fc.oneof(literal, fc.constantFrom("", "  ", "key: value", "    deep", "\ttab")), {
    minLength: 2,
    maxLength: 5,
  })
  .map((some) => `${some.join("\n")}\n`);
const text = fc.oneof(literal, lines, fc.string({ maxLength: 12 }));

/** What may stand in `${…}`: nested strings, braces, calls, heredocs, comments, line ends. */
const expression = fc.constantFrom(
  "var.a",
  " var.a ",
  'lookup(var.m,"k}",{"a"="}"})',
  'join("-",[for k,v in var.m:"${k}=${v}" if v!="\\"x\\""])',
  'tostring(var.a==1?"yes":"no")',
  "{for k,v in var.m:k=>v...}",
  "(var.n>0)",
  "test_thing.other.id",
  "-var.n+ -1*(2-var.n)",
  "\n  var.a\n",
  "upper(<<EOT\nfoo ${var.a}\nEOT\n)",
  "concat([\n var.a,\n 2\n])",
  'merge({\n a = 1\n "b" = {c=var.a}\n})',
  "var.list[*].id",
  "!var.b&&var.c||false",
  "provider::aws::arn_parse(var.a)",
);

const escaped = (value: string) => value.replace(/[$%]\{/g, (mark) => mark.charAt(0) + mark);
/** A string where Terraform evaluates templates: literal text around expressions, none of which it escapes by its end. */
const template = fc.tuple(fc.array(fc.tuple(text, expression), { maxLength: 2 }), text).map(([rest, last]) => {
  const before = rest.map(([literal, inside]) => `${escaped(literal).replace(/[$%]+$/, "")}\${${inside}}`);
  return before.join("") + escaped(last);
});

const scalar = fc.oneof(
  fc.boolean(),
  fc.constant(null),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }).map((n) => Number(n.toFixed(6)) + 0),
  fc.constantFrom("1", "true", "1.50", "1e3", "-0", "null"),
);
const key = fc.oneof(
  fc.constantFrom("a", "b-c", "for", "true", "a b", "1", "a.b", "é", "//", "$", "${var.a}"),
  text.map(escaped),
);

const valueOf = (string: fc.Arbitrary<string>, keys: fc.Arbitrary<string>): fc.Arbitrary<Json> =>
  fc.letrec<{ value: Json }>((tie) => ({
    value: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.oneof(string, scalar) as fc.Arbitrary<Json>,
      fc.array(tie("value"), { maxLength: 4 }),
      fc.dictionary(keys, tie("value"), { maxKeys: 4, noNullPrototype: true }),
    ),
  })).value;

const value = valueOf(template, key);
const literalValue = valueOf(text, text);
const objects = (inner: fc.Arbitrary<JsonObject>) =>
  fc.oneof(inner, fc.array(inner, { maxLength: 3 }), fc.constant(null));
const block = fc.record(
  { a: value, deep: objects(fc.record({ b: value })) },
  { requiredKeys: [] },
) as fc.Arbitrary<JsonObject>;

const resource = fc.record(
  {
    one: value,
    two: value,
    name: value,
    inner: objects(block),
    rules: fc.array(fc.record({ x: fc.oneof(fc.integer(), fc.constant(null)) }) as fc.Arbitrary<JsonObject>, {
      maxLength: 2,
    }),
    lifecycle: fc.constantFrom<JsonObject>(
      { ignore_changes: "all" },
      { ignore_changes: ["one", 'two["x"]'], prevent_destroy: true },
    ),
    depends_on: fc.constant(["test_thing.other"]),
    dynamic: fc.record({
      inner: fc.record({ for_each: value, iterator: fc.constant("it"), content: block }),
    }) as fc.Arbitrary<JsonObject>,
  },
  { requiredKeys: [] },
) as fc.Arbitrary<JsonObject>;

/** A type of more columns than a line has. */
const longType =
  'list(object({a=optional(string,"UTC"),b=optional(map(object({c=number,d=optional(list(string),["* *"])})),{}),e=any,f=map(any)}))';

/** Documents with everything that has ever broken a printer of HCL. */
export const generatedDocument: fc.Arbitrary<TerraformDocument> = fc.record({
  resource: fc.record({ test_thing: fc.record({ other: resource, main: resource }) }),
  locals: fc.dictionary(fc.constantFrom("one", "two_three", "Four"), value, { maxKeys: 3, noNullPrototype: true }),
  variable: fc.record({
    a: fc.record({
      default: literalValue,
      description: text,
      type: fc.constantFrom("any", "list", "object({a=string,b=optional(list(number),[1])})", longType),
    }),
  }),
  output: fc.record({ o: fc.record({ value, description: text }) }),
}) as fc.Arbitrary<TerraformDocument>;
