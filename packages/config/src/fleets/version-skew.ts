import { testedPlugins } from "../rules/plugin-version-untested";
import { oldestRunner } from "../rules/runner-version-too-old";
import { versions } from "../versions";

/** A part of a deployment that has versions of its own, and those that work. */
export interface VersionedPart {
  /** Its name. */
  readonly name: string;
  /** The versions that work. */
  readonly works: string;
  /** The versions that the project's own checks run with, the oldest first. */
  readonly tested: readonly string[];
  /** Why not older or other ones. */
  readonly why: string;
  /** Where that is known from: an address, or a file of the project. */
  readonly source: string;
}

/** Two versions that break each other when they meet. */
export interface BrokenPair {
  /** The first of the two. */
  readonly one: string;
  /** What it meets. */
  readonly other: string;
  /** What happens then. */
  readonly then: string;
  /** Where that is known from: an address, or a file of the project. */
  readonly source: string;
  /** Id of the rule that refuses the pair or warns of it, or what keeps it from meeting. */
  readonly held: string;
}

/** Minor versions of Kubernetes that every change is tried on, the oldest first. */
export const testedKubernetes = ["1.28", "1.29", "1.30", "1.31", "1.32", "1.33", "1.34", "1.35"] as const;

const [OLDEST_KUBERNETES] = testedKubernetes;
const [OLDEST_PLUGIN] = testedPlugins;

const GITLAB = "https://gitlab.com/gitlab-org/gitlab-runner/-";
const PLUGIN_RIGHTS = "https://github.com/cattle-ops/terraform-aws-gitlab-runner/pull/1319";
const WRITE_ONLY = "https://developer.hashicorp.com/terraform/language/manage-sensitive-data/write-only";

/** Every part of a deployment that has versions of its own. */
export const versionedParts: readonly VersionedPart[] = [
  {
    name: "GitLab Runner",
    works: `${oldestRunner} and newer`,
    tested: [versions.gitlabRunner],
    why: "older ones do not tell whether they are ready",
    source: `${GITLAB}/merge_requests/6756`,
  },
  {
    name: "GitLab",
    works: "the minor version of GitLab Runner, best of all; neighbours work, without what one of the two lacks",
    tested: [],
    why: "GitLab keeps the two in step",
    source: "https://docs.gitlab.com/runner/#gitlab-runner-versions",
  },
  {
    name: "GitLab's fleeting plugin for AWS",
    works: testedPlugins.map((minor) => `${minor}.x`).join(", "),
    tested: [versions.awsPlugin],
    why: "the manager's role may do what these versions call, and no more",
    source: "packages/aws-fleet/src/fleet-actions.ts",
  },
  {
    name: "GitLab's own chart, gitlab-runner",
    works: versions.officialChart,
    tested: ["0.86.0"],
    why: `it is the one that is deployed, which GitLab released for GitLab Runner ${versions.gitlabRunner}; what to compare after a first apply is on its page`,
    source: "docs/official-chart.md",
  },
  {
    name: "Kubernetes",
    works: `${OLDEST_KUBERNETES} and newer`,
    tested: testedKubernetes,
    why: "the chart refuses older ones, on which nobody has tried it",
    source: "charts/runner-manager/Chart.yaml",
  },
  {
    name: "Helm",
    works: "3.18 and newer, 4",
    tested: ["3.18.0", "4.1.4"],
    why: "older ones are not tried; the provider of Terraform brings a Helm 3 of its own",
    source: "scripts/helm.mjs",
  },
  {
    name: "Terraform",
    works: "1.11 and newer",
    tested: ["1.11.4"],
    why: "tokens are written by write-only arguments, which keep them out of the state",
    source: WRITE_ONLY,
  },
  {
    name: "OpenTofu",
    works: "1.11 and newer",
    tested: ["1.12.6"],
    why: "the same",
    source: "https://opentofu.org/docs/language/ephemerality/write-only-attributes/",
  },
  {
    name: "Node.js",
    works: "20.11 and newer; not for plain Terraform",
    tested: ["20", "22", "24"],
    why: "older ones lack what the tools need",
    source: "package.json",
  },
];

/** Every pair that is known to break. */
export const brokenPairs: readonly BrokenPair[] = [
  {
    one: "GitLab Runner before 18.10",
    other: "tokens in its environment, which is where every manager has them",
    then: "the token is not expanded, and GitLab refuses every question for jobs",
    source: `${GITLAB}/merge_requests/6068`,
    held: "runner-version-too-old",
  },
  {
    one: "GitLab Runner before 19.2",
    other: "a manager that must say when it is ready",
    then: "there is nothing at `/health/ready`, so that a pod never gets ready",
    source: `${GITLAB}/merge_requests/6756`,
    held: "runner-version-too-old",
  },
  {
    one: "GitLab Runner before the version that brought a key",
    other: "a description with that key",
    then: "the key is ignored, and nothing says so",
    source: "docs/reference.md",
    held: "key-newer-than-runner",
  },
  {
    one: "GitLab Runner",
    other: "a helper image of another version",
    then: "jobs fail while they fetch their repository or move caches and artifacts",
    source: "https://docs.gitlab.com/runner/configuration/advanced-configuration/#helper-image",
    held: "helper-image-of-another-version",
  },
  {
    one: `The AWS plugin before ${OLDEST_PLUGIN}`,
    other: "the manager's role",
    then: "nobody has written down what it calls, and no role can be made for it",
    source: "packages/aws-fleet/src/fleet-actions.ts",
    held: "version-pair-broken",
  },
  {
    one: "The AWS plugin 1.1 and newer",
    other: "a role without `ec2:DescribeSpotInstanceRequests`, such as one that was made for 1.0",
    then: "jobs stay in “Preparing environment” without a word",
    source: PLUGIN_RIGHTS,
    held: "the role's rights follow `manager.pluginVersion`",
  },
  {
    one: "The AWS plugin in a newer version than those above",
    other: "the manager's role",
    then: "what it calls beyond them is denied, and jobs may hang",
    source: PLUGIN_RIGHTS,
    held: "plugin-version-untested",
  },
  {
    one: `GitLab's own chart ${versions.officialChart}`,
    other: "a GitLab Runner of another minor version than its own",
    then: "its scripts call a GitLab Runner that they were not released for",
    source: "https://docs.gitlab.com/runner/install/kubernetes/#check-available-gitlab-runner-helm-chart-versions",
    held: "official-chart-of-another-runner",
  },
  {
    one: `Kubernetes before ${OLDEST_KUBERNETES}`,
    other: "the project's chart",
    then: "Helm refuses the release before anything is changed",
    source: "charts/runner-manager/Chart.yaml",
    held: "`kubeVersion` of the chart",
  },
  {
    one: "Terraform or OpenTofu before 1.11",
    other: "tokens that Terraform writes",
    then: "the arguments that keep them out of the state are unknown",
    source: WRITE_ONLY,
    held: "`required_version`",
  },
];
