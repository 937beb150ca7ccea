import { bareText, requirementText, typeText } from "../../src/expression/bare";
import { jsonSafeSet } from "../../src/expression/json-safe-reference";
import { literalText, valueText } from "../../src/expression/value";
import { place } from "./place";

const value = (given: Parameters<typeof valueText>[0]) => valueText(given, place);

test.each([
  ["${aws_vpc.main.id}", "aws_vpc.main.id"],
  ["${(a == b)}", "a == b"],
  ["${(a) + (b)}", "(a) + (b)"],
  ["${\n  a\n}", "a"],
  ["${a # why\n}", "a"],
  ['${f({"a"=1,"b c"=2})}', 'f({ a = 1, "b c" = 2 })'],
  ["${f({\n a = 1\n b = 2\n})}", "f({ a = 1, b = 2 })"],
  ["${[\n  a,\n  b,\n]}", "[a, b]"],
  ["${{\n  for k, v in m :\n  k => v\n}}", "{ for k, v in m : k => v }"],
  ["${~ a ~}", "a"],
  ["x${ a }", '"x${a}"'],
  ["%{ if a }b%{ endif }", '"%{if a}b%{endif}"'],
  ["${a}${b}", '"${a}${b}"'],
  ["$${a}", '"$${a}"'],
  ['a"b\\c\n', '"a\\"b\\\\c\\n"'],
  ["\u0000\u202e\ufeff", '"\\u0000\\u202e\\ufeff"'],
  ["", '""'],
  ["é😀", '"é😀"'],
])("the template %j is written %s", (template, text) => {
  expect(value(template)).toBe(text);
});

test.each([
  [null, "null"],
  [false, "false"],
  [-0.5, "-0.5"],
  [1e21, "1e+21"],
  [{}, "{}"],
  [[], "[]"],
  [["a", 1, "${b}"], '["a", 1, b]'],
  [[{ a: 1 }, []], "[\n{\na = 1\n},\n[],\n]"],
  [["a".repeat(60), "b".repeat(60)], `[\n"${"a".repeat(60)}",\n"${"b".repeat(60)}",\n]`],
  [["a\nb\n"], "[\n<<-EOT\n      a\n      b\n    EOT\n,\n]"],
  [
    { a: 1, "b-c": 2, for: 3, null: 4, "${x.y}": 5, "${x}z": 6, "$${": 7 },
    '{\na = 1\n"b-c" = 2\n"for" = 3\n"null" = 4\n(x.y) = 5\n"${x}z" = 6\n"$${" = 7\n}',
  ],
])("%j is written %s", (given, text) => {
  expect(value(given)).toBe(text);
});

test("a long expression has an item of its objects and lists on each line, calls and conditions stay", () => {
  const statement =
    '{"Effect" = "Allow", "Action" = ["s3:GetObject", "s3:PutObject"], "Resource" = "${aws_s3_bucket.cache.arn}/*"}';
  expect(value(`\${jsonencode({"Version" = "2012-10-17", "Statement" = [${statement}]})}`)).toBe(
    [
      "jsonencode({",
      'Version = "2012-10-17"',
      "Statement = [",
      "{",
      'Effect = "Allow"',
      'Action = ["s3:GetObject", "s3:PutObject"]',
      'Resource = "${aws_s3_bucket.cache.arn}/*"',
      "},",
      "]",
      "})",
    ].join("\n"),
  );
  const condition = `alltrue([for id in var.${"x".repeat(60)} : can(regex("^[{]a[}]$", id)) || contains(["a"], id)])`;
  expect(value(`\${${condition}}`)).toBe(condition);
});

