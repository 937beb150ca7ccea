import { TerraformLocal } from "cdktf";
import { PullThroughCache, type PullThroughCacheProps } from "../src";
import { counts, synthesise, type Synthesised } from "./synthesise";

const credentialArn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:ecr-pullthroughcache/docker-hub-AbCdEf";
const rules: PullThroughCacheProps["rules"] = {
  "docker-hub": { upstreamRegistryUrl: "registry-1.docker.io", credentialArn, expirationDays: 7 },
  k8s: { upstreamRegistryUrl: "registry.k8s.io" },
};

const synthesiseCache = (given = rules): Synthesised =>
  synthesise((scope) => {
    const cache = new PullThroughCache(scope, "Cache", { rules: given });
    new TerraformLocal(scope, "registry", cache.registry);
    new TerraformLocal(scope, "arns", cache.repositoryArns);
  });

const all = (stack: Synthesised, type: string) =>
  Object.values(stack.resources[type] ?? {}) as Record<string, unknown>[];
test("each registry has a rule with its prefix, and its credentials by reference", () => {
  const stack = synthesiseCache();
  expect(counts(stack)).toEqual({ aws_ecr_pull_through_cache_rule: 2, aws_ecr_repository_creation_template: 2 });
  const facts = all(stack, "aws_ecr_pull_through_cache_rule").map((rule) => [
    rule.ecr_repository_prefix,
    rule.upstream_registry_url,
    rule.credential_arn,
  ]);
  expect(facts).toEqual([
    ["docker-hub", "registry-1.docker.io", credentialArn],
    ["k8s", "registry.k8s.io", undefined],
  ]);
});

test("copies expire in every repository that a pull makes, since the template is there first", () => {
  const stack = synthesiseCache();
  const templates = all(stack, "aws_ecr_repository_creation_template");
  const expiry = ({ lifecycle_policy: policy }: Record<string, unknown>) =>
    (JSON.parse(policy as string) as { rules: { selection: object; action: object }[] }).rules;
  expect(templates.map((template) => [template.prefix, template.applied_for])).toEqual([
    ["docker-hub", ["PULL_THROUGH_CACHE"]],
    ["k8s", ["PULL_THROUGH_CACHE"]],
  ]);
  expect(templates.map(expiry)).toEqual(
    [7, 30].map((days) => [
      {
        rulePriority: 1,
        description: "Copies can be fetched again",
        selection: { tagStatus: "any", countType: "sinceImagePushed", countUnit: "days", countNumber: days },
        action: { type: "expire" },
      },
    ]),
  );
  const addresses = Object.keys(stack.resources.aws_ecr_repository_creation_template ?? {}).map(
    (key) => `aws_ecr_repository_creation_template.${key}`,
  );
  expect(all(stack, "aws_ecr_pull_through_cache_rule").map((rule) => rule.depends_on)).toEqual(
    addresses.map((address) => [address]),
  );
});

test("registry and repositories are those of the stack's account, region and partition", () => {
  const stack = synthesiseCache();
  expect(Object.keys(stack.data).sort()).toEqual(["aws_caller_identity", "aws_partition", "aws_region"]);
  const [account, region, partition] = [
    "data.aws_caller_identity.AwsEnvironmentAccount.account_id",
    "data.aws_region.AwsEnvironmentRegion.region",
    "data.aws_partition.AwsEnvironmentPartition",
  ];
  expect(stack.locals).toEqual({
    registry: `\${${account}}.dkr.ecr.\${${region}}.\${${partition}.dns_suffix}`,
    arns: ["docker-hub", "k8s"].map(
      (prefix) => `arn:\${${partition}.partition}:ecr:\${${region}}:\${${account}}:repository/${prefix}/*`,
    ),
  });
});

test.each<[string, PullThroughCacheProps["rules"], string]>([
  [
    "a prefix for everything",
    { ROOT: { upstreamRegistryUrl: "quay.io" } },
    "Cache: 'rules' must have prefixes of 2 to 30 lower-case letters, digits and single . _ - / between them, got \"ROOT\"; rename it",
  ],
  [
    "a pattern as prefix",
    { "*": { upstreamRegistryUrl: "quay.io" } },
    "Cache: 'rules' must have prefixes of 2 to 30 lower-case letters, digits and single . _ - / between them, got \"*\"; rename it",
  ],
  [
    "copies that expire at once",
    { quay: { upstreamRegistryUrl: "quay.io", expirationDays: 0 } },
    "Cache: 'expirationDays' of quay must be at least 1, got 0; raise it",
  ],
])("%s is refused", (_what, given, message) => {
  expect(() => synthesiseCache(given)).toThrow(message);
});
