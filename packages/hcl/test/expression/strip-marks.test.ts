import { quotedTemplate } from "../../src/expression/quoted";
import { withoutStripMarks } from "../../src/expression/strip-marks";
import { templateParts } from "../../src/expression/template-parts";

test.each([
  ["a ${~b~} c", "a${b}c"],
  ["a\n  %{for k in c~}\n  ${k}\n  %{endfor~}\nz", "a\n  %{for k in c}  ${k}\n  %{endfor}z"],
  ["a \n ${~b}", "a \n${b}"],
  ["a \n${~b}", "a${b}"],
  ["a\n\n${~b}", "a\n${b}"],
  ["${a~}\n\nb", "${a}\nb"],
  ["${a~} \u00a0\u2003b", "${a}b"],
  ["${a~} ${~b}", "${a}${b}"],
  ["${a~} \n ${~b}", "${a}${b}"],
  ["${a} b ${c}", "${a} b ${c}"],
])("%j is the same text as %j", (template, plain) => {
  expect(quotedTemplate(withoutStripMarks(templateParts(template)))).toBe(`"${plain.replaceAll("\n", "\\n")}"`);
});
