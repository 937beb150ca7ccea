import { matches, quoted, quotedList } from "../../src/variables/terraform-pattern";

test("a text is written with its quotes, backslashes and template marks escaped", () => {
  expect(quoted('a "b" \\d ${c} %{d}')).toBe('"a \\"b\\" \\\\d $${c} %%{d}"');
  expect(quotedList(["a", "b"])).toBe('["a", "b"]');
});

test("a pattern is a condition that never fails", () => {
  expect(matches("var.x", /^\d+\/x$/)).toBe('can(regex("^\\\\d+/x$", var.x))');
  expect(matches("var.x", /^a$/i)).toBe('can(regex("(?i)^a$", var.x))');
});

test("what a text must not begin with is a condition of its own", () => {
  expect(matches("type", /^(?!mac)[a-z]+$/)).toBe('can(regex("^[a-z]+$", type)) && !can(regex("^mac", type))');
  expect(matches("path", /^(?!.*(^|\/)\.{0,2}(\/|$))[\w/]+$/)).toBe(
    'can(regex("^[\\\\w/]+$", path)) && !can(regex("^(.*(^|/)\\\\.{0,2}(/|$))", path))',
  );
  expect(matches("text", /^(?!a|b)[a-z]+$/)).toBe('can(regex("^[a-z]+$", text)) && !can(regex("^(a|b)", text))');
});

test.each([/a(?=b)/, /a(?!b)/, /(?<!a)b/, /(?<=a)b/, /(a)\1/])("%s is refused: Terraform cannot do it", (pattern) => {
  expect(() => matches("var.x", pattern)).toThrow("Terraform has no pattern for");
});
