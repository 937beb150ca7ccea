import { isAnchored } from "../../src/fleets/pod-pattern";

test.each([
  "^deploy$",
  "^(deploy|release)$",
  "^a$|^b$",
  "(^a$|^b$)",
  "(?:^a$)",
  "(?P<name>^a$)",
  "(?i)^a$",
  String.raw`\Aa\z`,
  ".*",
  ".+",
  "^team-.*",
  ".*-ci$",
  "^[^|]+$",
  "^[]|]$",
  "^[[:alpha:]]+$",
  String.raw`^a\|b$`,
  String.raw`^\\$`,
])("'%s' says where a value begins and ends", (pattern) => {
  expect(isAnchored(pattern)).toBe(true);
});

test.each([
  "",
  "deploy",
  "^deploy",
  "deploy$",
  "^deploy|release$",
  "^a$|b$",
  "(^a$|b)",
  "(^a)|(b$)",
  "^(a)b|c$",
  String.raw`^a\$`,
  String.raw`\^a$`,
  "^[|$]",
  "[.*]",
  "(?i)a",
  String.raw`a\.*`,
])("'%s' does not", (pattern) => {
  expect(isAnchored(pattern)).toBe(false);
});
