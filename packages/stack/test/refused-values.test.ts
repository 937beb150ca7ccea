import {
  checkConfig,
  conditions,
  rulesInModules,
  terraformName,
  variables,
  type Variable,
  type VariableName,
} from "@runner-fleet/config";
import { acceptedValues, goodDescription, goodValues } from "../terraform-test/refused/good-values";
import { having, type RefusedValue } from "../terraform-test/refused/refused-value";
import { refusedValues } from "../terraform-test/refused/refused-values";

const names = Object.keys(variables) as VariableName[];

const nameOf = ({ variables: given, rule }: RefusedValue) => `${JSON.stringify(given).slice(0, 100)}: ${rule}`;

/** What a module asks by a rule at a variable: Terraform's templates. */
const musts = ({ says, rule }: RefusedValue): string[] => {
  const name = names.find((each) => terraformName(each) === says.replace(/[.[].*/, ""))!;
  const { validations = [] }: Variable = variables[name];
  const together = conditions.filter(({ variables: [first] }) => first === name);
  return [...validations, ...together].filter((each) => each.rule === rule).map(({ must }) => must);
};

/** What a description asks by a rule. */
const findingOf = ({ rule }: RefusedValue, config: NonNullable<RefusedValue["config"]>): string =>
  checkConfig(config(goodDescription))
    .findings.find((finding) => finding.rule === rule)!
    .message.split(", got ")[0]!;

/** A sentence without what differs between a key of a description and a variable. */
const plain = (text: string) =>
  text
    .replace(/\b(cluster|docker|gitlab|machines|manager)\.(?=[a-z])/g, "")
    .replace(/[_`]/g, "")
    .toLowerCase();

/** Whether a sentence is that of a finding, with the values in it that Terraform puts there. */
const isSentence = (must: string, sentence: string) => {
  const parts = plain(must.replace(/ \(not shown\)$/, "")).split(/\$\{[^}]*\}/);
  const pattern = parts.map((part) => part.replace(/[\\^$.|?*+()[\]{}]/g, "\\$&")).join("\\S+");
  return new RegExp(`^${pattern}$`).test(plain(sentence.replace(/ \(not shown\)$/, "")));
};

const described = refusedValues.flatMap((value) =>
  value.config ? [[nameOf(value), value, value.config] as const] : [],
);

test("the description that the refused values change has no findings, and is that of the good values", () => {
  expect(checkConfig(goodDescription).findings).toEqual([]);
  expect(goodDescription.fleets.linux).toHaveProperty(
    "machines",
    expect.objectContaining({
      instanceTypes: goodValues.instance_types,
      subnetIds: goodValues.subnet_ids,
    }),
  );
});

test("every variable has a refused value", () => {
  const refused = new Set(refusedValues.map(({ says }) => says.replace(/[.[].*/, "")));
  expect(names.map(terraformName).filter((name) => !refused.has(name))).toEqual([]);
});

test("every variable has a value that is taken", () => {
  const taken = new Set(acceptedValues.flatMap((values) => Object.keys({ ...goodValues, ...values })));
  expect(names.map(terraformName).filter((name) => !taken.has(name))).toEqual([]);
});

test("every rule that modules hold has a refused value", () => {
  const refused = new Set(refusedValues.map(({ rule }) => rule));
  const held = rulesInModules.filter(({ variables: of }) => of.length > 0).map(({ rule }) => rule);
  expect(held.filter((rule) => !refused.has(rule))).toEqual([]);
});

test("no two refused values are the same", () => {
  const texts = refusedValues.map(({ variables: given }) => JSON.stringify(given));
  expect(texts.filter((text, index) => texts.indexOf(text) !== index)).toEqual([]);
});

describe("a description with the same mistake is found by the same rule:", () => {
  test.each(described)("%s", (_name, { rule }, config) => {
    const found = checkConfig(config(goodDescription)).findings;
    expect(found.map((finding) => finding.rule)).toContain(rule);
  });
});

describe("a module says what a description says, of", () => {
  test.each(described.filter(([, { otherWords }]) => otherWords === undefined))("%s", (_name, value, config) => {
    expect(musts(value).filter((must) => isSentence(must, findingOf(value, config)))).not.toEqual([]);
  });
});

test("a module says nothing else than a description without a reason", () => {
  const needless = described
    .filter(([, { otherWords }]) => otherWords !== undefined)
    .filter(([, value, config]) => musts(value).some((must) => isSentence(must, findingOf(value, config))));
  expect(needless.map(([name]) => name)).toEqual([]);
});

test("a change at a path leaves the description that it changes as it was", () => {
  const before = JSON.stringify(goodDescription);
  expect(having({ "linux.maxInstances": 3 })(goodDescription).fleets.linux).toHaveProperty("maxInstances", 3);
  expect(JSON.stringify(goodDescription)).toBe(before);
});
