import {
  attribute,
  attributeOfEntries,
  entries,
  itself,
  keys,
  not,
  objects,
  optionalAttribute,
  valuesByKey,
} from "../../src/variables/subject";

const isOk = (value: string) => `can(ok(${value}))`;

test("a variable is asked itself", () => {
  expect(itself.every(isOk)).toBe("can(ok(var.NAME))");
});

test("an attribute that is left out is asked nothing, and one of an object that is left out is not looked for", () => {
  expect(attribute("size").every(isOk)).toBe("can(ok(var.NAME.size))");
  expect(optionalAttribute("user").every(isOk)).toBe("var.NAME.user == null ? true : can(ok(var.NAME.user))");
  expect(optionalAttribute("key.arn").every(isOk)).toBe("var.NAME.key == null ? true : can(ok(var.NAME.key.arn))");
  expect(optionalAttribute("key.arn").given(isOk)).toBe("try(var.NAME.key.arn, null)");
});

test("of a list those entries are shown that are wrong, or only their places", () => {
  expect(entries("id").every(isOk)).toBe("alltrue([for id in var.NAME : can(ok(id))])");
  expect(entries("id").given(isOk)).toBe("[for id in var.NAME : id if !can(ok(id))]");
  expect(entries("id").pathOfWrong?.(isOk)).toBe(
    '[${join(", ", [for index, id in var.NAME : index if !can(ok(id))])}]',
  );
});

test("an object that is null has no attributes to ask", () => {
  expect(attributeOfEntries("policy", "count").every(isOk)).toBe(
    "alltrue([for policy in var.NAME : policy == null ? true : can(ok(policy.count))])",
  );
  expect(attributeOfEntries("policy", "factor", true).given(isOk)).toBe(
    "[for policy in var.NAME : policy.factor if try(policy.factor, null) == null ? false : !can(ok(policy.factor))]",
  );
  expect(objects("policy").given(isOk)).toBe(
    "[for policy in var.NAME : policy if policy == null ? false : !can(ok(policy))]",
  );
});

test("of a map the keys are shown", () => {
  expect(keys.given(isOk)).toBe("[for key in keys(var.NAME) : key if !can(ok(key))]");
  expect(valuesByKey.given(isOk)).toBe("[for key, value in var.NAME : key if !can(ok(value))]");
});

test.each([
  ["can(a)", "!can(a)"],
  ["!can(a)", "can(a)"],
  ['can(regex("a)(b", x))', '!can(regex("a)(b", x))'],
  ["can(a) && can(b)", "!(can(a) && can(b))"],
  ["!can(a) || can(b)", "!(!can(a) || can(b))"],
  ["a >= 1", "!(a >= 1)"],
])("the opposite of %s is %s", (condition, opposite) => {
  expect(not(condition)).toBe(opposite);
});
