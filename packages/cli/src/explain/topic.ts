import { didYouMean, formatGiven, rules, type Rule } from "@runner-fleet/config";

/** The rule that a topic names; `undefined` when it is no rule's id. */
export const ruleOf = (topic: string | undefined): Rule | undefined => rules.find(({ id }) => id === topic);

const SCHEMA = "schema-";

/**
 * What is said of a topic that is neither a file nor a rule.
 *
 * @param names files beside it
 */
export function unknownTopic(topic: string, names: readonly string[]): string {
  const given = `must be a file or the id of a rule, got ${formatGiven(topic)}`;
  if (topic.startsWith(SCHEMA)) {
    return `${given}; what begins with ${SCHEMA} is a check of one value's form, whose finding says all there is`;
  }
  const near = didYouMean(topic, [...names, ...rules.map(({ id }) => id)]);
  return near === undefined
    ? `${given}; 'runner-fleet validate' prints the ids of the rules that it applies`
    : `${given}; did you mean ${near}?`;
}
