import { Expression } from "@runner-fleet/config";
import { shownValue, shownValues } from "../../src/diff/shown-value";

test("a secret is never shown, in short or long", () => {
  const token = `glrt-${"x".repeat(20)}`;
  const hidden = "a text that looks like a secret (not shown)";
  expect(shownValue(token)).toBe(hidden);
  expect(shownValue({ a: [token] })).toBe(hidden);
  expect(shownValues(`${"a".repeat(80)} ${token}`, `${"a".repeat(80)} b`)).toEqual([hidden, expect.any(String)]);
});

test("of long texts that begin alike the part is shown that differs", () => {
  const [before, after] = shownValues(`${"a".repeat(100)}-one`, `${"a".repeat(100)}-two`);
  expect(before).toBe(`…"${"a".repeat(29)}-one"`);
  expect(after).toBe(`…"${"a".repeat(29)}-two"`);
});

test("what only Terraform knows is shown as Terraform has it, and what is left out as that", () => {
  expect(shownValue(Expression.list("var.subnet_ids"))).toBe('"${var.subnet_ids}"');
  expect(shownValue({ ids: [Expression.text("var.id")] })).toBe('{"ids":["${var.id}"]}');
  expect(shownValue(undefined)).toBe("left out");
});
