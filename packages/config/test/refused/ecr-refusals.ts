import { descriptionWith } from "../changed";
import type { Refusal } from "./refusal";

const registry = "111122223333.dkr.ecr.eu-west-1.amazonaws.com";

/** Addresses of ECR, each with what is wrong with it. */
const addresses: readonly (readonly [what: string, address: string])[] = [
  ["a tag", `${registry}/ci/base:1.2`],
  ["a digest", `${registry}/ci/base@sha256:0123`],
  ["a scheme", `https://${registry}/ci/base`],
  ["no repository", registry],
  ["a slash at the end", `${registry}/ci/`],
  ["a name of a repository alone", "ci/base"],
  ["capital letters", `${registry}/CI/base`],
  ["an account of eleven digits", `11112222333.dkr.ecr.eu-west-1.amazonaws.com/ci/base`],
  ["a pattern for the registry", "*.dkr.ecr.eu-west-1.amazonaws.com/ci/base"],
  ["a public registry", "public.ecr.aws/docker/library/alpine"],
  ["another domain", "111122223333.dkr.ecr.eu-west-1.example.com/ci/base"],
];

const withUpstream = (rule: object, prefix = "docker-hub") =>
  descriptionWith({ "manager.image": "build", ecr: { pullThroughCache: { [prefix]: rule } } });

/** Descriptions that are refused for what they say of pulls from ECR. */
export const ecrRefusals: readonly Refusal[] = [
  {
    name: "ECR without repositories",
    input: descriptionWith({ "manager.image": "build", ecr: {} }),
    says: ["ecr: must have repositories, pullThroughCache or both, got {}; correct the value [schema-format]"],
  },
  {
    name: "a pull-through cache without rules",
    input: descriptionWith({ "manager.image": "build", ecr: { pullThroughCache: {} } }),
    says: [
      'ecr: must have repositories, pullThroughCache or both, got {"pullThroughCache":{}}; correct the value [schema-format]',
    ],
  },
  ...addresses.map(([what, address]) => ({
    name: `an address in ECR with ${what}`,
    input: descriptionWith({ "manager.image": "build", ecr: { repositories: [address] } }),
    says: [
      `ecr.repositories[0]: must be the address of private ECR repositories without scheme and tag, such as "111122223333.dkr.ecr.eu-west-1.amazonaws.com/ci/*", got "${address}"; correct the value [schema-format]`,
    ],
  })),
  {
    name: "an address in ECR that is too long",
    input: descriptionWith({ "manager.image": "build", ecr: { repositories: [`${registry}/`.padEnd(321, "x")] } }),
    says: [
      "ecr.repositories[0]: must have at most 320 characters, got 321; give it at most 320 characters [schema-range]",
    ],
  },
  {
    name: "another puller of pods' images",
    input: descriptionWith({ "manager.image": "build", ecr: { repositories: [`${registry}/ci/*`], pods: "node" } }),
    says: ['ecr.pods: must be one of image-pull-secrets, node-role, got "node"; write one of them [schema-choice]'],
  },
  {
    name: "a literal registry of the pull-through cache",
    input: descriptionWith({
      "manager.image": "build",
      ecr: { repositories: [`${registry}/ci/*`], plannedRegistry: registry },
    }),
    says: [
      `ecr.plannedRegistry: must be an expression; the stack finds the registry itself, got "${registry}"; correct the value [schema-format]`,
    ],
  },
  {
    name: "an upstream registry with a scheme",
    input: withUpstream({ upstreamRegistryUrl: "https://quay.io" }),
    says: [
      'ecr.pullThroughCache.docker-hub.upstreamRegistryUrl: must be the host of a registry without scheme and path, such as "registry-1.docker.io", got "https://quay.io"; correct the value [schema-format]',
    ],
  },
  {
    name: "a pull-through cache without upstream registry",
    input: withUpstream({}),
    says: [
      "ecr.pullThroughCache.docker-hub.upstreamRegistryUrl: is required and must be a text; add it [schema-required]",
    ],
  },
  ...["x", "Docker", "docker--hub", "docker/", "ROOT", "p".repeat(31)].map((prefix) => ({
    name: `a prefix of repositories that is ${prefix}`,
    input: withUpstream({ upstreamRegistryUrl: "quay.io" }, prefix),
    says: [
      `ecr.pullThroughCache${prefix.endsWith("/") ? `["${prefix}"]` : `.${prefix}`}: must be 2 to 30 lower-case letters, digits and single . _ - between them, in parts separated by /, got "${prefix}"; rename it [schema-name]`,
    ],
  })),
  {
    name: "a secret that ECR does not read",
    input: withUpstream({
      upstreamRegistryUrl: "registry-1.docker.io",
      credentialArn: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:docker-hub-AbCdEf",
    }),
    says: [
      'ecr.pullThroughCache.docker-hub.credentialArn: must be the ARN of a secret whose name begins with ecr-pullthroughcache/, got "arn:aws:secretsmanager:eu-west-1:111122223333:secret:docker-hub-AbCdEf"; correct the value [schema-format]',
    ],
  },
  {
    name: "copies of images that expire at once",
    input: withUpstream({ upstreamRegistryUrl: "quay.io", expirationDays: 0 }),
    says: [
      "ecr.pullThroughCache.docker-hub.expirationDays: must be at least 1, got 0; choose a value of at least 1 [schema-range]",
    ],
  },
];
