import { oldestRunner } from "../rules/runner-version-too-old";
import { versions } from "../versions";
import { asDescribed, demanded, noNulls } from "./as-described";
import { secondsIn, wholeDuration } from "./duration-form";
import { objectType, objectsType } from "./object-type";
import { noSecret } from "./secret-form";
import { attribute, attributeOfEntries, itself, keys, objects, optionalAttribute, valuesByKey } from "./subject";
import type { Variable, VariableValidation } from "./variable";

const [oldestMajor = 0, oldestMinor = 0] = oldestRunner.split(".").map(Number);

const notTooOld: VariableValidation = {
  rule: "runner-version-too-old",
  condition: `try(split(".", var.NAME)[0] * 1000 + split(".", var.NAME)[1] >= ${oldestMajor * 1_000 + oldestMinor}, true)`,
  must: `must be at least ${oldestRunner}`,
  fix: `set runner_version to ${oldestRunner} or newer`,
};

const drainLimit = (word: string, sign: string, text: string, seconds: number): VariableValidation =>
  demanded(
    {
      rule: "schema-format",
      condition: (duration) => `try(${secondsIn(duration)} ${sign} ${seconds}, true)`,
      must: `must be ${word} ${text}`,
      fix: "correct the value",
    },
    itself,
  );

const tolerationContradictions: readonly VariableValidation[] = [
  demanded(
    {
      rule: "toleration-contradiction",
      condition: (toleration) => `${toleration}.key != null || ${toleration}.operator == "Exists"`,
      must: 'must have a key, or the operator "Exists"',
      fix: "give a key, or set operator to Exists and remove value",
    },
    objects("toleration"),
  ),
  demanded(
    {
      rule: "toleration-contradiction",
      condition: () => 'toleration.operator != "Exists"',
      must: 'must not be given with the operator "Exists"',
      fix: "give a key, or set operator to Exists and remove value",
    },
    attributeOfEntries("toleration", "value", true),
  ),
];

