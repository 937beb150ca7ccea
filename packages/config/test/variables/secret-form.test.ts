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
];

test.each(secrets)("%s is a secret for Terraform as for a description, wherever it stands", (text) => {
  expect(looksLikeSecret(text)).toBe(true);
  expect(secret.test(JSON.stringify({ tags: [`a ${text} b`] }))).toBe(true);
});

test.each(["glrt-", "https://example.com/a:b@c", "AKIA", "glab-x", "-----BEGIN CERTIFICATE-----", '{"auth":"x"}'])(
  "%s is none",
  (text) => {
    expect(looksLikeSecret(text)).toBe(false);
    expect(secret.test(JSON.stringify([text]))).toBe(false);
  },
);

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
