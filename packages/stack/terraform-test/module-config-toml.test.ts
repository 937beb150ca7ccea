import { readConfig, renderConfigToml, restartKeys } from "@runner-fleet/config";
import { parse } from "smol-toml";
import { parse as parseYaml } from "yaml";
import { moduleDocument, plainModules, type PlainModule } from "../src";
import { terraform } from "./engine";
import { ModuleRun } from "./module-run";
import { described, least } from "./module-toml/described";
import { inputs } from "./module-toml/inputs";

const eks = plainModules.find(({ name }) => name === "eks-docker-autoscaler") as PlainModule;
const names = Object.keys(inputs);
const key = (name: string) => `case_${names.indexOf(name)}`;

/** A root that calls the module for each of the inputs; a variable that is not given has its default. */
function root(): string {
  const own = Object.keys((moduleDocument(eks) as { readonly variable: object }).variable);
  return `
    provider "aws" {
      region = "eu-west-1"
    }
    provider "helm" {
      kubernetes = { config_path = "kubeconfig" }
    }
    locals {
      inputs = jsondecode(file("inputs.json"))
    }
    module "runners" {
      source   = "../terraform/eks-docker-autoscaler"
      for_each = local.inputs
      ${own.map((name) => `${name} = try(each.value.${name}, null)`).join("\n      ")}
    }
    ${names.map((name) => `output "${key(name)}" {\n value = module.runners["${key(name)}"].config_toml\n}`).join("\n")}
    output "values" {
      value = { for key, runners in module.runners : key => runners.values_yaml }
    }
  `;
}

/** Integers as bigint, so that neither type is taken for the other. */
const parsed = (toml: string) => parse(toml, { integersAsBigInt: true });

const read = (name: string) => readConfig(described(inputs[name] ?? {}), name).config;

let run: ModuleRun;

beforeAll(() => {
  const values = Object.fromEntries(names.map((name) => [key(name), { ...least, ...inputs[name] }]));
  run = new ModuleRun(terraform, { "main.tf": root(), "inputs.json": JSON.stringify(values) });
  run.init();
  run.apply();
});

afterAll(() => run.remove());

test("there are more inputs than a few", () => {
  expect(names.length).toBeGreaterThanOrEqual(30);
});

test("a restart of the manager depends on the same keys, so that no way of writing a description restarts another's", () => {
  const values = JSON.parse(run.execute(["output", "-json", "values"]).stdout) as Record<string, string>;
  const checksums = (of: (name: string) => string) => Object.fromEntries(names.map((name) => [name, of(name)]));
  const ofTerraform = (name: string) =>
    (parseYaml(values[key(name)] ?? "") as { config: { restartChecksum: string } }).config.restartChecksum;
  expect(checksums(ofTerraform)).toEqual(checksums((name) => restartKeys(read(name)).sha256()));
});

test.each(names)("Terraform renders the config.toml that config renders for %s", (name) => {
  const expected = parsed(renderConfigToml(read(name)).toString());
  const toml = parsed(run.output(key(name)));
  expect(withoutRole(toml)).toEqual(withoutRole(expected));
});

/** The role's ARN is AWS's, and here the provider's own invention. */
function withoutRole(document: ReturnType<typeof parsed>): unknown {
  const { runners, ...rest } = document as { runners: { cache?: { s3: { RoleARN: string } } }[] };
  return {
    ...rest,
    runners: runners.map((runner) => {
      if (!runner.cache) {
        return runner;
      }
      const { RoleARN, ...s3 } = runner.cache.s3;
      expect(RoleARN).toMatch(/^arn:aws:/);
      return { ...runner, cache: { ...runner.cache, s3 } };
    }),
  };
}
