import { descriptionWith } from "../changed";
import type { Refusal } from "./refusal";

type Row = readonly [name: string, fleet: object, ...says: string[]];

/** A description of one fleet of pods with these keys; the paths of what it says begin at the fleet. */
const refusedFleet = ([name, fleet, ...says]: Row): Refusal => ({
  name,
  input: descriptionWith({
    fleets: {
      pods: {
        executor: "kubernetes",
        limit: 10,
        kubernetes: { image: "ruby:3.4" },
        jobs: { networkPolicy: {} },
        ...fleet,
      },
    },
  }),
  says: says.map((line) => `fleets.pods.${line}`),
});

const jobs = (table: object) => ({ jobs: { networkPolicy: {}, ...table } });

/** Descriptions that are refused for what they say of the namespace of pods and of nodes. */
export const jobsRefusals: readonly Refusal[] = (
  [
    ["no limit of pods", { limit: undefined }, "limit: is required and must be a number; add it [schema-required]"],
    [
      "a limit of no pods",
      { limit: 0 },
      "limit: must be at least 1, got 0; choose a value of at least 1 [schema-range]",
    ],
    [
      "a profile of Kubernetes' own",
      { profile: "baseline" },
      'profile: must be one of restricted, image-builds, privileged, got "baseline"; write one of them [schema-choice]',
    ],
    [
      "a namespace that is neither made nor there",
      jobs({ namespacePolicy: "make" }),
      'jobs.namespacePolicy: must be one of create, existing, got "make"; write one of them [schema-choice]',
    ],
    [
      "a Pod Security level that there is not",
      jobs({ podSecurity: "default" }),
      'jobs.podSecurity: must be one of restricted, baseline, privileged, got "default"; write one of them [schema-choice]',
    ],
    [
      "a quota of a resource with a capital letter at its start",
      jobs({ resourceQuota: { Pods: "10" } }),
      'jobs.resourceQuota.Pods: must be the name of a resource, such as "cpu" or "requests.memory", got "Pods"; rename it [schema-name]',
    ],
    [
      "a quota in words",
      jobs({ resourceQuota: { pods: "many" } }),
      'jobs.resourceQuota.pods: must be a Kubernetes quantity such as "64", got "many"; correct the value [schema-format]',
    ],
    [
      "a limit range of pods",
      jobs({ limitRange: { type: "Pod" } }),
      "jobs.limitRange.type: unknown key; remove it or use one of default, defaultRequest, max, min [schema-unknown-key]",
    ],
    [
      "a service account with a capital letter",
      jobs({ serviceAccounts: { Deploy: {} } }),
      'jobs.serviceAccounts.Deploy: must be a name of a Kubernetes service account, got "Deploy"; rename it [schema-name]',
    ],
    [
      "a policy by its name",
      jobs({ serviceAccounts: { deploy: { policyArns: ["ReadOnlyAccess"] } } }),
      'jobs.serviceAccounts.deploy.policyArns[0]: must be the ARN of an IAM policy, got "ReadOnlyAccess"; correct the value [schema-format]',
    ],
    [
      "a network policy for everybody",
      jobs({ networkPolicy: { egressRules: [{ ports: [{ port: 443 }] }] } }),
      "jobs.networkPolicy.egressRules[0].to: is required and must be a list; add it [schema-required]",
    ],
    [
      "a network policy for nobody",
      jobs({ networkPolicy: { egressRules: [{ to: [] }] } }),
      "jobs.networkPolicy.egressRules[0].to: must have at least 1 entry, got 0; give it at least 1 entry [schema-range]",
    ],
    [
      "an address without its prefix",
      jobs({ networkPolicy: { egressCidrs: ["10.0.0.1"] } }),
      'jobs.networkPolicy.egressCidrs[0]: must be an address range such as "10.0.0.0/16", got "10.0.0.1"; correct the value [schema-format]',
    ],
    [
      "nodes of which nothing is said",
      { nodes: {} },
      "nodes.largest: is required and must be a table; add it [schema-required]",
    ],
    [
      "a node's memory without a unit that there is",
      { nodes: { largest: { memory: "64GB" } } },
      'nodes.largest.memory: must be a Kubernetes quantity such as "29Gi", got "64GB"; correct the value [schema-format]',
    ],
    [
      "machines for pods",
      { machines: {} },
      "machines: is not a key of this fleet; remove it: fleets with the executor docker-autoscaler or instance have it [schema-unknown-key]",
    ],
  ] satisfies Row[]
).map(refusedFleet);

/** Descriptions that are refused for what they say of a cache in the cluster, or of its keys. */
export const cacheServerRefusals: readonly Refusal[] = [
  {
    name: "a cache server with a volume of no class",
    input: descriptionWith({
      fleets: {
        pods: { executor: "kubernetes", limit: 10, kubernetes: { image: "ruby:3.4" }, jobs: { networkPolicy: {} } },
      },
      cache: { inCluster: { volume: {} } },
    }),
    says: ["cache.inCluster.volume.storageClass: is required and must be a text; add it [schema-required]"],
  },
  {
    name: "objects that are kept for two years",
    input: descriptionWith({ cache: { expirationDays: 730 } }),
    says: ["cache.expirationDays: must be at most 365, got 730; choose a value of at most 365 [schema-range]"],
  },
];
