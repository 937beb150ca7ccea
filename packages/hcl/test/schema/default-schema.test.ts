import { readFileSync } from "node:fs";
import { join } from "node:path";
import { defaultSchema } from "../../src";

const { types } = JSON.parse(readFileSync(join(__dirname, "../../schemas/types.json"), "utf8")) as {
  types: { resource: readonly string[]; data: readonly string[] };
};

test("it has the types of the list, and no others", () => {
  const { resource, data } = defaultSchema();
  expect(Object.keys(resource)).toEqual(types.resource);
  expect(Object.keys(data)).toEqual(types.data);
});

test.each([
  ["aws_autoscaling_group", /\bmixed_instances_policy\(instances_distribution launch_template\(/],
  ["aws_security_group", /\bingress\?/],
  ["helm_release", /^$/],
  ["kubernetes_secret", /\bmetadata\b/],
])("it knows the blocks of an %s", (type, blocks) => {
  expect(defaultSchema().resource[type]).toMatch(blocks);
});

test("helm's connection to a cluster is an attribute, kubernetes' way to get a token a block", () => {
  expect(defaultSchema().provider).toMatchObject({ helm: "", kubernetes: "exec experiments" });
});
