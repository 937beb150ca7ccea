import type * as z from "zod";
import { didYouMean } from "../findings/did-you-mean";
import { formatGiven, formatPath, looksLikeSecret, type Finding } from "../findings/finding";
import { foreignKeyFix } from "../keys/foreign-keys";
import { reasonForAbsence } from "../keys/reason-for-absence";
import { executorsWith } from "../schema/fleet";
import { keysAt } from "../schema/keys-at";
import { runnerFleetConfigSchema } from "../schema/runner-fleet-config";
import { holdsSecret, writtenSecretFix } from "../values/written-secret";

type Issue = z.core.$ZodIssue;

/** The schema's issues as findings, each by the path the user wrote. */
export function schemaFindings(error: z.ZodError, input: unknown): Finding[] {
  return flatIssues(error.issues).flatMap((issue) => {
    const given = valueAt(input, issue.path);
    return findingsOf(issue, given, input).map(({ rule, key, message, fix, isInstead }) => ({
      rule: `schema-${rule}`,
      severity: "error" as const,
      path: formatPath(key === undefined ? issue.path : [...issue.path, key]),
      message,
      fix: isSecret(issue, given, key) ? writtenSecretFix(isInstead ? fix : undefined) : fix,
    }));
  });
}

/** Whether what is refused is or holds a secret, by the key that it is under or by its value. */
function isSecret(issue: Issue, given: unknown, key: string | undefined): boolean {
  const refused = key === undefined ? given : valueAt(given, [key]);
  const name = String(key ?? issue.path.at(-1) ?? "");
  // A refused name is no word about the table under it.
  return looksLikeSecret(name) || (issue.code !== "invalid_key" && holdsSecret(refused));
}

/**
 * Of the branches of a union only one was meant: the one that got furthest into what the user wrote. The other, in
 * most cases "or an expression", would only blur the message.
 */
export function flatIssues(issues: readonly Issue[], at: readonly PropertyKey[] = []): Issue[] {
  return issues.flatMap((issue) => {
    const path = [...at, ...issue.path];
    if (issue.code !== "invalid_union" || issue.errors.length === 0) {
      return [{ ...asChoice(issue), path } as Issue];
    }
    const depth = (branch: readonly Issue[]) => Math.max(...branch.map((inner) => inner.path.length));
    const isOfAnotherType = (branch: readonly Issue[]) =>
      branch.some((inner) => inner.path.length === 0 && inner.code === "invalid_type");
    const [meant] = [...issue.errors].sort(
      (a, b) => depth(b) - depth(a) || Number(isOfAnotherType(a)) - Number(isOfAnotherType(b)),
    );
    // An issue of the expression branch says "invalid input" and nothing else.
    const literal =
      isOfAnotherType(meant ?? []) || meant?.every(({ code }) => code === "custom") ? issue.errors[0] : meant;
    return flatIssues(literal as readonly Issue[], path);
  });
}

/** No form of a table is meant by a word that names none: the word is one that is not offered. */
function asChoice(issue: Issue): Issue {
  const { options } = issue as { readonly options?: readonly string[] };
  return issue.code === "invalid_union" && options !== undefined
    ? ({ ...issue, code: "invalid_value", values: [...options] } as Issue)
    : issue;
}

interface Wording {
  readonly rule: string;
  /**
   * The last segment of the path, where the issue names the keys itself.
   *
   * @default - the issue's own path is the whole
   */
  readonly key?: string;
  readonly message: string;
  readonly fix: string;
  /**
   * Whether `fix` says where the value belongs, rather than how to correct it.
   *
   * @default - it does not
   */
  readonly isInstead?: boolean;
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: "a text",
  int: "a whole number",
  number: "a number",
  boolean: "true or false",
  array: "a list",
  object: "a table",
  record: "a table",
};

