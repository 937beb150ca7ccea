import { tomlDocument } from "../../src/import/toml-document";

test("a document is read as plain data, integers beyond those of JavaScript as well", () => {
  expect(tomlDocument("concurrent = 4\nbig = 9223372036854775807\n[[runners]]\nname = 'x'\n", "config.toml")).toEqual({
    concurrent: 4,
    big: 9223372036854775807n,
    runners: [{ name: "x" }],
  });
});

test("a fault is told on one line, by line and column", () => {
  expect(() => tomlDocument("concurrent = 1\n\n[[runners]]\nname = x\n", "config.toml")).toThrow(
    /^config\.toml:4:8: must be TOML: invalid value$/,
  );
});

test("a fault does not show its line, which may hold a secret", () => {
  const read = () => tomlDocument('token = "glrt-abcdefghijklmnopqrst\n', "config.toml");
  expect(read).toThrow(/^config\.toml:1:\d+: must be TOML: [^\n]+$/);
  expect(read).not.toThrow(/glrt/);
});

test("a key that is given twice is a fault", () => {
  expect(() => tomlDocument("a = 1\na = 2\n", "-")).toThrow("-:2:1: must be TOML: trying to redefine");
});

test("nesting without end is refused on one line", () => {
  expect(() => tomlDocument(`a = ${"[".repeat(100_000)}`, "config.toml")).toThrow(/^config\.toml:[^\n]+nested[^\n]*$/);
});
