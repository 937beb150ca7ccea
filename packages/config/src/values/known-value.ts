import { Expression } from "./expression";

/** The value when it is known now; `undefined` when it is left out or only Terraform knows it. */
export function knownValue<Value>(value: Value): Exclude<Value, Expression> | undefined {
  return Expression.is(value) ? undefined : (value as Exclude<Value, Expression>);
}

/** The entries of a list that are known now, each with its place in the list. */
export function knownEntries<Item>(
  list: readonly Item[] | Expression | undefined,
): (readonly [index: number, entry: Exclude<Item, Expression>])[] {
  return Expression.is(list) || list === undefined
    ? []
    : list.flatMap((entry, index) =>
        Expression.is(entry) ? [] : [[index, entry as Exclude<Item, Expression>] as const],
      );
}

/** Whether a list is known now and holds nothing, or is left out. */
export const isEmptyList = (list: readonly unknown[] | Expression | undefined) =>
  list === undefined || (Array.isArray(list) && list.length === 0);
