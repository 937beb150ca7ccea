import type { Pattern } from "./pattern";

/** The forms of text that Kubernetes asks for. */
export const kubernetesPatterns = {
  label: {
    pattern: /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/,
    expected: "at most 63 lower-case letters, digits and dashes",
  },
  subdomain: {
    pattern: /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/,
    expected: "at most 253 lower-case letters, digits, dashes and dots",
  },
} as const satisfies Record<string, Pattern>;

const KEY = {
  keyPattern: /^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/,
  keyExpected: 'a key as Kubernetes has them, such as "release" or "example.com/team"',
} as const;

/** What the keys and values of a Kubernetes object's labels must match. */
export const labelsPattern = {
  ...KEY,
  pattern: /^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/,
  expected: "a value of a label: at most 63 letters, digits, dots, dashes and underscores",
} as const;

/** What the keys of a Kubernetes object's annotations must match. */
export const annotationsPattern = KEY;
