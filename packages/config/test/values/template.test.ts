import { createHash } from "node:crypto";
import { Expression } from "../../src/values/expression";
import { Directive, Template } from "../../src/values/template";
import { escapeQuoted, escapeTemplate } from "../../src/values/terraform-text";

describe("a directive", () => {
  const template = new Template([
    "a = 1\n",
    new Directive('if var.b == "%{x}"'),
    "b = ${2}\n",
    new Directive("endif"),
    "c = 3\n",
  ]);

  test("takes its own line break away, and is not escaped as the text around it is", () => {
    expect(template.toTerraform()).toBe('a = 1\n%{ if var.b == "%{x}" ~}\nb = $${2}\n%{ endif ~}\nc = 3\n');
  });

  test("is shown to people as Terraform has it", () => {
    expect(template.toPreview()).toBe('a = 1\n%{ if var.b == "%{x}" ~}\nb = ${2}\n%{ endif ~}\nc = 3\n');
  });

  test("leaves the text unknown until Terraform plans", () => {
    expect(template.isLiteral).toBe(false);
    expect(() => template.toString()).toThrow('the text holds %{ if var.b == "%{x}" ~}\n, which only Terraform knows');
  });
});

describe("a template", () => {
  const mixed = new Template(["a = ", Expression.text("var.a"), ' # ${shell} %{if} $5 100%\n"\\']);

  test("doubles what would begin an expression in its literal parts only", () => {
    expect(mixed.toTerraform()).toBe('a = ${var.a} # $${shell} %%{if} $5 100%\n"\\');
  });

  test("shows its expressions to people as Terraform names them", () => {
    expect(mixed.toPreview()).toBe('a = ${var.a} # ${shell} %{if} $5 100%\n"\\');
  });

  test("is a text only when all of it is known", () => {
    expect(new Template(["a", "b"]).toString()).toBe("ab");
    expect(() => mixed.toString()).toThrow("the text holds ${var.a}, which only Terraform knows");
  });

  test("has its hash now when it is known", () => {
    expect(new Template(["abc"]).sha256()).toBe(createHash("sha256").update("abc").digest("hex"));
    expect(new Template(["abc"]).sha256()).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  });

  test("has no hash when it is not", () => {
    expect(() => mixed.sha256()).toThrow("the text holds ${var.a}, which only Terraform knows");
  });
});

test.each([
  ["${a}", "$${a}"],
  ["%{a}", "%%{a}"],
  ["$${a}", "$$${a}"],
  ["$a {b} 5%", "$a {b} 5%"],
])("%j is escaped as %j in a template", (text, escaped) => {
  expect(escapeTemplate(text)).toBe(escaped);
});

test("a quoted text has no raw quote, backslash, tab or end of line", () => {
  expect(escapeQuoted('"\\\n\r\t${x}')).toBe('\\"\\\\\\n\\r\\t$${x}');
});
