import { heredoc } from "../../src/expression/heredoc";
import { templateParts } from "../../src/expression/template-parts";

const written = (text: string, depth = 1) => heredoc(templateParts(text), depth);

test("text of several lines is indented by one step more than its line", () => {
  expect(written("a\n  b\n\nc\n", 2)).toBe("<<-EOT\n      a\n        b\n\n      c\n    EOT");
});

test("sequences and escapes stay as they are", () => {
  expect(written('a ${ var.b }\n$${c} \\ "d"\n')).toBe('<<-EOT\n    a ${var.b}\n    $${c} \\ "d"\n  EOT');
});

test.each([
  ["has one line", "a\n"],
  ["has no line end at its end", "a\nb"],
  ["is blank", "\n \n"],
  ["has a carriage return", "a\r\nb\n"],
  ["has a control character", "a\x1b[0m\nb\n"],
  ["turns the direction of text around", "a\u202eb\nc\n"],
  ["has a sequence of several lines", "a ${f(<<X\nb\nX\n)}\nc\n"],
])("text that %s is none", (_, text) => {
  expect(written(text)).toBeUndefined();
});

test.each([
  ["all of whose lines are indented", "  a\n    b\n"],
  ["all of whose lines begin with a tab", "\ta\n\tb\n"],
  ["a line of which begins with a combining mark", "a\n\u0301b\n"],
  ["that strips white space", "a ${~var.b~}\nc\n"],
])("text %s is not indented", (_, text) => {
  expect(written(text)).toBe(`<<EOT\n${text}EOT`);
});

test("a line end that the last sequence takes away stands before the delimiter", () => {
  expect(written("a\n${var.b ~}")).toBe("<<EOT\na\n${var.b~}\nEOT");
});

test("a blank line keeps the white space that it has", () => {
  expect(written("a\n   \nb\n")).toBe("<<-EOT\n    a\n   \n    b\n  EOT");
});

test("the delimiter is none of the lines", () => {
  expect(written("a\n  EOT \nEOT2\n")).toBe("<<-EOT3\n    a\n      EOT \n    EOT2\n  EOT3");
});
