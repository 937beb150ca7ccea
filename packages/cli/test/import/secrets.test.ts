import { knownKeys } from "@runner-fleet/config";
import { stringify } from "smol-toml";
import { importConfig } from "../../src/import/import-config";
import { importedExecutors } from "../../src/import/imported-executors";
import { reportJson, reportText } from "../../src/import/report-text";
import { createColors } from "picocolors";

/** What can be seen of an import, anywhere. */
function seen(document: object): string {
  const { yaml, report, description } = importConfig(stringify(document), "config.toml");
  return [yaml, reportText(report, createColors(false)), reportJson(report), JSON.stringify(description)].join("\n");
}

const TOKEN = "glrt-abcdefghijklmnopqrst";

/** A secret wherever a type of value has a place for text. */
const secretOf: Readonly<Record<string, unknown>> = {
  string: TOKEN,
  duration: TOKEN,
  "string[]": [`A=${TOKEN}`, TOKEN],
  "string | string[]": [TOKEN],
  "map<string>": { [TOKEN]: "x", example: TOKEN },
  "map<boolean>": { [TOKEN]: true },
  "map<integer>": { [TOKEN]: 1 },
  "map<string[]>": { [TOKEN]: ["x"], example: [TOKEN] },
};

function put(document: Record<string, unknown>, path: string, value: unknown): void {
  const segments = path.split(".");
  let table = document;
  for (const segment of segments.slice(0, -1)) {
    const inner = (table[segment.replace(/\[\]$/, "")] ??= segment.endsWith("[]") ? [{}] : {});
    table = (Array.isArray(inner) ? inner[0] : inner) as Record<string, unknown>;
  }
  table[segments.at(-1) as string] = value;
}

const keys = [...knownKeys()].filter(([, type]) => type in secretOf);

test.each(Object.keys(importedExecutors))(
  "a token at any key of a runner with the executor %s is neither written nor shown",
  (executor) => {
    expect(keys.length).toBeGreaterThan(300);
    const document: Record<string, unknown> = {};
    keys.forEach(([path, type]) => put(document, path, secretOf[type]));
    put(document, "runners[].executor", executor);
    expect(seen(document)).not.toContain("glrt-");
  },
);

const TOGETHER = 12;

test("a token in a few keys, with nothing around them, is neither written nor shown", () => {
  const few = Array.from({ length: Math.ceil(keys.length / TOGETHER) }, (_, index) =>
    keys.slice(index * TOGETHER, (index + 1) * TOGETHER),
  );
  const shown = few.filter((chosen) => {
    const document: Record<string, unknown> = {};
    chosen.forEach(([path, type]) => put(document, path, secretOf[type]));
    const isPods = chosen.some(([path]) => path.includes("kubernetes"));
    put(document, "runners[].executor", isPods ? "kubernetes" : "docker-autoscaler");
    return seen(document).includes("glrt-");
  });
  expect(shown).toEqual([]);
});

test("a token as the name of an executor, or of a key that nobody knows, is not shown", () => {
  const runner = { executor: "docker-autoscaler", [TOKEN]: 1, docker: { [TOKEN]: { [TOKEN]: TOKEN } } };
  expect(seen({ [TOKEN]: 1, runners: [runner, { executor: TOKEN, name: TOKEN }] })).not.toContain("glrt-");
  expect(() => importConfig(stringify({ runners: [{ executor: TOKEN }] }), "config.toml")).not.toThrow(/glrt-/);
});

/** Texts that are secrets for what they are called, with nothing in them that tells. */
const hidden = [
  ["token", "plain-runner-token"],
  ["environment", ["REGISTRY_PASSWORD=plain-password", "A=1"]],
  ["environment", ['DOCKER_AUTH_CONFIG={"auths":{"registry.example.com":{"auth":"cGxhaW4="}}}']],
  ["pre_build_script", "export API_KEY=plain-key\n"],
  ["docker.container_labels", { "vault-token": "plain-token", team: "ci" }],
  ["docker.volume_driver_ops", { o: "username=ci,password=plain-password" }],
  ["docker.services", [{ name: "db:1", environment: ["POSTGRES_PASSWORD=plain-password"] }]],
  ["autoscaler.connector_config.password", "plain-password"],
  ["autoscaler.plugin_config", { name: "x", credentials_file: "plain-file", secret_key: "plain-key" }],
  ["cache.s3.SecretKey", "plain-key"],
  ["cache.azure.AccountKey", "plain-key"],
  ["kubernetes.bearer_token", "plain-token"],
  ["ssh.password", "plain-password"],
] as const;

test.each(hidden)("the secret in %s is neither written nor shown", (path, value) => {
  const document: Record<string, unknown> = {};
  put(document, "runners[].executor", "docker-autoscaler");
  put(document, `runners[].${path}`, value);
  expect(seen(document)).not.toMatch(/plain-|cGxhaW4/);
});

test("what stands beside a secret is kept, and each is told", () => {
  const { description, report } = importConfig(
    stringify({
      runners: [
        {
          name: "a",
          executor: "docker",
          environment: ["A=1", "NPM_TOKEN=abc", "B=2"],
          docker: { container_labels: { "x-token": "abc", team: "ci" } },
        },
      ],
    }),
    "config.toml",
  );
  expect(description.fleets).toMatchObject({
    a: { environment: ["A=1", "B=2"], docker: { containerLabels: { team: "ci" } } },
  });
  expect(
    report.filter(({ key }) => /environment|labels/.test(key)).map(({ key, outcome, to }) => [key, outcome, to]),
  ).toEqual([
    ["runners[0].environment[0]", "kept", "fleets.a.environment[0]"],
    ["runners[0].environment[1] (NPM_TOKEN)", "decision", "fleets.a.environment"],
    ["runners[0].environment[2]", "kept", "fleets.a.environment[1]"],
    ["runners[0].docker.container_labels.x-token", "decision", "fleets.a.docker.containerLabels"],
    ["runners[0].docker.container_labels.team", "kept", "fleets.a.docker.containerLabels"],
  ]);
});

const scripts = [
  "docker login -u ci -p hunter2 registry.example.com",
  "curl -u ci:hunter2 https://example.com/",
  'curl --header "PRIVATE-TOKEN: hunter2hunter2" https://gitlab.example.com/',
  `aws configure set aws_secret_access_key ${"hunter2".repeat(6).slice(0, 40)}`,
  `sonar-scanner -Dsonar.login=sqp_${"0a1b2".repeat(8)}`,
  `git clone https://ghp_${"hunter2".repeat(6).slice(0, 36)}@github.com/a/b`,
];

test.each(scripts)("a script that hands over a secret is left out and named: %s", (script) => {
  for (const key of ["pre_get_sources_script", "post_get_sources_script", "pre_build_script", "post_build_script"]) {
    const document = { runners: [{ name: "a", executor: "docker-autoscaler", [key]: `set -e\n${script}\n` }] };
    expect(seen(document)).not.toMatch(/hunter2|0a1b2/);
    const { report } = importConfig(stringify(document), "config.toml");
    expect(report.filter((entry) => entry.key === `runners[0].${key}`)).toEqual([
      {
        key: `runners[0].${key}`,
        outcome: "decision",
        to: expect.stringMatching(/^fleets\.a\.p[a-zA-Z]+Script$/) as string,
        note: "left out: it holds what looks like a secret, which never belongs into a description (not shown)",
      },
    ]);
  }
});
