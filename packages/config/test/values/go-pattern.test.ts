import { syntaxError } from "../../src/values/go-pattern";

describe("a pattern that Go's regexp package", () => {
  test.each([
    "^ci-[a-z0-9-]+$",
    "^(deploy|release)$",
    "(?i)^team",
    "(?P<team>[a-z]+)",
    "(?<team>[a-z]+)",
    String.raw`\Qa.b\E`,
    String.raw`\pL+`,
    String.raw`[[:alnum:]]`,
    ".*",
  ])("takes: %s", (pattern) => {
    expect(syntaxError(pattern)).toBeUndefined();
  });

  test.each([
    ["^(ci", "missing closing ): `^(ci`"],
    ["[a-z", "missing closing ]: `[a-z`"],
    ["(?=ci)", "invalid or unsupported Perl syntax: `(?=`"],
    ["(?!prod)", "invalid or unsupported Perl syntax: `(?!`"],
    [String.raw`(a)\1`, String.raw`invalid escape sequence: ` + "`\\1`"],
    ["*", "missing argument to repetition operator: `*`"],
    ["a{1001}", "invalid repeat count: `{1001}`"],
  ])("does not take: %s", (pattern, reason) => {
    expect(syntaxError(pattern)).toBe(reason);
  });
});
