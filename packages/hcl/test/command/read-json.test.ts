import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readJson } from "../../src/command/read-json";

const folder = mkdtempSync(join(tmpdir(), "runner-fleet-hcl-"));
afterAll(() => rmSync(folder, { recursive: true }));

function read(text: string) {
  const file = join(folder, "x.json");
  writeFileSync(file, text);
  return readJson(file);
}

test.each([
  ["[1, -0.50, 1e3, 1.0, 123456789012345]", [1, -0.5, 1000, 1, 123456789012345]],
  ['{"a": "12345678901234567890"}', { a: "12345678901234567890" }],
  ["[100000000000000000000, 0.0001, 0]", [1e20, 0.0001, 0]],
])("%s is read", (text, value) => {
  expect(read(text)).toEqual(value);
});

test.each(["12345678901234567890", "0.12345678901234567890", "1e999"])(
  "%s would lose digits, so it is refused",
  (number) => {
    expect(() => read(`{"a": [${number}]}`)).toThrow(
      `x.json: a number must have at most 15 digits, got ${number}; write it as a string, which Terraform converts`,
    );
  },
);
