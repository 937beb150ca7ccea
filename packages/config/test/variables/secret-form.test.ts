import { looksLikeSecret } from "../../src/findings/finding";
import { environmentHoldsSecret } from "../../src/rules/environment-holds-secret";
import type { RunnerFleetConfig } from "../../src/schema/runner-fleet-config";
import { givesSecretValue, noSecret } from "../../src/variables/secret-form";
import { patternsIn } from "./patterns-in";

const [secret] = patternsIn(noSecret.condition) as [RegExp];
const [entry] = patternsIn(givesSecretValue("entry")) as [RegExp];

const secrets = [
  ...["rt", "rtr", "pat", "ptt", "dt", "cbt", "oas", "soat", "ft", "imt", "agent", "ffct", "wt"].map(
    (kind) => `gl${kind}-0123456789abcdefghij`,
  ),
  "GR13489410123456789ab",
  "AKIA0123456789ABCDEF",
  "ASIA0123456789ABCDEF",
  "-----BEGIN RSA PRIVATE KEY-----",
  "https://user:password@example.com/",
  '{"auths":{"x":{"auth":"dXNlcjpwYXNz"}}}',
  '{"auth" : "dXNlcjpwYXNz"}',
  `ghp_${"a1B2".repeat(9)}`,
  `npm_${"a1B2".repeat(9)}`,
  `sqp_${"0a1b".repeat(10)}`,
  "xoxb-0123456789-abcdef",
];

/** In scripts alone, which no variable is. */
const handedOver = [
  'curl -H "PRIVATE-TOKEN: abcdEFGH"',
  "curl -H 'Authorization: Bearer abcdefgh'",
  `aws configure set aws_secret_access_key ${"aB3/".repeat(10)}`,
  "docker login -u ci -p hunter2 registry.example.com",
  'docker login --password="hunter2"',
  "curl -sf -u bot:hunter2 https://example.com",
];

test.each(secrets)("%s is a secret for Terraform as for a description, wherever it stands", (text) => {
  expect(looksLikeSecret(text)).toBe(true);
  expect(secret.test(JSON.stringify({ tags: [`a ${text} b`] }))).toBe(true);
});

test.each(handedOver)("%s is a secret", (text) => {
  expect(looksLikeSecret(text)).toBe(true);
});

test.each([
  ...["glrt-", "https://example.com/a:b@c", "AKIA", "glab-x", "-----BEGIN CERTIFICATE-----", '{"auth":"x"}'],
  'docker login -u ci -p "$CI_REGISTRY_PASSWORD" registry.example.com',
  "aws ecr get-login-password | docker login -u AWS --password-stdin registry.example.com",
  "docker login registry.example.com; mkdir -p /cache",
  'curl -H "PRIVATE-TOKEN: $TOKEN"',
  'curl -u "$USER:$PASSWORD" https://example.com',
  "curl -u bot https://example.com",
  "aws configure set aws_secret_access_key $KEY",
])("%s is none", (text) => {
  expect(looksLikeSecret(text)).toBe(false);
  expect(secret.test(JSON.stringify([text]))).toBe(false);
});

const finds = (text: string) => {
  const config = { fleets: { linux: { environment: [text], docker: {} } } } as unknown as RunnerFleetConfig;
  return [...environmentHoldsSecret.check(config)].length > 0;
};

test.each(
  ["PASSWORD", "PASSWD", "PASSPHRASE", "SECRET", "TOKEN", "CREDENTIALS", "ACCESS_KEY", "APIKEY", "PRIVATE_KEY"].flatMap(
    (name) => [
      `${name}=x`,
      `MY_${name}=x`,
      `my_${name.toLowerCase()}=x`,
      `${name}S=x`,
      `MY${name}=x`,
      `${name}=$OTHER`,
      `${name}=/file`,
      `${name}=`,
      name,
    ],
  ),
)("%s is told apart as a description does", (text) => {
  expect(entry.test(text)).toBe(finds(text));
});
