import { TerraformStack, TerraformVariable, Testing } from "cdktf";
import { Construct } from "constructs";
import { Duration, variable } from "../src";
import { declareVariables } from "../src/declare-variables";
import { synthesise } from "./synthesise";

const declared = (...descriptions: unknown[]) =>
  synthesise((app) => {
    const stack = new TerraformStack(app, "test");
    descriptions.forEach((description, index) => declareVariables(new Construct(stack, `part${index}`), description));
    return stack;
  }).variables;

test("a description that uses no variable declares none", () => {
  expect(declared({ name: "ci", drainTimeout: Duration.minutes(5), none: undefined, nothing: null })).toEqual({});
});

test("a variable is declared with its type, its default and what it is held against", () => {
  expect(declared({ fleets: [{ maxInstances: variable("maxInstances") }], region: variable("region") })).toEqual({
    max_instances: {
      type: "number",
      description: "The most machines that may exist at once.",
      default: 10,
      nullable: false,
      validation: [
        {
          condition: "${var.max_instances >= 1 && floor(var.max_instances) == var.max_instances}",
          error_message: "The most machines must be a whole number from 1.",
        },
      ],
    },
    region: expect.objectContaining({ type: "string", nullable: false }),
  });
});

test("a variable that two descriptions of a stack use is declared once", () => {
  const description = { subnetIds: variable("subnetIds") };
  expect(Object.keys(declared(description, description))).toEqual(["subnet_ids"]);
});

test("a token of cdktf is passed over, though constructs refer to each other", () => {
  const stack = new TerraformStack(Testing.app(), "test");
  const flag = new TerraformVariable(stack, "flag", { type: "bool" }).booleanValue;
  declareVariables(stack, { debug: flag, region: variable("region") });
  expect(stack.node.children.map(({ node }) => node.id)).toEqual(["flag", "region"]);
});
