import { Expression } from "@runner-fleet/config";
import { chartMap } from "../src/chart-map";

test("a map whose keys are known is itself, whatever its values are", () => {
  const value = Expression.text("var.key");
  expect(
    chartMap([
      ["a", "b"],
      ["c", value],
    ]),
  ).toEqual({ a: "b", c: value });
  expect(chartMap([])).toEqual({});
});

test("a map with a key that only Terraform knows is made by Terraform, with its texts in quotes", () => {
  const map = chartMap([
    [Expression.text("var.name"), Expression.text("coalesce(var.key, var.name)")],
    ["LITERAL", 'a "quoted" ${text}'],
  ]);
  expect(map).toEqual(
    Expression.map('{ (var.name) = coalesce(var.key, var.name), ("LITERAL") = "a \\"quoted\\" $${text}" }'),
  );
});