describe("a JSON document", () => {
  test("that jsonencode would write with the same bytes is written so", () => {
    expect(value('{"a":["x","$${b}"],"c":{"d":"\\u003c"}}')).toBe(
      'jsonencode({\na = ["x", "$${b}"]\nc = {\nd = "<"\n}\n})',
    );
  });

  test("may have references in its strings whose values need no escape", () => {
    expect(value('{"a":"${aws_iam_role.x.arn}","b":"arn:${data.aws_partition.p.partition}:s3"}')).toBe(
      'jsonencode({\na = aws_iam_role.x.arn\nb = "arn:${data.aws_partition.p.partition}:s3"\n})',
    );
  });

  test("may have references to one of several instances", () => {
    expect(value('{"a":"${aws_iam_role.x[0].arn}","b":"${aws_iam_role.x[each.key].arn}/*"}')).toBe(
      'jsonencode({\na = aws_iam_role.x[0].arn\nb = "${aws_iam_role.x[each.key].arn}/*"\n})',
    );
  });

  test("may have expressions that are said to need no escape, as they are said or spaced otherwise", () => {
    const jsonSafe = jsonSafeSet(["var.name", "${local.manager}", 'var.names[ "a" ]']);
    const template = '{"a":"${ var.name }","b":"x/${local.manager}","c":"${var.names["a"]}"}';
    expect(valueText(template, { ...place, jsonSafe })).toBe(
      'jsonencode({\na = var.name\nb = "x/${local.manager}"\nc = var.names["a"]\n})',
    );
    expect(valueText('{"a":"${var.name}","b":"${var.other}"}', { ...place, jsonSafe })).toMatch(/^"/);
    expect(valueText('{"a":"${upper(var.name)}"}', { ...place, jsonSafe })).toMatch(/^"/);
  });

  test.each([
    ['{"b":1,"a":2}', "keys in another order"],
    ['{"a": 1}', "white space"],
    ['{"a":"${var.x}"}', "a value that may need an escape"],
    ['{"a":"${aws_iam_role.x.name}"}', "an attribute that is not known to need none"],
    ['{"a":"${aws_iam_role.x[*].arn}"}', "a list of values"],
    ['{"a":"${one(aws_iam_role.x[*].arn)}"}', "a value that may be null"],
    ['{"a":"%{ if var.x }b%{ endif }"}', "a directive"],
    ['{"a":${aws_iam_role.x.arn}}', "a value that is no part of a string"],
    ['{"${aws_iam_role.x.arn}":1}', "a key that is not known"],
    ['{"a":"\ue0001\ue001"}', "the marks that stand for sequences"],
  ])("%s stays text: %s", (template) => {
    expect(value(template)).toMatch(/^"/);
  });
});

describe("base64", () => {
  const base64 = (text: string) => Buffer.from(text).toString("base64");

  test("of several lines of text is written as the text", () => {
    expect(value(base64("#cloud-config\npackages:\n  - ${docker}\n"))).toBe(
      "base64encode(<<-EOT\n    #cloud-config\n    packages:\n      - $${docker}\n  EOT\n)",
    );
  });

  test.each([
    [base64("a\nb\n"), "short text"],
    [base64("no line end at the end of these lines\nof text"), "what is no heredoc"],
    [
      Buffer.from([0x80, ...Buffer.from("the first byte is none that\ntext begins with\n")]).toString("base64"),
      "bytes that are no text",
    ],
    [base64("#!/bin/sh\necho e\u0301 is not in the form NFC\n"), "text that Terraform would change"],
    ["QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVoKYWJjZGVm", "text whose last line has no end"],
  ])("%s stays as it is: %s", (text) => {
    expect(value(text)).toBe(`"${text}"`);
  });
});

describe("text of several lines", () => {
  test("with directives is a heredoc, without an indent where they take white space away", () => {
    expect(value('a\n%{ if var.b ~}\n  "${ var.c }"\n%{ endif ~}\nd\n')).toBe(
      '<<EOT\na\n%{if var.b~}\n  "${var.c}"\n%{endif~}\nd\nEOT',
    );
    expect(value("a\n%{ for b in c }\n${b}\n%{ endfor }\n")).toBe(
      "<<-EOT\n    a\n    %{for b in c}\n    ${b}\n    %{endfor}\n  EOT",
    );
  });

  test("that ends with a directive which takes its line end away is a heredoc, too", () => {
    expect(value("%{ if var.b ~}\na\n%{ endif ~}")).toBe("<<EOT\n%{if var.b~}\na\n%{endif~}\nEOT");
  });

  const long = `echo "\${var.a}"\n${"b".repeat(70)}`;

  test("that is long and has no line end at its end is a heredoc without its last one", () => {
    expect(value(long)).toBe(`chomp(<<-EOT\n    echo "\${var.a}"\n    ${"b".repeat(70)}\n  EOT\n)`);
  });

  test.each([
    ["a\nb", "is short"],
    [`${long}\n\${var.a}`, "ends with a value that may end with a line end itself"],
    [`${long}\r`, "ends with a carriage return"],
    ["b".repeat(100), "has one line"],
  ])("%j is quoted, as it %s", (text) => {
    expect(value(text)).toMatch(/^"/);
  });
});

test("strings that Terraform takes as they are keep their text", () => {
  expect(literalText({ "a${b}": ["${c}", "%{d}$${e}"] }, place)).toBe('{\n"a$${b}" = ["$${c}", "%%{d}$$${e}"]\n}');
});

test("references and keywords are bare, with and without ${}", () => {
  expect(bareText(["aws_x.y", '${aws_x.z["a"]}', "all"], place)).toBe('[aws_x.y, aws_x.z["a"], all]');
  expect(bareText({ aws: "aws.paris", "aws.src": "aws.dst" }, place)).toBe("{\naws = aws.paris\naws.src = aws.dst\n}");
});

test.each([
  ["string", "string"],
  ["list", "list(any)"],
  ["map(object({a=string}))", "map(object({ a = string }))"],
])("the type %s is written %s", (type, text) => {
  expect(typeText(type, place)).toBe(text);
});

test("a long type has an attribute on each line, in the objects inside of it, too", () => {
  const inner = 'optional(map(object({ c = number, d = optional(list(string), ["* * * * *"]) })), {})';
  expect(
    typeText(`list(object({ a = optional(string, "UTC"), b = ${inner}, e = optional(map(any), { f = 1 }) }))`, place),
  ).toBe(
    [
      "list(object({",
      'a = optional(string, "UTC")',
      "b = optional(map(object({",
      "c = number",
      'd = optional(list(string), ["* * * * *"])',
      "})), {})",
      "e = optional(map(any), { f = 1 })",
      "}))",
    ].join("\n"),
  );
});

test.each([
  [67, (name: string) => `object({ a = string, ${name} = number })`],
  [68, (name: string) => `object({\na = string\n${name} = number\n})`],
])("a type with %d columns for a name is written as its length allows, however it was", (columns, written) => {
  const name = "x".repeat(columns);
  expect(typeText(`object({\n  a = string\n  ${name} = number\n})`, place)).toBe(written(name));
});

test("what is required of a provider is literal, but for its aliases", () => {
  expect(requirementText({ source: "a", configuration_aliases: ["a.b"] }, place)).toBe(
    '{\nsource = "a"\nconfiguration_aliases = [a.b]\n}',
  );
});

test.each([["${a"], ['${f("}'], ["a ${b;c}"]])("%j is refused with its place", (template) => {
  expect(() => value(template)).toThrow("resource.test_thing.main.text: must be a template that Terraform reads, but");
});
