import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { TerraformLocal } from "cdktf";
import { attributeOf, countOf, isChosen, siblingAttribute, type Presence } from "../src/presence";
import { planned } from "./planned";
import { only, synthesise } from "./synthesise";

/** A role with the count of its presence, and what others are told of it. */
const roleWith = (presence: Presence) =>
  synthesise((stack) => {
    const role = new IamRole(stack, "Role", { count: countOf(presence), assumeRolePolicy: "{}" });
    new TerraformLocal(stack, "outside", attributeOf(role, "arn")).overrideLogicalId("outside");
    new TerraformLocal(stack, "beside", siblingAttribute(role, "arn")).overrideLogicalId("beside");
  });

test("a choice that is known is one of its words, or not", () => {
  expect(isChosen("ssm", "ssm")).toBe(true);
  expect(isChosen("none", "ssm")).toBe(false);
});

describe("what is known now to be there", () => {
  const stack = roleWith(isChosen("ssm", "ssm"));

  test("has no count, so that its address in the state stays what it is", () => {
    expect(only(stack, "aws_iam_role")).not.toHaveProperty("count");
  });

  test("is referred to as it is", () => {
    expect(stack.locals).toEqual({ outside: "${aws_iam_role.Role.arn}", beside: "${aws_iam_role.Role.arn}" });
  });
});

describe("what Terraform decides of", () => {
  const stack = roleWith(isChosen(planned.text("access"), "ssm"));

  test("is there once or not at all", () => {
    expect(only(stack, "aws_iam_role").count).toBe('${(var.access == "ssm") ? 1 : 0}');
  });

  test("gives null from outside where it is not there, and is the first to those that have the same count", () => {
    expect(stack.locals).toEqual({
      outside: "${one(aws_iam_role.Role[*].arn)}",
      beside: "${aws_iam_role.Role[0].arn}",
    });
  });

  test("may depend on a flag itself", () => {
    expect(only(roleWith(planned.flag("cache")), "aws_iam_role").count).toBe("${var.cache ? 1 : 0}");
  });
});
