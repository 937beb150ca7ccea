import { terraformCondition, terraformValidations } from "../../src/variables/terraform-check";
import type { VariableValidation } from "../../src/variables/variable";

const validation: VariableValidation = {
  rule: "some-rule",
  condition: "length(var.NAME) > 0",
  must: "must hold at least ${length(var.NAME)}",
  fix: "add one",
};

const checked = (changes: Partial<VariableValidation>, fallback?: null) =>
  terraformValidations("my_list", {
    type: "list(string)",
    description: "A list.",
    validations: [{ ...validation, ...changes }],
    ...(fallback === null && { default: fallback }),
  });

test("a message says where, what, what was given, what to do and which rule", () => {
  expect(checked({})).toEqual([
    {
      condition: "length(var.my_list) > 0",
      message:
        "my_list: must hold at least ${length(var.my_list)}, got ${jsonencode(var.my_list)}; add one [some-rule]",
    },
  ]);
});

test("a place in the variable follows its name, and what is given may be another expression, or not shown", () => {
  expect(checked({ path: "[*].size", given: "var.NAME[*].size" })[0]?.message).toMatch(
    /^my_list\[\*\]\.size: .*, got \$\{jsonencode\(var\.my_list\[\*\]\.size\)\}; /,
  );
  expect(checked({ given: null })[0]?.message).toBe(
    "my_list: must hold at least ${length(var.my_list)}; add one [some-rule]",
  );
});

test("a variable that may be left out is asked nothing then, and its message raises no error", () => {
  expect(checked({ given: "var.NAME.size" }, null)).toEqual([
    {
      condition: "var.my_list == null ? true : length(var.my_list) > 0",
      message: expect.stringContaining(", got ${jsonencode(try(var.my_list.size, null))}; "),
    },
  ]);
});

test("a condition over several variables is reported at the first", () => {
  const condition = { ...validation, condition: "var.a > var.b", given: "var.a", must: "must be above b" };
  expect(terraformCondition({ ...condition, variables: ["maxInstances", "capacityPerInstance"] })).toEqual({
    condition: "var.a > var.b",
    message: "max_instances: must be above b, got ${jsonencode(var.a)}; add one [some-rule]",
  });
});
