import { escapeTemplate } from "../values/terraform-text";
import { limitsAt, type ChoiceLimits, type NumberLimits, type TextLimits } from "./schema-limits";
import { itself, type ConditionOf, type Subject } from "./subject";
import { matches, quotedList } from "./terraform-pattern";
import type { VariableValidation } from "./variable";

/** How values are held against what the description asks of them. */
export interface AsDescribedOptions {
  /**
   * Terraform's own condition for a form that the description has a pattern for.
   *
   * @default - the pattern itself
   */
  readonly form?: ConditionOf;
  /**
   * Whether a message is silent about what was given, since it may be a secret.
   *
   * @default false
   */
  readonly isHidden?: boolean;
}

/** One thing that is asked of a value. */
interface Demand extends Pick<VariableValidation, "rule" | "must" | "fix"> {
  readonly condition: ConditionOf;
}

/**
 * What the description asks of a value at a place, in its own words, as validations of a variable.
 *
 * @param place where the description has the value, such as `fleets.*.machines.subnetIds.*`
 * @param subject which values of the variable are meant
 */
export function asDescribed(
  place: string,
  subject: Subject = itself,
  options: AsDescribedOptions = {},
): VariableValidation[] {
  return demandsAt(place, options).map((demand) => demanded(demand, subject, options.isHidden));
}

/** Objects of a list, of which none is null. */
export const noNulls = (item: string): VariableValidation => ({
  rule: "schema-type",
  condition: `alltrue([for ${item} in var.NAME : ${item} != null])`,
  must: "must be a table",
  fix: "write a table",
  path: "[*]",
  given: "var.NAME",
});

/** A demand on every value of a subject, as a validation of a variable. */
export function demanded(demand: Demand, subject: Subject, isHidden = false): VariableValidation {
  const { rule, must, fix, condition } = demand;
  const held = { rule, condition: subject.every(condition), must, fix };
  return isHidden
    ? { ...held, must: `${must} (not shown)`, path: subject.pathOfWrong?.(condition) ?? subject.path, given: null }
    : { ...held, path: subject.path, given: subject.given(condition) };
}

function demandsAt(place: string, options: AsDescribedOptions): Demand[] {
  const limits = limitsAt(place);
  switch (limits.kind) {
    case "text":
      return textDemands(limits, place.endsWith("key()"), options);
    case "number":
      return numberDemands(limits);
    case "choice":
      return [choiceDemand(limits)];
  }
}

function textDemands({ pattern, maxLength }: TextLimits, isKey: boolean, { form }: AsDescribedOptions): Demand[] {
  const demands: Demand[] = [];
  if (maxLength < Infinity) {
    demands.push({
      rule: "schema-range",
      condition: (text) => `length(${text}) <= ${maxLength}`,
      must: `must have at most ${maxLength} characters`,
      fix: `give it at most ${maxLength} characters`,
    });
  }
  if (!pattern) {
    demands.push({
      rule: "schema-range",
      condition: (text) => `can(regex("(?s).", ${text}))`,
      must: "must not be empty",
      fix: "leave the key out or give it a value",
    });
  }
  if (!form && (!pattern || allowsAnything(pattern.pattern))) {
    demands.push({
      rule: "schema-format",
      condition: (text) => `!can(regex("[\\\\x00-\\\\x08\\\\x0b-\\\\x1f\\\\x7f]", ${text}))`,
      must: "must hold no control characters other than tab and newline",
      fix: "correct the value",
    });
  }
  if (pattern) {
    demands.push({
      rule: isKey ? "schema-name" : "schema-format",
      condition: form ?? ((text) => matches(text, pattern.pattern)),
      must: escapeTemplate(pattern.must),
      fix: isKey ? "rename it" : "correct the value",
    });
  }
  return demands;
}

/** Whether a pattern leaves open what some character is. */
const allowsAnything = ({ source }: RegExp) => !source.endsWith("$") || /\[\^|\\S/.test(source);

function numberDemands({ isWhole, min, max }: NumberLimits): Demand[] {
  const limit = (word: string, sign: string, value: number): Demand => ({
    rule: "schema-range",
    condition: (number) => `${number} ${sign} ${value}`,
    must: `must be ${word} ${value}`,
    fix: `choose a value of ${word} ${value}`,
  });
  return [
    ...(isWhole
      ? [
          {
            rule: "schema-type",
            condition: (number: string) => `floor(${number}) == ${number}`,
            must: "must be a whole number",
            fix: "write a whole number",
          },
        ]
      : []),
    ...(min > -Infinity ? [limit("at least", ">=", min)] : []),
    ...(max < Number.MAX_SAFE_INTEGER ? [limit("at most", "<=", max)] : []),
  ];
}

const choiceDemand = ({ words }: ChoiceLimits): Demand => ({
  rule: "schema-choice",
  condition: (text) => `contains(${quotedList(words)}, ${text})`,
  must: `must be one of ${words.join(", ")}`,
  fix: "write one of them",
});