function findingsOf(issue: Issue, given: unknown, input: unknown): Wording[] {
  const got = `got ${formatGiven(given)}`;
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => unknownKey(issue.path, key, input));
    case "invalid_type":
      return [typeWording(issue, given, got)];
    case "too_small":
      return [limitWording(issue.inclusive === false ? "above" : "at least", issue.minimum, issue.origin, given)];
    case "too_big":
      return [limitWording("at most", issue.maximum, issue.origin, given)];
    case "invalid_value": {
      const words = issue.values.map(String);
      const near = typeof given === "string" ? didYouMean(given, words) : undefined;
      const reason = /^Invalid (input|option|discriminator)/.test(issue.message) ? undefined : issue.message;
      if (given === undefined) {
        return [
          {
            rule: "required",
            message: "is required",
            fix: `write ${words.length > 1 ? "one of " : ""}${words.join(", ")}`,
          },
        ];
      }
      return [
        {
          rule: "choice",
          message: reason ?? `must be ${words.length > 1 ? "one of " : ""}${words.join(", ")}, ${got}`,
          fix: near ? `did you mean ${near}?` : `write ${words.length > 1 ? "one of them" : words[0]}`,
        },
      ];
    }
    case "invalid_key":
      return [
        {
          rule: "name",
          message: `${issue.issues[0]?.message ?? "is no valid name"}, got ${formatGiven(issue.path.at(-1))}`,
          fix: "rename it",
        },
      ];
    case "invalid_format":
    case "custom":
      return [
        {
          rule: "format",
          message: issue.message.includes(", got ") ? issue.message : `${issue.message}, ${got}`,
          fix: "correct the value",
        },
      ];
    default:
      return [{ rule: "form", message: `${issue.message.toLowerCase()}, ${got}`, fix: "correct the value" }];
  }
}

function typeWording({ expected, message }: z.core.$ZodIssueInvalidType, given: unknown, got: string): Wording {
  const name = TYPE_NAMES[expected] ?? expected;
  if (given !== undefined && !message.startsWith("Invalid input")) {
    return { rule: "type", message: `${message}, ${got}`, fix: "correct the value" };
  }
  return given === undefined
    ? { rule: "required", message: `is required and must be ${name}`, fix: "add it" }
    : { rule: "type", message: `must be ${name}, ${got}`, fix: `write ${name}` };
}

function limitWording(word: string, limit: number | bigint, origin: string, given: unknown): Wording {
  if (origin === "number" || origin === "int" || origin === "bigint") {
    return {
      rule: "range",
      message: `must be ${word} ${limit}, got ${formatGiven(given)}`,
      fix: `choose a value ${word === "above" ? "" : "of "}${word} ${limit}`,
    };
  }
  if (origin === "string" && limit === 1) {
    return { rule: "range", message: 'must not be empty, got ""', fix: "leave the key out or give it a value" };
  }
  const size = typeof given === "string" || Array.isArray(given) ? given.length : "another size";
  const [one, several] = origin === "string" ? ["character", "characters"] : ["entry", "entries"];
  const what = limit === 1 ? one : several;
  return {
    rule: "range",
    message: `must have ${word} ${limit} ${what}, got ${size}`,
    fix: `give it ${word} ${limit} ${what}`,
  };
}

/** More keys than this say no more than the documentation does. */
const MOST_NAMED = 12;

function unknownKey(path: readonly PropertyKey[], key: string, input: unknown): Wording {
  const reason = foreignKeyFix(path, key) ?? reasonForAbsence(path, key);
  if (reason) {
    return { rule: "unknown-key", key, message: "is not a key of the description", fix: reason, isInstead: true };
  }
  const executors = path.length === 2 && path[0] === "fleets" ? executorsWith(key) : [];
  if (executors.length > 0) {
    return {
      rule: "unknown-key",
      key,
      message: "is not a key of this fleet",
      fix: `remove it: fleets with the executor ${executors.join(" or ")} have it`,
    };
  }
  const known = keysAt(runnerFleetConfigSchema, path, input);
  const near = didYouMean(key, known);
  return {
    rule: "unknown-key",
    key,
    message: "unknown key",
    fix: near
      ? `did you mean ${near}?`
      : `remove it${known.length > MOST_NAMED ? "" : ` or use one of ${known.join(", ")}`}`,
  };
}

/** What the user wrote at a path. */
export function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, segment) =>
      typeof value === "object" && value !== null ? (value as Record<PropertyKey, unknown>)[segment] : undefined,
    input,
  );
}
