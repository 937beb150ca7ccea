import { TerraformLocal } from "cdktf";
import { attributeOf, countOf, isChosen, siblingAttribute, TerraformData, type Presence } from "../src";
import { planned } from "./planned";
import { only, synthesise } from "./synthesise";

/** Something with the count of its presence, and what others are told of it. */
const somethingWith = (presence: Presence) =>
  synthesise((stack) => {
    const role = new TerraformData(stack, "Role", { count: countOf(presence) });
    new TerraformLocal(stack, "outside", attributeOf(role, "id")).overrideLogicalId("outside");
    new TerraformLocal(stack, "beside", siblingAttribute(role, "id")).overrideLogicalId("beside");
  });

test("a choice that is known is one of its words, or not", () => {
  expect(isChosen("ssm", "ssm")).toBe(true);
  expect(isChosen("none", "ssm")).toBe(false);
});

describe("what is known now to be there", () => {
  const stack = somethingWith(isChosen("ssm", "ssm"));

  test("has no count, so that its address in the state stays what it is", () => {
    expect(only(stack, "terraform_data")).not.toHaveProperty("count");
  });

  test("is referred to as it is", () => {
    expect(stack.locals).toEqual({ outside: "${terraform_data.Role.id}", beside: "${terraform_data.Role.id}" });
  });
});

describe("what Terraform decides of", () => {
  const stack = somethingWith(isChosen(planned.text("access"), "ssm"));

  test("is there once or not at all", () => {
    expect(only(stack, "terraform_data").count).toBe('${(var.access == "ssm") ? 1 : 0}');
  });

  test("gives null from outside where it is not there, and is the first to those that have the same count", () => {
    expect(stack.locals).toEqual({
      outside: "${one(terraform_data.Role[*].id)}",
      beside: "${terraform_data.Role[0].id}",
    });
  });

  test("may depend on a flag itself", () => {
    expect(only(somethingWith(planned.flag("cache")), "terraform_data").count).toBe("${var.cache ? 1 : 0}");
  });
});
