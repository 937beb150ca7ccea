import { tokensOf } from "../../src/fleets/manager-tokens";
import { runnerFleetConfigSchema } from "../../src/schema/runner-fleet-config";
import { Expression } from "../../src/values/expression";
import { descriptionWith, type Changes } from "../changed";

const tokens = (changes: Changes) => tokensOf(runnerFleetConfigSchema.parse(descriptionWith(changes)));

test.each([
  ["kubernetes", "cluster"],
  ["ec2", "ec2"],
  ["fargate", "fargate"],
])("the tokens of managers on %s are those of %s", (platform, section) => {
  const revision = Expression.number("var.revision");
  const given = { "manager.platform": platform, [section]: { tokens: { source: "gitlab", revision } } };
  expect(tokens(given)).toEqual({ source: "gitlab", revision, path: [section, "tokens"] });
});

test.each([
  ["kubernetes", "cluster"],
  ["ec2", "ec2"],
  ["fargate", "fargate"],
])("the tokens of managers on %s exist already where nothing is said of them", (platform, section) => {
  expect(tokens({ "manager.platform": platform })).toEqual({
    source: "existing",
    revision: 1,
    path: [section, "tokens"],
  });
});

test("what a platform says that the managers are not on is not asked", () => {
  const changes = { "cluster.tokens": { source: "variable", revision: 3 }, "manager.platform": "ec2" };
  expect(tokens(changes)).toEqual({ source: "existing", revision: 1, path: ["ec2", "tokens"] });
});
