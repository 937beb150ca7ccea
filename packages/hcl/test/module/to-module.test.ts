import { defaultSchema, type JsonObject, toHcl, toModule, type ToModuleOptions } from "../../src";
import { moduleDocument } from "../module-document";

const schema = defaultSchema();
const options = { schema, requiredVersion: ">= 1.11", providers: { aws: ">= 6.25.0, < 7.0.0" } };
const written = (document: JsonObject, more: Partial<ToModuleOptions> = {}) =>
  toModule(document, { ...options, ...more });

test("a module has no provider and no backend, and the ranges of versions that are given", () => {
  const { files } = written(moduleDocument);
  expect(Object.keys(files)).toEqual([
    "checks.tf",
    "locals.tf",
    "main.tf",
    "outputs.tf",
    "variables.tf",
    "versions.tf",
  ]);
  expect(files["versions.tf"]).toBe(`terraform {
  required_version = ">= 1.11"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 6.25.0, < 7.0.0"
    }
  }
}
`);
});

test("all else is as a stack is written, by topic when that is asked for", () => {
  const { "providers.tf": _, ...stack } = toHcl(moduleDocument, { schema, files: "by-topic" }).files;
  const module = written(moduleDocument, { files: "by-topic" });
  expect(module.files).toEqual({ ...stack, "versions.tf": module.files["versions.tf"] });
  expect(Object.keys(stack)).toContain("fleet-linux.tf");
  expect(module.addresses).toEqual(toHcl(moduleDocument, { schema }).addresses);
});

test("names, headings and what is safe in JSON are taken from the caller, too", () => {
  const { files } = written(moduleDocument, { names: { "Runners/Cache": "store" }, headings: { Runners: "Shared." } });
  expect(files["main.tf"]).toContain('resource "aws_s3_bucket" "store"');
  expect(files["main.tf"]).toContain("# Shared.\n");
  const policy = { aws_iam_policy: { x: { policy: '{"a":"${var.name}"}' } } };
  expect(written({ resource: policy }, { jsonSafe: ["var.name"] }).files["main.tf"]).toContain("jsonencode({");
});

test("other settings of Terraform's stay, wherever they stand", () => {
  const terraform: JsonObject[] = [{ experiments: ["x"] }, { cloud: { organization: "o" }, required_version: "1.2.3" }];
  expect(written({ terraform }).files["versions.tf"]).toBe(
    'terraform {\n  required_version = ">= 1.11"\n  experiments      = [x]\n}\n',
  );
});

test("the requirements say where each provider is from, in Terraform's own words for a short source", () => {
  const document = {
    terraform: {
      required_providers: { aws: { source: "aws", version: "6.25.0" }, lab: { source: "gitlabhq/gitlab" } },
    },
    provider: { helm: {} },
    data: { http: { x: { provider: "web" }, y: { provider: "lab" } } },
    resource: { terraform_data: { x: {} }, aws_vpc: { x: {} }, kubernetes_secret_v1: { x: {} } },
  };
  const http = { ...schema, data: { ...schema.data, http: "" } };
  const providers = { aws: "1", lab: "2", helm: "3", web: "4", kubernetes: "5", random: "6" };
  const { requirements, files } = written(document, { schema: http, providers });
  expect(requirements).toEqual({
    terraform: ">= 1.11",
    providers: {
      aws: { source: "hashicorp/aws", version: "1" },
      lab: { source: "gitlabhq/gitlab", version: "2" },
      helm: { source: "hashicorp/helm", version: "3" },
      web: { source: "hashicorp/web", version: "4" },
      kubernetes: { source: "hashicorp/kubernetes", version: "5" },
    },
  });
  expect(files["versions.tf"]?.match(/^ {4}\w+ = \{$/gm)).toHaveLength(5);
});

test("the inputs have their types and defaults as HCL, and the ids of the rules that they are held against", () => {
  const { inputs } = written(moduleDocument);
  expect(inputs.map(({ name }) => name)).toEqual(Object.keys(moduleDocument.variable as JsonObject));
  const [name, region] = inputs;
  expect(name).toEqual({
    name: "name",
    description: "Name.",
    type: "string",
    default: '"gitlab-runner"',
    rules: ["resource-name"],
  });
  expect(region).toEqual({ name: "region", description: "", type: "string", rules: [] });
  expect(inputs.find((input) => input.name === "root_volume")).toEqual({
    name: "root_volume",
    description: "",
    type: [
      "object({",
      "  size_gib = optional(number, 50)",
      "  iops     = optional(number, 3000)",
      "  kms_key = optional(object({",
      "    arn   = string",
      "    grant = optional(bool, true)",
      "  }))",
      "})",
    ].join("\n"),
    default: "{}",
    rules: [],
  });
  expect(inputs.find((input) => input.name === "cache")?.default).toBe("null");
  expect(inputs.find((input) => input.name === "tolerations")?.default).toBe(
    '[\n  {\n    key      = "a|b"\n    operator = "Exists"\n  },\n  {},\n]',
  );
});

test("a rule's id stands in brackets at the end of a message, once for several messages, and others are none", () => {
  const messages = ["a [one-rule]", "b [other].", "c [one-rule]", "of [x] no more", "d"];
  const validation = messages.map((error_message) => ({ condition: true, error_message }));
  const { inputs } = written({ variable: { v: { validation }, w: { validation: { error_message: "[alone]" } } } });
  expect(inputs.map(({ rules }) => rules)).toEqual([["one-rule", "other"], ["alone"]]);
  expect(inputs[0]?.type).toBe("any");
});

test("the outputs have their descriptions", () => {
  expect(written(moduleDocument).outputs).toEqual([
    { name: "cache_bucket_name", description: "Name of the cache's bucket." },
    { name: "config_toml", description: "" },
    { name: "fleet", description: "" },
  ]);
});

test.each<[JsonObject, string]>([
  [
    { terraform: { required_providers: { helm: { source: "helm" } } } },
    "terraform.required_providers.helm: must have its versions among the option 'providers', got those of aws; add",
  ],
  [{ resource: { toString_x: { y: {} } } }, "terraform.required_providers.toString: must have its versions among"],
  [
    { resource: { aws_vpc: { v: { provider: "${aws.paris}" } } } },
    "resource.aws_vpc.v.provider: must be a provider without an alias, as a module gets its caller's, got aws.paris; take 'provider' away, and call the module with providers = { aws = aws.paris }",
  ],
  [{ data: { aws_region: { r: { provider: "aws.x" } } } }, "data.aws_region.r.provider: must be a provider without"],
  [{ module: { m: { source: "./m", providers: { aws: "aws.x" } } } }, "module.m.providers.aws: must be a provider"],
  [
    { check: { c: { data: { aws_region: { r: { provider: "aws.x" } } } } } },
    "check.c.data.aws_region.r.provider: must be a provider without an alias",
  ],
  [
    { import: [{ to: "aws_vpc.v", id: "x" }] },
    "import: must not be in a module, since Terraform takes it in a root module alone; leave it to who calls the module",
  ],
])("%j is no module", (document, message) => {
  expect(() => written(document)).toThrow(message);
});

test("a provider's alias that nothing uses is no hindrance, nor is the name of one without alias", () => {
  const aws: JsonObject[] = [{ region: "a" }, { alias: "paris", region: "b" }];
  const { files } = written({ provider: { aws }, resource: { aws_vpc: { v: { provider: "aws" } } } });
  expect(files["main.tf"]).toBe('resource "aws_vpc" "v" {\n  provider = aws\n}\n');
});
