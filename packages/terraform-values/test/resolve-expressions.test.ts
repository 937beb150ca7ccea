import { Expression } from "@runner-fleet/config";
import { TerraformLocal } from "cdktf";
import { durationText, joinedLists, numberText, resolveExpressions } from "../src";
import { planned } from "./planned";
import { synthesise } from "./synthesise";

/** What Terraform is told of a value. */
const written = (make: () => unknown) =>
  synthesise((stack) => new TerraformLocal(stack, "value", make()).overrideLogicalId("value")).locals.value;

test.each([
  ["a text", Expression.text("var.a"), "${var.a}"],
  ["a number", Expression.number("var.a"), "${var.a}"],
  ["a list", Expression.list("var.a"), "${var.a}"],
  ["a choice", Expression.number("var.a ? 1 : 2"), "${(var.a ? 1 : 2)}"],
])("%s that Terraform alone knows is its expression", (_, value, text) => {
  expect(written(() => resolveExpressions(value))).toBe(text);
});

test("a literal text means itself, and a token in its place is left", () => {
  expect(resolveExpressions({ deep: ["${HOME} %{x}", 1, true, undefined] })).toEqual({
    deep: ["$${HOME} %%{x}", 1, true, undefined],
  });
  expect(written(() => resolveExpressions(planned.text("name")))).toBe("${var.name}");
});

test("a number is a text, whoever knows it", () => {
  expect(numberText(5)).toBe("5");
  expect(written(() => `${numberText(planned.number("size"))} GiB`)).toBe("${tostring(var.size)} GiB");
});

test("lists are one after the other, and by Terraform where it alone knows one", () => {
  expect(joinedLists(["a"], ["b", "c"])).toEqual(["a", "b", "c"]);
  expect(joinedLists(["a"])).toEqual(["a"]);
  expect(written(() => joinedLists(["a"], planned.list("groups")))).toBe('${concat(["a"], var.groups)}');
});

test("a duration is in whole seconds, rounded up", () => {
  expect(durationText(4_500.2)).toBe("4501s");
  expect(durationText(Expression.number("var.a + 1"))).toBe("${var.a + 1}s");
});
