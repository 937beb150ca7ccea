import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { completeDescription } from "./complete-description";
import { minimalDescription } from "./descriptions";
import { managedOnAws } from "./managed-on-aws";
import { severalFleets } from "./several-fleets";
import { refusals } from "./refused/refusals";

const schema = JSON.parse(readFileSync(join(__dirname, "../runner-fleet.schema.json"), "utf8")) as Record<
  string,
  unknown
>;
const validator = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]);
const asFile = (input: unknown): unknown => (input === undefined ? undefined : JSON.parse(JSON.stringify(input)));

/** Every part of the schema that says something of a value. */
function partsOf(part: unknown): Record<string, unknown>[] {
  if (Array.isArray(part)) {
    return part.flatMap(partsOf);
  }
  return typeof part === "object" && part !== null
    ? [part as Record<string, unknown>, ...Object.values(part).flatMap(partsOf)]
    : [];
}

test.each<readonly [string, unknown]>([
  ["the minimal description", minimalDescription()],
  ["a description in which everything is set", completeDescription()],
  ["several fleets", severalFleets()],
  ...managedOnAws().map(({ name, description }) => [name, description] as const),
])("takes %s", (_what, description) => {
  expect(validator.safeParse(asFile(description)).error?.issues ?? []).toEqual([]);
});

describe("refuses", () => {
  // What only the code can check: a limit that depends on a unit, characters, and what a rule says.
  const onlyByCode = [
    "no fleet",
    "a script with a control character",
    "queue periods of none",
    "a drain of a second",
    "a drain of a week",
    "an address of GitLab with a variable",
    "an alert that is left out twice",
    "an artifact timeout of 0",
    "an update interval below a second",
    "a maxInstances beyond every number",
    "AppArmor of the node without a name",
    "AppArmor of the runtime with a name",
    "ECR without repositories",
    "a clean-up that may take no time",
    "a glob in a pattern of pod labels",
    "a handler that does nothing",
    "a handler that does two things",
    "a look ahead in a pattern of service accounts",
    "a node affinity above a text",
    "a node affinity above two numbers",
    "a node affinity that exists with a value",
    "a node affinity that is in nothing",
    "a pull-through cache without rules",
    "a reference back in a pattern of annotations",
    "an open class in a pattern of nodes",
    "an open group in a pattern of namespaces",
    "neighbours that do not exist with a value",
    "seccomp of the node without a path",
    "seccomp of the runtime with a path",
    "too many repetitions in a pattern of tolerations",
    "a private key among certificates",
    "a certificate that is cut off",
    "a certificate in the form of OpenSSL alone",
    "a certificate that is none",
  ];
  const rows = refusals.filter(
    ({ says, name }) => says.some((line) => line.includes("[schema-")) && !onlyByCode.includes(name),
  );

  test.each(rows.map(({ name, input }) => [name, input] as const))("%s", (_name, input) => {
    expect(validator.safeParse(asFile(input)).success).toBe(false);
  });

  test("nearly all that the code refuses by form", () => {
    expect(rows.length).toBeGreaterThan(150);
  });
});

test("every key says what it means", () => {
  const keys = partsOf(schema).flatMap(({ properties }) =>
    Object.entries((properties ?? {}) as Record<string, { description?: string }>),
  );
  expect(keys.length).toBeGreaterThan(250);
  expect(keys.filter(([, { description = "" }]) => !/^[A-Z`].{10,}/s.test(description)).map(([key]) => key)).toEqual(
    [],
  );
});

test("every table refuses keys that it does not know", () => {
  const tables = partsOf(schema).filter(({ type, properties }) => type === "object" && properties !== undefined);
  expect(tables.length).toBeGreaterThan(30);
  expect(tables.filter(({ additionalProperties }) => additionalProperties !== false)).toEqual([]);
});

test("no expression is left in it, and every pattern is one that an editor can compile", () => {
  const patterns = partsOf(schema).flatMap(({ pattern }) => (typeof pattern === "string" ? [pattern] : []));
  expect(patterns.length).toBeGreaterThan(50);
  expect(patterns.map((pattern) => new RegExp(pattern, "u").source)).toEqual(patterns);
  expect(JSON.stringify(schema)).not.toMatch(/\bExpression\b/);
  expect(
    partsOf(schema).filter(
      ({ anyOf }) => Array.isArray(anyOf) && anyOf.some((branch) => Object.keys(branch as object).length === 0),
    ),
  ).toEqual([]);
});
