import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Expression, Template } from "@runner-fleet/config";
import { parse } from "yaml";
import { literalTemplate, literalValue } from "../src/official-text";
import { helm } from "./chart/render-chart";

/** What Helm makes of a value that a chart has evaluated, as GitLab's chart does. */
function evaluated(text: string): string {
  const chart = mkdtempSync(join(tmpdir(), "official-text-"));
  try {
    mkdirSync(join(chart, "templates"));
    writeFileSync(join(chart, "Chart.yaml"), "apiVersion: v2\nname: chart\nversion: 1.0.0\n");
    writeFileSync(join(chart, "templates", "text.yaml"), "text: {{ tpl .Values.text $ | toJson }}\n");
    return parse(helm(["template", "release", chart], { text })).text;
  } finally {
    rmSync(chart, { recursive: true });
  }
}

const texts = "{{ .Values.x }}\n{{- end -}} {{{ }}} }}{{ {{`x`}} {{{{ ${VARIABLE} \\ \" '";

test("Helm prints a literal text as it is", () => {
  expect(evaluated(literalTemplate(new Template([texts])).toString())).toBe(texts);
});

test("Helm evaluates a text that is not made literal, so there is something to prevent", () => {
  expect(() => evaluated("{{ end }}")).toThrow("unexpected {{end}}");
});

test("every text of a value is made literal, its keys and other values left as they are", () => {
  const list = Expression.list("var.list");
  const value = { text: "{{", number: 1, flag: false, list, texts: ["{{"], gone: undefined };
  expect(literalValue(value)).toEqual({
    text: "{{`{{`}}",
    number: 1,
    flag: false,
    list,
    texts: ["{{`{{`}}"],
    gone: undefined,
  });
});

test("Terraform makes a text literal that it alone knows", () => {
  expect(String(literalValue(Expression.text("var.text")))).toBe('${replace(var.text, "{{", "{{`{{`}}")}');
});
