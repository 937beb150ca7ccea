import fc from "fast-check";
import { parse } from "smol-toml";
import {
  Conditional,
  EachTable,
  FloatExpression,
  isTomlTable,
  type TomlTable,
  type TomlValue,
} from "../../src/render/toml-table";
import { tomlText } from "../../src/render/toml-text";
import { Expression } from "../../src/values/expression";
import { evaluatedTemplate } from "./evaluated-template";

const written = (table: TomlTable) => tomlText(table).toTerraform();

describe("a key of which Terraform decides", () => {
  test("is in a block of its own, and the keys around it are not", () => {
    expect(written({ a: 1n, b: new Conditional("var.b != null", Expression.text("var.b")), c: true })).toBe(
      "a = 1\n%{ if var.b != null ~}\nb = ${jsonencode(var.b)}\n%{ endif ~}\nc = true\n",
    );
  });

  test("may depend on several conditions", () => {
    expect(written({ a: new Conditional("var.x", new Conditional("var.y", 1n)) })).toBe(
      "%{ if var.x ~}\n%{ if var.y ~}\na = 1\n%{ endif ~}\n%{ endif ~}\n",
    );
  });
});

describe("a table of which Terraform decides", () => {
  test("is in its block with its header and all below it", () => {
    const table = { Type: "s3", s3: { BucketName: "caches" } };
    expect(written({ name: "ci", cache: new Conditional("var.cache", table), docker: { image: "alpine" } })).toBe(
      'name = "ci"\n' +
        '%{ if var.cache ~}\n\n[cache]\nType = "s3"\n\n[cache.s3]\nBucketName = "caches"\n%{ endif ~}\n' +
        '\n[docker]\nimage = "alpine"\n',
    );
  });

  test("comes after the keys of the table that it is in, wherever it is said", () => {
    expect(written({ cache: new Conditional("var.cache", { path: "x" }), name: "ci" })).toBe(
      'name = "ci"\n%{ if var.cache ~}\n\n[cache]\npath = "x"\n%{ endif ~}\n',
    );
  });
});

test("tables that Terraform repeats are in a loop, beside those that are known", () => {
  const policy = { idle_count: Expression.number("each.count"), nested: { deep: true } };
  expect(
    written({
      runners: [
        { policy: [new Conditional("!var.always", { idle_count: 0n }), new EachTable("var.policies", "each", policy)] },
      ],
    }),
  ).toBe(
    "[[runners]]\n" +
      "%{ if !var.always ~}\n\n[[runners.policy]]\nidle_count = 0\n%{ endif ~}\n" +
      "%{ for each in var.policies ~}\n\n[[runners.policy]]\nidle_count = ${each.count}\n\n[runners.policy.nested]\ndeep = true\n%{ endfor ~}\n",
  );
});

test.each<[string, TomlValue, string]>([
  ["a text", Expression.text("var.text"), "${jsonencode(var.text)}"],
  ["a list", Expression.list("var.list"), "${jsonencode(var.list)}"],
  ["a number", Expression.number("var.number"), "${var.number}"],
  ["a flag", Expression.flag("var.on || var.off"), "${var.on || var.off}"],
  ["an entry of a list", ["A=1", Expression.text("var.b"), "%{x}"], '[ "A=1", ${jsonencode(var.b)}, "%%{x}" ]'],
  [
    "a float",
    new FloatExpression(Expression.number("var.float")),
    '${strcontains(tostring(var.float), ".") ? tostring(var.float) : "${var.float}.0"}',
  ],
])("an expression that gives %s is written as TOML of its type", (_what, value, text) => {
  expect(written({ key: value })).toBe(`key = ${text}\n`);
});

/** Keys that TOML writes bare, and those that it must quote. */
const key = fc.constantFrom("a", "b-1", "c_2", "d.e", 'f"g', "h i", "ключ", "3");

const literal: fc.Arbitrary<TomlValue> = fc.oneof(
  fc.string({ unit: fc.constantFrom("a", '"', "\\", "$", "{", "%", "\n", "#", "=", "[", "é") }),
  fc.bigInt({ min: -9n, max: 9n }),
  fc.boolean(),
  fc.array(fc.constantFrom<TomlValue>("x", "${y}", Expression.text('"z"')), { maxLength: 3 }),
  fc.constantFrom<TomlValue>(Expression.number("7"), Expression.flag("true"), Expression.text('"quoted"')),
);

const condition = fc.constantFrom("true", "false");
const conditional = (value: fc.Arbitrary<TomlValue>) =>
  fc.tuple(condition, value).map(([holds, inner]) => new Conditional(holds, inner));

const { table } = fc.letrec<{ table: TomlTable; item: TomlValue; section: TomlValue; value: TomlValue }>((tie) => ({
  table: fc.dictionary(key, tie("value"), { minKeys: 1, maxKeys: 5, depthIdentifier: "toml", noNullPrototype: true }),
  item: fc.oneof(
    tie("table"),
    conditional(tie("table")),
    fc.tuple(fc.nat({ max: 3 }), tie("table")).map(([count, each]) => new EachTable(String(count), "item", each)),
  ),
  section: fc.oneof(
    { depthIdentifier: "toml", depthSize: "small" },
    tie("table"),
    fc.array(tie("item"), { minLength: 1, maxLength: 3 }),
    conditional(tie("section")),
  ),
  value: fc.oneof(
    { depthIdentifier: "toml", depthSize: "small", maxDepth: 5 },
    literal,
    conditional(literal),
    tie("section"),
  ),
}));

/** What a value comes to: its conditions decided, its loops run; `undefined` when nothing is left of it. */
function settled(value: TomlValue): unknown {
  if (value instanceof Conditional) {
    return value.condition === "true" ? settled(value.value) : undefined;
  }
  if (Expression.is(value)) {
    return value.kind === "number" ? BigInt(value.terraform) : (JSON.parse(value.terraform) as unknown);
  }
  if (Array.isArray(value)) {
    const items = value.flatMap((item) =>
      item instanceof EachTable
        ? Array.from({ length: Number(item.list) }, () => settledTable(item.table))
        : [settled(item)],
    );
    return items.filter((item) => item !== undefined);
  }
  return isTomlTable(value) ? settledTable(value) : value;
}

const settledTable = (given: TomlTable) =>
  Object.fromEntries(Object.entries(given).map(([name, value]) => [name, settled(value as TomlValue)]));

/** The document without what is empty: TOML has no empty array of tables, and an empty table says nothing. */
function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(withoutEmpty);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  const entries = Object.entries(value).map(([name, item]) => [name, withoutEmpty(item)] as const);
  return Object.fromEntries(
    entries.filter(
      ([, item]) => item !== undefined && !(typeof item === "object" && Object.keys(item ?? {}).length === 0),
    ),
  );
}

test("any nesting of conditions and loops is the TOML document that they come to", () => {
  let blocks = 0;
  fc.assert(
    fc.property(table, (document) => {
      const template = tomlText(document);
      const parsed = parse(evaluatedTemplate(template), { integersAsBigInt: true });
      expect(withoutEmpty(parsed)).toEqual(withoutEmpty(settledTable(document)));
      blocks += template.toTerraform().split("%{ end").length - 1;
    }),
    { numRuns: 1_000, seed: 1, endOnFailure: true },
  );
  expect(blocks).toBeGreaterThan(1_000);
});
