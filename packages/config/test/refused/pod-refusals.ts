import { refusedPods } from "./refused-pods";

/** Descriptions that are refused for what they say of images, of the pod as such, and of what a job may choose. */
export const podRefusals = refusedPods([
  ["pods without an image", { image: undefined }, "image: is required and must be a text; add it [schema-required]"],
  [
    "pods with an image with a space",
    { image: "ruby 3" },
    'image: must be an image, such as "ruby:3.4", got "ruby 3"; correct the value [schema-format]',
  ],
  [
    "a pull policy as Kubernetes writes it",
    { pullPolicy: "IfNotPresent" },
    'pullPolicy: must be one of always, if-not-present, never, got "IfNotPresent"; did you mean if-not-present? [schema-choice]',
  ],
  [
    "pods with an allowed pull policy that is none",
    { allowedPullPolicies: ["sometimes"] },
    'allowedPullPolicies[0]: must be one of "always", "if-not-present" and "never", got "sometimes"; correct the value [schema-format]',
  ],
  [
    "pods with an image pattern that excludes",
    { allowedImages: ["!*/kali*"] },
    'allowedImages[0]: must be an image pattern such as "registry.example.com/**"; it can allow only, "!" excludes nothing, got "!*/kali*"; correct the value [schema-format]',
  ],
  [
    "pods with a service pattern of nothing",
    { allowedServices: [""] },
    'allowedServices[0]: must not be empty, got ""; leave the key out or give it a value [schema-range]',
  ],
  [
    "a pull secret with an underscore",
    { imagePullSecrets: ["my_registry"] },
    'imagePullSecrets[0]: must be a name of a Kubernetes Secret, got "my_registry"; correct the value [schema-format]',
  ],
  [
    "a pull secret as a text",
    { imagePullSecrets: "registry" },
    'imagePullSecrets: must be a list, got "registry"; write a list [schema-type]',
  ],
  [
    "a helper image of a flavour that does not exist",
    { helperImageFlavor: "debian" },
    'helperImageFlavor: must be one of alpine, alpine3.21, alpine-latest, ubi-fips, ubuntu, got "debian"; write one of them [schema-choice]',
  ],
  [
    "an empty helper image",
    { helperImage: "" },
    'helperImage: must not be empty, got ""; leave the key out or give it a value [schema-range]',
  ],
  [
    "pull secrets of the service account as a text",
    { useServiceAccountImagePullSecrets: "yes" },
    'useServiceAccountImagePullSecrets: must be true or false, got "yes"; write true or false [schema-type]',
  ],
  [
    "the helper's architecture by its name",
    { helperImageAutosetArchAndOs: "arm64" },
    'helperImageAutosetArchAndOs: must be true or false, got "arm64"; write true or false [schema-type]',
  ],
  [
    "a jobs' namespace with a dot",
    { namespace: "ci.jobs" },
    'namespace: must be a Kubernetes namespace, got "ci.jobs"; correct the value [schema-format]',
  ],
  [
    "a jobs' namespace in capitals",
    { namespace: "CI" },
    'namespace: must be a Kubernetes namespace, got "CI"; correct the value [schema-format]',
  ],
  [
    "a jobs' service account with a capital",
    { serviceAccount: "Deploy" },
    'serviceAccount: must be a name of a Kubernetes service account, got "Deploy"; correct the value [schema-format]',
  ],
  [
    "a mounted token as a text",
    { automountServiceAccountToken: "false" },
    'automountServiceAccountToken: must be true or false, got "false"; write true or false [schema-type]',
  ],
  [
    "a pod's label of GitLab Runner's own",
    { podLabels: { "project.runner.gitlab.com/id": "1" } },
    'podLabels["project.runner.gitlab.com/id"]: must be a key as Kubernetes has them, such as "release" or "example.com/team"; those of runner.gitlab.com are GitLab Runner\'s own, got "project.runner.gitlab.com/id"; rename it [schema-name]',
  ],
  [
    "a pod's label with a space",
    { podLabels: { team: "team a" } },
    'podLabels.team: must be a value of a label, which may name variables of the job, such as "$CI_PROJECT_ID", got "team a"; correct the value [schema-format]',
  ],
  [
    "a pod's annotation with a space in its key",
    { podAnnotations: { "my note": "x" } },
    'podAnnotations["my note"]: must be a key as Kubernetes has them, such as "release" or "example.com/team", got "my note"; rename it [schema-name]',
  ],
  [
    "a relative directory for logs",
    { logsBaseDir: "logs" },
    'logsBaseDir: must be an absolute path, such as "/cache", got "logs"; correct the value [schema-format]',
  ],
  [
    "a relative directory for scripts",
    { scriptsBaseDir: "./scripts" },
    'scriptsBaseDir: must be an absolute path, such as "/cache", got "./scripts"; correct the value [schema-format]',
  ],
  [
    "warnings as a number",
    { printPodWarningEvents: 1 },
    "printPodWarningEvents: must be true or false, got 1; write true or false [schema-type]",
  ],
  [
    "an open group in a pattern of namespaces",
    { namespaceOverwriteAllowed: "^(ci-.*" },
    'namespaceOverwriteAllowed: must be a regular expression in Go\'s syntax (RE2): missing closing ): `^(ci-.*`, got "^(ci-.*"; correct the value [schema-format]',
  ],
  [
    "a look ahead in a pattern of service accounts",
    { serviceAccountOverwriteAllowed: "^(?!admin).*$" },
    'serviceAccountOverwriteAllowed: must be a regular expression in Go\'s syntax (RE2): invalid or unsupported Perl syntax: `(?!`, got "^(?!admin).*$"; correct the value [schema-format]',
  ],
  [
    "a glob in a pattern of pod labels",
    { podLabelsOverwriteAllowed: "*" },
    'podLabelsOverwriteAllowed: must be a regular expression in Go\'s syntax (RE2): missing argument to repetition operator: `*`, got "*"; correct the value [schema-format]',
  ],
  [
    "a reference back in a pattern of annotations",
    { podAnnotationsOverwriteAllowed: "(a)\\1" },
    'podAnnotationsOverwriteAllowed: must be a regular expression in Go\'s syntax (RE2): invalid escape sequence: `\\1`, got "(a)\\\\1"; correct the value [schema-format]',
  ],
  [
    "an open class in a pattern of nodes",
    { nodeSelectorOverwriteAllowed: "[a-z" },
    'nodeSelectorOverwriteAllowed: must be a regular expression in Go\'s syntax (RE2): missing closing ]: `[a-z`, got "[a-z"; correct the value [schema-format]',
  ],
  [
    "too many repetitions in a pattern of tolerations",
    { nodeTolerationsOverwriteAllowed: "a{2000}" },
    'nodeTolerationsOverwriteAllowed: must be a regular expression in Go\'s syntax (RE2): invalid repeat count: `{2000}`, got "a{2000}"; correct the value [schema-format]',
  ],
  [
    "a pattern beyond all measure",
    { namespaceOverwriteAllowed: "(".repeat(1_001) },
    "namespaceOverwriteAllowed: must have at most 1000 characters, got 1001; give it at most 1000 characters [schema-range]",
  ],
  [
    "an empty pattern",
    { namespaceOverwriteAllowed: "" },
    'namespaceOverwriteAllowed: must not be empty, got ""; leave the key out or give it a value [schema-range]',
  ],
  [
    "the API server of another cluster",
    { host: "https://10.0.0.1" },
    "host: is not a key of the description; the manager makes pods in the cluster that it runs in, as its own service account; jobs elsewhere need a manager there [schema-unknown-key]",
  ],
  [
    "the rights of another cluster",
    { bearerToken: "eyJhbGciOiJSUzI1NiJ9" },
    "bearerToken: is not a key of the description; holds a secret; the manager makes pods in the cluster that it runs in, as its own service account; jobs elsewhere need a manager there [schema-unknown-key]",
  ],
  [
    "a job's own rights",
    { bearerTokenOverwriteAllowed: true },
    "bearerTokenOverwriteAllowed: is not a key of the description; lets a job make its pod with whatever token it has; let it choose one of jobs.serviceAccounts instead [schema-unknown-key]",
  ],
  [
    "a namespace for each job",
    { namespacePerJob: true },
    "namespacePerJob: is not a key of the description; lets the manager make and delete namespaces in all of the cluster, and none of them would have a network policy, a quota or a service account; keep jobs apart by fleets, each of which has a namespace [schema-unknown-key]",
  ],
  [
    "a volume for jobs that come back",
    { suspendPvcSize: "20Gi" },
    "suspendPvcSize: is not a key of the description; for FF_SUSPENDABLE_ENVIRONMENTS, by which a job leaves its volume behind when it ends [schema-unknown-key]",
  ],
  [
    "a setting in snake_case",
    { cpu_limit: "1", cpuRequest: "1" },
    "cpu_limit: unknown key; did you mean cpuLimit? [schema-unknown-key]",
  ],
  [
    "a setting that is misspelt",
    { memoryLimits: "1Gi", memoryRequest: "1Gi" },
    "memoryLimits: unknown key; did you mean memoryLimit? [schema-unknown-key]",
  ],
]);
