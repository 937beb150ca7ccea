import { ConfigError } from "../findings/config-error";
import { formatGiven, formatPath, type Finding } from "../findings/finding";
import { isAcceptable, type Rule } from "../rule/rule";
import { rules } from "../rules";
import { runnerFleetConfigSchema, type RunnerFleetConfig, type RunnerFleetInput } from "../schema/runner-fleet-config";
import { mendedInput } from "./mended-input";
import { schemaFindings } from "./schema-findings";
import { unreadablePart } from "./unreadable-part";

/** What is known of a description after it was checked. */
export interface CheckedConfig {
  /**
   * The description with its defaults.
   *
   * @default - left out when a finding is an error
   */
  readonly config?: RunnerFleetConfig;
  /** Everything found and not accepted: what the schema refuses, then rule by rule. */
  readonly findings: readonly Finding[];
}

/** Checks a description of unknown form and reports everything at once; never throws. */
export function checkConfig(input: unknown): CheckedConfig {
  const unreadable = unreadablePart(input);
  if (unreadable) {
    const { path, message } = unreadable;
    const place = { rule: "schema-form", severity: "error", path: formatPath(path) } as const;
    return { findings: [{ ...place, message, fix: "write it out as plain data" }] };
  }
  // What zod would compile for each table pays only for hundreds of descriptions.
  const parsed = runnerFleetConfigSchema.safeParse(input, { jitless: true });
  if (parsed.success) {
    const findings = ruleFindings(parsed.data);
    return findings.some(({ severity }) => severity === "error") ? { findings } : { config: parsed.data, findings };
  }
  const findings = schemaFindings(parsed.error, input);
  // The rules run all the same, on what is left when the places that the schema refuses are mended or taken out.
  const mended = mendedInput(input, parsed.error);
  return { findings: mended ? [...findings, ...ruleFindings(mended)] : findings };
}

/** A usable description, and what there is to say about it. */
export interface ReadConfig {
  /** The description with its defaults. */
  readonly config: RunnerFleetConfig;
  /** Findings that are warnings. */
  readonly warnings: readonly Finding[];
}

/**
 * Reads a description.
 *
 * @param input what the user wrote
 * @param source where it came from, for the message
 * @throws ConfigError with every error at once, by the path the user wrote
 */
export function readConfig(input: RunnerFleetInput | RunnerFleetConfig, source = "the description"): ReadConfig {
  const { config, findings } = checkConfig(input);
  if (!config) {
    const errors = findings.filter(({ severity }) => severity === "error");
    // Node would print this line of code above the message; the comment at its end is how to tell it not to.
    throw new ConfigError(source, errors); // node-do-not-add-exception-line
  }
  return { config, warnings: findings };
}

function ruleFindings(config: RunnerFleetConfig): Finding[] {
  const used = new Set<object>();
  const isAccepted = (rule: Rule, path: string) => {
    const entry = config.accept.find((accepted) => accepted.rule === rule.id && (accepted.path ?? path) === path);
    if (!entry || !isAcceptable(rule)) {
      return false;
    }
    used.add(entry);
    return true;
  };
  const findings = rules.flatMap((rule) =>
    [...rule.check(config)]
      .map(({ path, message, fix }) => ({
        rule: rule.id,
        severity: rule.severity,
        path: formatPath(path),
        message,
        fix: fix ?? rule.fix,
      }))
      .filter(({ path }) => !isAccepted(rule, path)),
  );
  return [...findings, ...acceptanceFindings(config, used)];
}

/** An acceptance that accepts nothing would hide the next real finding. */
function acceptanceFindings(config: RunnerFleetConfig, used: ReadonlySet<object>): Finding[] {
  const refusal = (rule: string): Pick<Finding, "severity" | "message" | "fix"> => {
    const found = rules.find(({ id }) => id === rule);
    if (!found) {
      return {
        severity: "error",
        message: `there is no rule ${formatGiven(rule)}`,
        fix: "use an id of docs/rules.md",
      };
    }
    if (!isAcceptable(found)) {
      return { severity: "error", message: `the rule ${rule} cannot be accepted`, fix: found.fix };
    }
    return { severity: "warning", message: `nothing is found that ${rule} could accept here`, fix: "remove the entry" };
  };
  return config.accept.flatMap((accepted, index) =>
    used.has(accepted)
      ? []
      : [{ rule: "accept-without-effect", path: formatPath(["accept", index]), ...refusal(accepted.rule) }],
  );
}
