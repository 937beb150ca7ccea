import { Scanner } from "../../src/scan/scanner";

const texts = (source: string) => new Scanner(source).code().map(({ text }) => text);
const template = (source: string) => new Scanner(source).template().map(({ type, text }) => `${type} ${text}`);

test.each([
  ["aws_x.Fleet-linux_1A2B.id", ["aws_x", ".", "Fleet-linux_1A2B", ".", "id"]],
  ["a ? 1.5e-3 : -0", ["a", "?", "1.5e-3", ":", "-", "0"]],
  ["x[0].y.1", ["x", "[", "0", "]", ".", "y", ".", "1"]],
  ["[for k, v in m : k => v...]", ["[", "for", "k", ",", "v", "in", "m", ":", "k", "=>", "v", "...", "]"]],
  ["provider::aws::f(a)", ["provider", "::", "aws", "::", "f", "(", "a", ")"]],
  ["a # b\nc /* d\n */ // e", ["a", "# b\n", "c", "/* d\n */", "// e"]],
  ['"a${f("}")}b"', ['"', "a", "${", "f", "(", '"', "}", '"', ")", "}", "b", '"']],
  ['"\\"${ {a={}} }"', ['"', '\\"', "${", "{", "a", "=", "{", "}", "}", "}", '"']],
  ["<<EOT\nEOT${a}\nEOT\n", ["<<EOT\n", "EOT", "${", "a", "}", "\n", "EOT", "\n"]],
  ["<<-EOT\n  a ${b}\n  EOT\nc", ["<<-EOT\n", "  a ", "${", "b", "}", "\n", "  EOT", "\n", "c"]],
])("%s is cut into tokens", (source, tokens) => {
  expect(texts(source)).toEqual(tokens);
});

test.each([
  ["a$${b}", ["text a$${b}"]],
  ["a$$${b}", ["text a$$${b}"]],
  ["%%{if}$ {x}%", ["text %%{if}$ {x}%"]],
  ["a${b}c", ["text a", "open-interpolation ${", "ident b", "close-sequence }", "text c"]],
  ["%{~ if b ~}x", ["open-directive %{~", "ident if", "ident b", "close-sequence ~}", "text x"]],
  ["\ufeffa${b}", ["text a", "open-interpolation ${", "ident b", "close-sequence }"]],
  ["a\r\n${b}", ["text a\r\n", "open-interpolation ${", "ident b", "close-sequence }"]],
  ["a\r${b}$$${c}", ["text a", "text \r$${b}$$$${c}"]],
])("%j as a template of JSON is cut as Terraform cuts it", (source, tokens) => {
  expect(template(source)).toEqual(tokens);
});

test.each([
  ["${a", "'${' is not closed"],
  ['${f("a)}', "is not closed"],
  ["${<<EOT\na\n}", "heredoc 'EOT' is not closed"],
  ["${a;b}", 'unexpected ";"'],
  ['${"a\nb"}', "broken by a line end"],
])("%j is refused", (source, message) => {
  expect(() => new Scanner(source).template()).toThrow(message);
});

test.each([
  ["a } b", 'unexpected "}"'],
  ["{ a", "a '{' is not closed"],
])("the expression %j is refused", (source, message) => {
  expect(() => new Scanner(source).code()).toThrow(message);
});
