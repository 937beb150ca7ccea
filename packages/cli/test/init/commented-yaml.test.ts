import { parse } from "yaml";
import { commentedYaml, commentLines, type CommentedKey } from "../../src/init/commented-yaml";

test("a key stands below its comment, with its value in its own line", () => {
  expect(commentedYaml([{ key: "name", comment: "What it is called.", value: "ci" }])).toBe(
    "# What it is called.\nname: ci\n",
  );
});

test("the keys at the top stand apart", () => {
  expect(
    commentedYaml([
      { key: "a", value: 1 },
      { key: "b", value: 2 },
    ]),
  ).toBe("a: 1\n\nb: 2\n");
});

test("a comment is wrapped at 100 columns, at its own indentation", () => {
  const lines = commentLines("word ".repeat(40).trim(), "    ");
  expect(lines).toHaveLength(3);
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(100);
  expect(lines.every((line) => line.startsWith("    # word"))).toBe(true);
});

test("a word that is longer than a line is not broken", () => {
  const word = "x".repeat(120);
  expect(commentLines(`${word} y`)).toEqual([`# ${word}`, "# y"]);
});

const list: CommentedKey = {
  key: "policies",
  items: [
    [
      { key: "periods", comment: "When.", value: ["* 8-17 * * mon-fri"] },
      { key: "idleCount", value: 2 },
    ],
    [{ key: "idleCount", value: 1 }],
  ],
};

test("the tables of a list begin with a dash", () => {
  const text = commentedYaml([list]);
  expect(text).toBe('policies:\n  # When.\n  - periods: ["* 8-17 * * mon-fri"]\n    idleCount: 2\n  - idleCount: 1\n');
  expect(parse(text)).toEqual({ policies: [{ periods: ["* 8-17 * * mon-fri"], idleCount: 2 }, { idleCount: 1 }] });
});

test("what is off has a # right before each of its keys, so that without them it is YAML again", () => {
  const text = commentedYaml([{ ...list, isOff: true }]);
  expect(parse(text)).toBeNull();
  expect(text.replaceAll(/^( *)#(?! )/gm, "$1")).toBe(commentedYaml([list]));
});

test("a table whose keys are all off is off, and one with a key that is on is not", () => {
  const off: CommentedKey = { key: "tags", value: { team: "a" }, isOff: true };
  expect(commentedYaml([{ key: "aws", keys: [off] }])).toBe("#aws:\n  #tags: { team: a }\n");
  expect(commentedYaml([{ key: "aws", keys: [off, { key: "defaultVpc", value: true }] }])).toBe(
    "aws:\n  #tags: { team: a }\n  defaultVpc: true\n",
  );
});

test.each<unknown>([
  "x\nfleets: {}",
  "x\n\ny",
  "a: b",
  "# no comment",
  "a, b",
  "[x",
  "yes",
  "12:30",
  "2024-01-01",
  "10",
  "",
  " ",
  "tab\there",
  "quote \" and '",
  "${CI_TOKEN}",
  0,
  -1,
  true,
  {},
  ["a, b", "x\ny"],
  { "eks.amazonaws.com/capacityType": "ON_DEMAND" },
])("%j is one line, and read back as it was", (value) => {
  const text = commentedYaml([
    { key: "given", value },
    { key: "next", value: 1 },
  ]);
  expect(text.trimEnd().split("\n")).toHaveLength(3);
  expect(parse(text)).toEqual({ given: value, next: 1 });
  expect(parse(text, { version: "1.1" })).toEqual({ given: value, next: 1 });
});

test("a key that is no plain word is quoted", () => {
  expect(parse(commentedYaml([{ key: "a: b\nc", keys: [{ key: "yes", value: 1 }] }]))).toEqual({
    "a: b\nc": { yes: 1 },
  });
});
