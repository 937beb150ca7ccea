import { terraformName, variables, type VariableName } from "../../src/variables/catalogue";
import type { Variable } from "../../src/variables/variable";
import { patternsIn } from "./patterns-in";

const safe = (Object.entries(variables) as [VariableName, Variable][]).filter(([, { jsonSafe }]) => jsonSafe);

/** A value that each takes, in which anything is then put. */
const samples: Readonly<Record<string, string>> = {
  group_name: "ci-linux",
  region: "eu-west-1",
  cluster_name: "ci",
  namespace: "ci",
  service_account_name: "ci",
  token_secret_name: "ci-tokens",
  token_key: "linux",
  token_path: "/ci/",
  manager_subnet_id: "subnet-0a",
  manager_image_id: "ami-0123456789abcdef0",
  ecs_cluster_name: "ci",
};

const escapedInJson = ['"', "\\", "<", ">", "&", "\n", "\t", "\u0000", "\u001f", "\u2028", "\u2029"];

/** Whether a value passes the patterns and choices that a variable is held against. */
function isTaken({ validations = [] }: Variable, value: string): boolean {
  return validations
    .filter(({ condition }) => !condition.startsWith("!"))
    .every(({ condition }) => {
      const [, choices] = /^contains\((\[.*\]), var\.NAME\)$/.exec(condition) ?? [];
      const unwanted = condition.includes("regexall(");
      return choices === undefined
        ? unwanted || patternsIn(condition).every((pattern) => pattern.test(value))
        : (JSON.parse(choices) as string[]).includes(value);
    });
}

test.each(safe)("%s takes no character that JSON escapes", (name, variable) => {
  const sample = samples[terraformName(name)] ?? String(variable.default);
  expect(isTaken(variable, sample)).toBe(true);
  for (const character of escapedInJson) {
    for (const place of [0, 1, sample.length]) {
      const value = `${sample.slice(0, place)}${character}${sample.slice(place)}`;
      expect([value, isTaken(variable, value)]).toEqual([value, false]);
    }
  }
});

test("the names that policies and trusts are made of are among them", () => {
  expect(safe.map(([name]) => name)).toEqual(
    expect.arrayContaining([
      "name",
      "fleetName",
      "groupName",
      "clusterName",
      "namespace",
      "serviceAccountName",
      "region",
    ]),
  );
});
