import { Token } from "cdktf";

interface NameRule {
  /** What the name must match. */
  readonly pattern: RegExp;
  /** The pattern in words. */
  readonly expected: string;
}

const dnsLabel = { pattern: /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/, expected: "a name of a Kubernetes object" };

/** What the names must be that become part of a policy, where `*`, `?` and `$` would be a pattern. */
const rules = {
  groupName: {
    pattern: /^[A-Za-z0-9][A-Za-z0-9._-]{2,127}$/,
    expected: "3 to 128 letters, digits, dots, underscores and dashes",
  },
  existingGroupName: { pattern: /^[^*?$]{1,255}$/, expected: "the group's name, without *, ? and $" },
  cluster: { pattern: /^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$/, expected: "the name of an EKS cluster" },
  namespace: dnsLabel,
  serviceAccount: { pattern: /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/, expected: "a name of a Kubernetes object" },
  bucketName: {
    pattern: /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
    expected: "3 to 63 lower-case letters, digits, dots and dashes",
  },
  deploymentName: {
    pattern: /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/,
    expected: "lower-case letters, digits and dashes",
  },
  objectName: {
    pattern: /^[A-Za-z0-9][A-Za-z0-9._-]*$/,
    expected: "letters, digits, dots, underscores and dashes",
  },
  tokenPath: {
    pattern: /^\/([A-Za-z0-9_.-]+\/)*$/,
    expected: 'a path with a slash at both ends, such as "/ci/runners/"',
  },
  // Systems Manager keeps these beginnings for itself, however they are written.
  writableParameterPath: {
    pattern: /^\/(?!aws|ssm)/i,
    expected: 'a path that does not begin with "/aws" or "/ssm", which AWS keeps for itself',
  },
  tokenKey: { pattern: /^[-._a-zA-Z0-9]{1,253}$/, expected: "letters, digits, dots, underscores and dashes" },
} as const satisfies Record<string, NameRule>;

/**
 * Checks a name that is known; a token passes.
 *
 * @param path the construct's path, for the message
 * @param prop the name of the prop
 * @param rule which names are allowed
 * @throws Error when the name is not one of them
 */
export function checkName(path: string, prop: string, name: string, rule: keyof typeof rules): void {
  const { pattern, expected } = rules[rule];
  if (!Token.isUnresolved(name) && !pattern.test(name)) {
    throw new Error(`${path}: '${prop}' must be ${expected}, got ${JSON.stringify(name)}; correct the name`);
  }
}
