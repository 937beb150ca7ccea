import { Expression } from "../values/expression";
import type { Rule } from "../rule/rule";

/**
 * IAM takes 10,240 characters for all inline policies of a role, without blanks. The cache's and the rest of this one
 * take fewer than 2,000, and an ARN is as long as its address.
 */
const MOST_CHARACTERS = 8_000;

/** The manager's policy has room for the addresses of all repositories. */
export const ecrAddressesTooLong: Rule = {
  id: "ecr-addresses-too-long",
  title: "The manager's policy has room for the addresses of all repositories",
  why: "IAM refuses a role whose policies are too long, in the middle of an apply.",
  fix: 'name several repositories with one address: "…/ci/*"',
  severity: "error",
  *check({ ecr }) {
    const addresses = (ecr?.repositories ?? []).filter((address) => !Expression.is(address));
    const characters = addresses.reduce((total, address) => total + String(address).length, 0);
    if (characters > MOST_CHARACTERS) {
      yield {
        path: ["ecr", "repositories"],
        message: `must have at most ${MOST_CHARACTERS} characters together, got ${characters} in ${addresses.length} addresses`,
      };
    }
  },
};
