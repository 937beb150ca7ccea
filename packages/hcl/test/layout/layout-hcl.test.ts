import { layOutHcl } from "../../src/layout/layout-hcl";

/** What Terraform 1.11 makes of the text with `terraform fmt`, where hcl-tools is older or the text is no whole file. */
test.each([
  ["a=1\nlong = 2\n\nb=3", "a    = 1\nlong = 2\n\nb = 3"],
  ["a = [\n1,\n]\nlong = 2", "a = [\n  1,\n]\nlong = 2"],
  ["x = {\na = 1\nlong = {\nb = 2\n}\nc=3\n}", "x = {\n  a = 1\n  long = {\n    b = 2\n  }\n  c = 3\n}"],
  ["a = <<EOT\n  x\nEOT\nlong = 1", "a    = <<EOT\n  x\nEOT\nlong = 1"],
  ["a = f(<<-EOT\n    x\n  EOT\n)\nb = 1", "a = f(<<-EOT\n    x\n  EOT\n)\nb = 1"],
  ["a = provider :: aws :: f( b )", "a = provider::aws::f(b)"],
  ["a = ! b&&-c - 2-d<- 1", "a = !b && -c - 2 - d < -1"],
  ["a = [for x in [1]:x if x!=-1]", "a = [for x in [1] : x if x != -1]"],
  ["a = list(object({b=string}))", "a = list(object({ b = string }))"],
  ['a = "x${ b.c [ 0 ] }y${ {d = 1} }"', 'a = "x${b.c[0]}y${ { d = 1 } }"'],
  ["a {}\n# b\nc {}", "a {}\n# b\nc {}"],
  ['"é" = 1\n"bbb" = 2', '"é"   = 1\n"bbb" = 2'],
])("%j is laid out", (text, expected) => {
  expect(layOutHcl(text)).toBe(expected);
});