/** The manager: where it runs, what it is told and what it runs. */
export const managerVariables = {
  gitlabUrl: {
    type: "string",
    description:
      "Address of the GitLab instance, by http or https, without credentials. A change restarts the manager.",
    default: "https://gitlab.com",
    validations: [
      ...asDescribed("gitlab.url"),
      {
        rule: "schema-format",
        condition: '!strcontains(var.NAME, "$")',
        must: "must be written out: the manager would read $ as a variable of its environment, which has none for it",
        fix: "correct the value",
      },
    ],
  },
  clusterName: {
    type: "string",
    description: "Name of the EKS cluster that the manager runs on.",
    validations: asDescribed("cluster.name"),
    jsonSafe: true,
  },
  namespace: {
    type: "string",
    description: "Kubernetes namespace of the manager, which must exist; null for the deployment's name.",
    default: null,
    validations: asDescribed("cluster.namespace"),
    jsonSafe: true,
  },
  serviceAccountName: {
    type: "string",
    description:
      "Name of the manager's Kubernetes service account, which its AWS role trusts alone; null for the deployment's name.",
    default: null,
    validations: asDescribed("cluster.serviceAccountName"),
    jsonSafe: true,
  },
  tokenSecretName: {
    type: "string",
    description:
      "Name of the Kubernetes Secret, in the manager's namespace, that holds the runner's token; null for the deployment's name and `-tokens`. The token itself is given to no variable.",
    default: null,
    validations: [...asDescribed("cluster.tokens.secretName", itself, { isHidden: true }), noSecret],
    jsonSafe: true,
  },
  tokenKey: {
    type: "string",
    description: "Key of the runner's token in that Secret; null for the fleet's name.",
    default: null,
    validations: [...asDescribed("fleets.*.tokenKey", itself, { isHidden: true }), noSecret],
    jsonSafe: true,
  },
  tokenRevision: {
    type: "number",
    description: "A number from 1 to raise with every new token: the manager then drains and restarts.",
    default: 1,
    validations: asDescribed("cluster.tokens.revision"),
  },
  podIdentityAgent: {
    type: "string",
    description:
      "Who runs the Pod Identity agent: `addon` is the EKS add-on, which every plan then looks for; `managed-elsewhere` is something that Terraform cannot see (EKS Auto Mode has it built in).",
    default: "addon",
    validations: asDescribed("cluster.podIdentityAgent"),
    jsonSafe: true,
  },
  nodeSelector: {
    type: "map(string)",
    description:
      "Labels of the nodes that the manager may run on; empty for any node. Choose on-demand nodes: a manager that is interrupted takes its machines with it.",
    default: {},
    validations: [
      ...asDescribed("cluster.nodeSelector.key()", keys),
      ...asDescribed("cluster.nodeSelector.*", valuesByKey),
    ],
  },
  tolerations: {
    type: objectsType({
      key: "optional(string)",
      operator: 'optional(string, "Equal")',
      value: "optional(string)",
      effect: "optional(string)",
    }),
    description:
      "Taints that the manager's pod tolerates, as in Kubernetes: `key`, null for every key with the operator Exists; `operator`, `Equal` or `Exists`; `value`; `effect`, `NoSchedule`, `PreferNoSchedule` or `NoExecute`, null for every effect.",
    default: [],
    validations: [
      noNulls("toleration"),
      ...asDescribed("cluster.tolerations.*.key", attributeOfEntries("toleration", "key", true)),
      ...asDescribed("cluster.tolerations.*.operator", attributeOfEntries("toleration", "operator")),
      ...asDescribed("cluster.tolerations.*.value", attributeOfEntries("toleration", "value", true)),
      ...asDescribed("cluster.tolerations.*.effect", attributeOfEntries("toleration", "effect", true)),
      ...tolerationContradictions,
    ],
  },
  preflight: {
    type: "string",
    description:
      "What a Job tries before an apply touches the manager: `full` is image, plugin, config.toml, and whether GitLab takes the token; `offline` is the same without asking GitLab; `none` is nothing. If it fails, the manager goes on as it was.",
    default: "full",
    validations: asDescribed("cluster.preflight"),
    jsonSafe: true,
  },
  monitoring: {
    type: "bool",
    description:
      "Whether there are a monitor, alerts and a Grafana dashboard for the manager. The custom resources of the Prometheus Operator must be in the cluster.",
    default: false,
  },
  waitForRollout: {
    type: "bool",
    description:
      "Whether an apply waits until the manager is ready, which is after the one before it has drained. Without it an apply does not say whether the manager starts.",
    default: true,
  },
  managerImage: {
    type: objectType({
      repository: "string",
      tag: "string",
      digest: "optional(string)",
      has_plugin: "optional(bool, true)",
    }),
    description:
      "The image that the manager's pod runs: its `repository` without tag, its `tag`, which is never latest, its `digest` (null: the tag alone decides), and whether the AWS plugin is in it already, under FLEETING_PLUGIN_PATH (`has_plugin`). Null for GitLab's own, in which every pod installs the plugin when it starts.",
    default: null,
    validations: [
      ...asDescribed("manager.image.repository", attribute("repository")),
      ...asDescribed("manager.image.tag", attribute("tag")),
      ...asDescribed("manager.image.digest", optionalAttribute("digest")),
    ],
  },
  runnerVersion: {
    type: "string",
    description: `Exact version of GitLab Runner, from ${oldestRunner}: older ones do not tell Kubernetes whether they are ready. Without effect where manager_image is set.`,
    default: versions.gitlabRunner,
    validations: [...asDescribed("manager.runnerVersion"), notTooOld],
    jsonSafe: true,
  },
  pluginVersion: {
    type: "string",
    description: "Exact version of GitLab's fleeting plugin for AWS. The rights of the manager's role follow from it.",
    default: versions.awsPlugin,
    validations: asDescribed("manager.pluginVersion"),
    jsonSafe: true,
  },
  drainTimeout: {
    type: "string",
    description:
      "How long a manager that is told to stop waits for its jobs: as long as your longest job may take, `1m` to `144h`, in whole hours, minutes and seconds. It takes no new jobs meanwhile.",
    default: "1h",
    validations: [
      wholeDuration(itself),
      drainLimit("at least", ">=", "1m", 60),
      drainLimit("at most", "<=", "144h", 144 * 3_600),
    ],
    jsonSafe: true,
  },
  cache: {
    type: objectType({
      expiration_days: "optional(number, 30)",
      shared: "optional(bool, false)",
      path: "optional(string)",
    }),
    description:
      "A cache in a bucket of S3 that is made for it: the days from 1 after which an object is removed (`expiration_days`), whether fleets find each other's caches (`shared`; only between fleets of one architecture whose jobs are equally trusted), and what the names of objects begin with, without a slash at either end (`path`, null for nothing). `{}` is enough; null for no cache: `cache:` in a job then lasts as long as its machine. The bucket is removed with its contents.",
    default: null,
    validations: [
      ...asDescribed("cache.expirationDays", attribute("expiration_days")),
      ...asDescribed("cache.path", optionalAttribute("path")),
    ],
  },
} as const satisfies Record<string, Variable>;
