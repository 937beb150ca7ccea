import { TerraformLocal } from "cdktf";
import { TerraformData } from "../src";
import { only, synthesise } from "./synthesise";

test("what Terraform keeps is written as its own resource", () => {
  const stack = synthesise((scope) => {
    const data = new TerraformData(scope, "Kept", { input: 2, triggersReplace: { image: "a" } });
    new TerraformLocal(scope, "kept", [data.output, data.address]).overrideLogicalId("kept");
  });
  expect(only(stack, "terraform_data")).toMatchObject({ input: 2, triggers_replace: { image: "a" } });
  expect(stack.locals.kept).toEqual(["${terraform_data.Kept.output}", "terraform_data.Kept"]);
});

test("what is left out is not written", () => {
  const { input, triggers_replace: triggers } = only(
    synthesise((scope) => void new TerraformData(scope, "Empty", {})),
    "terraform_data",
  );
  expect([input, triggers]).toEqual([undefined, undefined]);
});
