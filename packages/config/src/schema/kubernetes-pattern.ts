import type { Pattern } from "./pattern";

const NUMBER = String.raw`(\d+\.?\d*|\.\d+)`;
// Kubernetes reads exponents of any length; no amount of anything needs more than two digits.
const EXPONENT = String.raw`[eE][+-]?\d{1,2}`;
const LABEL_VALUE = "[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?";
const LABEL_KEY = `([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?${LABEL_VALUE}`;

/** The forms of text that Kubernetes asks for. */
export const kubernetesPatterns = {
  capability: {
    pattern: /^(?!CAP_)[A-Z][A-Z0-9_]*$/,
    expected: 'a Linux capability in upper case and without "CAP_", such as "NET_ADMIN", or ALL',
  },
  cpu: {
    pattern: new RegExp(`^${NUMBER}([numkMGTPE]|[KMGTPE]i|${EXPONENT})?$`),
    expected: 'an amount of CPU as Kubernetes takes it, such as "500m" or "1.5"',
  },
  dataKey: {
    pattern: /^[-._a-zA-Z0-9]{1,253}$/,
    expected: "a key of a Secret or a ConfigMap: at most 253 letters, digits, dots, dashes and underscores",
  },
  driver: {
    pattern: /^[A-Za-z0-9]([-A-Za-z0-9.]{0,61}[A-Za-z0-9])?$/,
    expected: 'a name of a CSI driver, such as "secrets-store.csi.k8s.io"',
  },
  hostPath: {
    pattern: /^\/(?!(.*\/)?\.\.(\/|$))/,
    expected: 'an absolute path without "..", such as "/var/cache"',
  },
  label: {
    pattern: /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/,
    expected: "at most 63 lower-case letters, digits and dashes",
  },
  labelKey: {
    pattern: new RegExp(`^${LABEL_KEY}$`),
    expected: 'a key as Kubernetes has them, such as "release" or "example.com/team"',
  },
  mountPath: {
    pattern: /^\/[^:]*$/,
    expected: 'an absolute path without a colon, such as "/cache"',
  },
  relativePath: {
    pattern: /^(?!\/|(.*\/)?\.\.(\/|$))/,
    expected: 'a relative path without "..", such as "team/settings.xml"',
  },
  size: {
    pattern: new RegExp(`^${NUMBER}([kMGTPE]|[KMGTPE]i|${EXPONENT})?$`),
    expected: 'a size in bytes as Kubernetes takes it, such as "512Mi" or "2G"; an "m" would be a thousandth of a byte',
  },
  subdomain: {
    pattern: /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/,
    expected: "at most 253 lower-case letters, digits, dashes and dots",
  },
  userId: {
    pattern: /^(0|[1-9]\d{0,9})$/,
    expected: 'an id in digits, such as "1000"; Kubernetes knows no names of users and groups',
  },
} as const satisfies Record<string, Pattern>;

const KEY = {
  keyPattern: kubernetesPatterns.labelKey.pattern,
  keyExpected: kubernetesPatterns.labelKey.expected,
} as const;

/** What the keys and values of a Kubernetes object's labels must match. */
export const labelsPattern = {
  ...KEY,
  pattern: new RegExp(`^${LABEL_VALUE}$`),
  expected: "a value of a label: at most 63 letters, digits, dots, dashes and underscores",
} as const;

/** What the keys of a Kubernetes object's annotations must match. */
export const annotationsPattern = KEY;

/** What the labels of a job's pod must match; GitLab Runner fills in variables and keeps labels of its own. */
export const podLabelsPattern = {
  keyPattern: new RegExp(String.raw`^(?!([^/]*\.)?runner\.gitlab\.com(/|$))${LABEL_KEY}$`),
  keyExpected: `${KEY.keyExpected}; those of runner.gitlab.com are GitLab Runner's own`,
  pattern: new RegExp(String.raw`^(${LABEL_VALUE}|.*\$.*)$`),
  expected: 'a value of a label, which may name variables of the job, such as "$CI_PROJECT_ID"',
} as const;

/** What the labels that something is chosen by must match. A label may have no value, as many of nodes have. */
export const selectorPattern = {
  ...KEY,
  pattern: new RegExp(`^(${LABEL_VALUE})?$`),
  expected: labelsPattern.expected,
  mayBeEmpty: true,
} as const;

/** What the taints that a pod tolerates must match: the key and value of each, and its effect. */
export const tolerationsPattern = {
  keyPattern: new RegExp(`^${LABEL_KEY}(=(${LABEL_VALUE})?)?$`),
  keyExpected: 'a taint as <key>, for any value, or <key>=<value>, such as "example.com/team=ci"',
  pattern: /^(NoSchedule|PreferNoSchedule|NoExecute)?$/,
  expected: '"NoSchedule", "PreferNoSchedule", "NoExecute" or "", for every effect',
  mayBeEmpty: true,
} as const;
