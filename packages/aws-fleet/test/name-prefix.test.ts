import { TerraformVariable } from "cdktf";
import { ManagerRole } from "../src";
import { namePrefix } from "../src/name-prefix";
import { only, synthesise } from "./synthesise";

test("a name leaves room for the end that the provider gives it", () => {
  expect(namePrefix("ci")).toBe("ci-");
  expect(namePrefix("x".repeat(60))).toBe(`${"x".repeat(37)}-`);
});

test("a name that only Terraform knows is cut there", () => {
  const stack = synthesise((scope) => {
    const name = new TerraformVariable(scope, "name", { type: "string" }).stringValue;
    new ManagerRole(scope, "Role", { name, cluster: "c", namespace: "n", serviceAccount: "s", fleets: [] });
  });
  expect(only(stack, "aws_iam_role").name_prefix).toBe("${substr(var.name, 0, 37)}-");
});
