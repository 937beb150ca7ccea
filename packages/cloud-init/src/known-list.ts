import { Expression } from "@runner-fleet/config";

/**
 * A list of which every item has a line of its own in user data.
 *
 * @throws Error when only Terraform knows the list
 */
export function knownList<Item>(prop: string, list: readonly Item[] | Expression = []): readonly Item[] {
  if (Expression.is(list)) {
    throw new Error(
      `'${prop}' must be a list that is known when the stack is synthesised, got ${list}; write out the list, its items may be known later`,
    );
  }
  return list;
}
