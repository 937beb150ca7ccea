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

test("a variable is declared with its type, its default and all that it is held against", () => {
  expect(declared({ fleets: [{ maxInstances: variable("maxInstances") }], region: variable("region") })).toEqual({
    max_instances: {
      type: "number",
      description: expect.stringMatching(/^The most machines that may exist at once, from 1\. /),
      default: 10,
      nullable: false,
      validation: [
        {
          condition: "${floor(var.max_instances) == var.max_instances}",
          error_message:
            "max_instances: must be a whole number, got ${jsonencode(var.max_instances)}; write a whole number [schema-type]",
        },
        {
          condition: "${var.max_instances >= 1}",
          error_message:
            "max_instances: must be at least 1, got ${jsonencode(var.max_instances)}; choose a value of at least 1 [schema-range]",
        },
      ],
    },
    region: {
      type: "string",
      description: "AWS region of the machines and of the cluster.",
      nullable: false,
      validation: [
        {
          condition: '${can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))}',
          error_message:
            'region: must be a region of AWS, such as "eu-west-1", got ${jsonencode(var.region)}; correct the value [schema-format]',
        },
      ],
    },
  });
});

test("a variable that may be left out is null then, and held against nothing", () => {
  expect(declared({ cluster: { namespace: variable("namespace") } }).namespace).toMatchObject({
    default: null,
    nullable: true,
    validation: [{ condition: expect.stringMatching(/^\$\{var\.namespace == null \? true : can\(/) }],
  });
});

test("a default may be false, empty or a list", () => {
  const used = { a: variable("privileged"), b: variable("tags"), c: variable("volumes") };
  expect(declared(used)).toMatchObject({
    privileged: { default: false, nullable: false },
    tags: { default: {}, type: "map(string)" },
    volumes: { default: ["/cache"] },
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
