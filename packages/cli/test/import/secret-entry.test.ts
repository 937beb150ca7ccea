import { isSecretPair, isSecretText } from "../../src/import/secret-entry";

test.each([
  "glrt-abcdefghijklmnopqrst",
  "https://ci:hunter2@gitlab.example.com",
  "AWS_SECRET_ACCESS_KEY=abc",
  "NPM_TOKEN=abc",
  "password=abc",
  'DOCKER_AUTH_CONFIG={"auths":{"registry.example.com":{"password":"x"}}}',
  'DOCKER_AUTH_CONFIG={"auths":{"registry.example.com":{"auth":"x"}}}',
  "set -e\nexport DB_PASSWORD='hunter2'\nrun",
  "curl https://example.com/?private_token=abc",
  "--api-key=abc",
])("%j is a secret", (text) => {
  expect(isSecretText(text)).toBe(true);
});

test.each([
  "LC_ALL=C.UTF-8",
  "NPM_TOKEN=$CI_NPM_TOKEN",
  "AWS_WEB_IDENTITY_TOKEN=/var/run/token",
  "GIT_CREDENTIALS=",
  "FF_DISABLE_AUTOMATIC_TOKEN_ROTATION=true",
  "KEY=value",
  "BUILDKIT_INLINE_CACHE=1",
  'DOCKER_AUTH_CONFIG={"credHelpers":{"012345678901.dkr.ecr.eu-west-1.amazonaws.com":"ecr-login"}}',
  "docker:24-dind",
  'echo "the token is in the variable TOKEN"',
])("%j is none", (text) => {
  expect(isSecretText(text)).toBe(false);
});

test("an entry of a map is a secret by its name or its value", () => {
  expect(isSecretPair("splunk-token", "abc")).toBe(true);
  expect(isSecretPair("glrt-abcdefghijklmnopqrst", 1)).toBe(true);
  expect(isSecretPair("o", "username=x,password=hunter2")).toBe(true);
  expect(isSecretPair("team", "ci")).toBe(false);
  expect(isSecretPair("splunk-token", "$TOKEN")).toBe(false);
  expect(isSecretPair("FF_DISABLE_AUTOMATIC_TOKEN", true)).toBe(false);
});
