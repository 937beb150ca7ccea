import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { leaveToTerraform, renderConfigToml, runnerFleetConfigSchema } from "@runner-fleet/config";
import { parse } from "smol-toml";
import { parse as parseYaml } from "yaml";
import { importConfig } from "../../src/import/import-config";

const root = join(__dirname, "../../../..");

const files = [
  ...readdirSync(join(root, "examples"))
    .map((example) => `examples/${example}/rendered`)
    .flatMap((folder) => configsIn(folder, /^config(-\d+)?\.toml$/)),
  ...configsIn("packages/config/test/rendered", /\.toml$/),
];

function configsIn(folder: string, name: RegExp): string[] {
  try {
    return readdirSync(join(root, folder))
      .filter((file) => name.test(file))
      .map((file) => `${folder}/${file}`);
  } catch {
    return [];
  }
}

/** Names that only Terraform knows, as it would have written them. */
const planned: Readonly<Record<string, string>> = {
  cache_bucket_name: "ci-cache",
  cache_bucket_location: "eu-west-1",
  cache_role_arn: "arn:aws:iam::123456789012:role/ci-cache",
};

const LOGIN = 'DOCKER_AUTH_CONFIG={"credHelpers":{"111122223333.dkr.ecr.eu-west-1.amazonaws.com":"ecr-login"}}';

const asApplied = (text: string) =>
  text
    .replace(/\$\{jsonencode\("DOCKER_AUTH_CONFIG=.*\}"\)\}/g, JSON.stringify(LOGIN))
    .replace(/\$\{jsonencode\(local\.(\w+)\)\}/g, (_, name: string) => JSON.stringify(planned[name]));

/** What a rendered config.toml does not say of the description that it came from, so that it can't come back. */
const lost: readonly (readonly [RegExp, string])[] = [
  [
    /^\.runners\.\d+(\.autoscaler\.plugin_config)?\.name: "[a-z0-9-]+-2" → "/,
    "a shard's number: its config.toml has a part of each fleet, and nothing says which",
  ],
  [
    /^\.runners\.\d+\.autoscaler\.connector_config\.(key_path|use_static_credentials): .* → undefined$/,
    "an SSH key of one's own: its public half and the name of its Secret are not in config.toml",
  ],
];

type Data = Readonly<Record<string, unknown>>;

function differences(one: unknown, other: unknown, path = ""): string[] {
  if (JSON.stringify(one) === JSON.stringify(other)) {
    return [];
  }
  const isObject = (value: unknown): value is Data => typeof value === "object" && value !== null;
  return isObject(one) && isObject(other)
    ? [...new Set([...Object.keys(one), ...Object.keys(other)])].flatMap((key) =>
        differences(one[key], other[key], `${path}.${key}`),
      )
    : [`${path}: ${JSON.stringify(one)} → ${JSON.stringify(other)}`];
}

const renderedAgain = (yaml: string) =>
  parse(renderConfigToml(runnerFleetConfigSchema.parse(leaveToTerraform(parseYaml(yaml)).input)).toString());

const changes = new Map<string, string[]>();

/** What is not the same once a file was imported and rendered again. */
function changesOf(file: string): string[] {
  const text = asApplied(readFileSync(join(root, file), "utf8"));
  const found = changes.get(file) ?? differences(parse(text), renderedAgain(importConfig(text, file).yaml));
  changes.set(file, found);
  return found;
}

test("the examples and the golden files are found", () => {
  expect(files.length).toBeGreaterThan(15);
  expect(files).toContain("examples/several-fleets/rendered/config-2.toml");
  expect(files).toContain("packages/config/test/rendered/kubernetes.toml");
});

test.each(files)("the description that %s becomes renders to the same config.toml", (file) => {
  expect(changesOf(file).filter((change) => !lost.some(([form]) => form.test(change)))).toEqual([]);
});

test("what may be lost is met", () => {
  const met = files.flatMap(changesOf);
  expect(lost.filter(([form]) => !met.some((change) => form.test(change)))).toEqual([]);
});

test("what is so by default is not written", () => {
  const file = "packages/config/test/rendered/minimal.toml";
  const { description } = importConfig(readFileSync(join(root, file), "utf8"), file);
  expect(description).toEqual({
    gitlab: { url: "https://gitlab.example.com" },
    fleets: {
      linux: {
        executor: "docker-autoscaler",
        maxInstances: 10,
        machines: {},
        docker: { image: "alpine:3.22" },
      },
    },
  });
});

test("what follows from a fleet's profile is not written, and what does not is", () => {
  const file = "packages/config/test/rendered/kubernetes.toml";
  const { description } = importConfig(readFileSync(join(root, file), "utf8"), file);
  expect((description.fleets as Record<string, unknown>).handlers).toEqual({
    executor: "kubernetes",
    limit: 5,
    kubernetes: {
      image: "ruby:3.4",
      containerLifecycle: {
        postStart: {
          httpGet: {
            host: "example",
            port: 2,
            path: "example",
            scheme: "HTTP",
            httpHeaders: [{ name: "example", value: "example" }],
          },
        },
        preStop: { exec: { command: ["example"] } },
      },
    },
  });
});
