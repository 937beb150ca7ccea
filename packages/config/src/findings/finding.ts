/** Something that a rule or the schema has to say about a description. */
export interface Finding {
  /** Id of the rule, such as `idle-count-above-capacity`; of the schema's own checks it begins with `schema-`. */
  readonly rule: string;
  /** An error keeps the description from being used; a warning does not. */
  readonly severity: "error" | "warning";
  /** Where, as the user wrote it: `fleets.linux.policies[0].idleCount`. */
  readonly path: string;
  /** What the rule is and what was given, in lower case and without a full stop. */
  readonly message: string;
  /** What to do. */
  readonly fix: string;
}

const HIDDEN = "a text that looks like a secret (not shown)";

/** A path as a user would write it; a key that looks like a secret is not shown. */
export function formatPath(segments: readonly PropertyKey[]): string {
  return segments
    .map((segment, position) => {
      if (typeof segment === "number") {
        return `[${segment}]`;
      }
      const name = looksLikeSecret(String(segment)) ? HIDDEN : String(segment);
      if (!/^[A-Za-z_][\w-]*$/.test(name)) {
        return `[${JSON.stringify(name)}]`;
      }
      return position === 0 ? name : `.${name}`;
    })
    .join("");
}

const LONGEST = 80;

/** A value as a message shows it: short, and never a secret. */
export function formatGiven(value: unknown): string {
  if (value === undefined) {
    return "nothing";
  }
  const written = writtenValue(value);
  if (looksLikeSecret(written)) {
    return HIDDEN;
  }
  return written.length > LONGEST ? `${written.slice(0, LONGEST)}…` : written;
}

function writtenValue(value: unknown): string {
  if (typeof value === "function") {
    return "a function";
  }
  if (typeof value === "string") {
    return JSON.stringify(value);
  }
  return typeof value === "object" && value !== null ? safeJson(value) : String(value);
}

function safeJson(value: object): string {
  try {
    return (
      JSON.stringify(value, (_key, item: unknown) => (typeof item === "bigint" ? String(item) : item)) ?? String(value)
    );
  } catch {
    return "a value that cannot be written";
  }
}

/**
 * Texts that are secrets by their form: tokens of GitLab (every prefix of its list of token prefixes) and of what jobs
 * often speak with, access keys of AWS, private keys, credentials in an address or in Docker's auth format. They are
 * Terraform's patterns, too: RE2 reads them as they are.
 */
export const secretForms: readonly RegExp[] = [
  /\bgl(?:rt|rtr|pat|ptt|dt|cbt|oas|soat|ft|imt|agent|ffct|wt)-[A-Za-z0-9_=.-]{16,}/,
  /\bGR1348941[A-Za-z0-9_-]{10,}/,
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /:\/\/[^/\s:@"]+:[^/\s@"$]+@/,
  /\\?"auth\\?"\s*:\s*\\?"[A-Za-z0-9+/=]{8,}/,
  /\bgh[opsur]_[A-Za-z0-9]{36}\b/,
  /\bnpm_[A-Za-z0-9]{36}\b/,
  /\bsq[apu]_[0-9a-f]{40}\b/,
  /\bxox[abeoprs]-[A-Za-z0-9-]{10,}/,
];

/** What scripts hand over: headers, and keys and passwords of commands. No variable of Terraform is a script. */
const handedOver: readonly RegExp[] = [
  /\b(?:PRIVATE|JOB|DEPLOY)-TOKEN: ?[A-Za-z0-9_.-]{8,}/,
  /\b[Aa]uthorization: ?(?:Basic|Bearer) [A-Za-z0-9+/=_.-]{8,}/,
  /\b(?:aws_secret_access_key|AWS_SECRET_ACCESS_KEY)[\s=:\\"']+[A-Za-z0-9/+]{40}/,
  /\b(?:docker|podman|buildah|skopeo|nerdctl|helm registry|crane auth) login\b[^\n|;&]* (?:-p|--password)[ =]\\?["']?[^\s"'$\\]/,
  /\bcurl\b[^\n|;&]* (?:-u|--user)[ =]\\?["']?[^\s:"'$\\]+:[^\s"'$\\]/,
];

const allForms = [...secretForms, ...handedOver];

/** Whether a text holds something that is a secret by its form. */
export const looksLikeSecret = (text: string) => allForms.some((form) => form.test(text));
