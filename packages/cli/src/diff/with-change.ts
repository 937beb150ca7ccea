import { Duration, Expression } from "@runner-fleet/config";
import type { Path, SettingChange } from "./setting-change";

type Table = Readonly<Record<string, unknown>>;

/**
 * A description as it was written, with one setting as another says it.
 *
 * @param input the description, without defaults
 * @param other what the other description says, without defaults
 */
export function withChange(input: unknown, other: unknown, { patch, kind }: SettingChange): unknown {
  return kind === "order" ? withOrder(input, other, patch) : withValue(input, other, patch);
}

/** Where one of both is no table any more, a short form is in place of a table: it changes as a whole. */
function withValue(input: unknown, other: unknown, [key, ...rest]: Path): unknown {
  if (key === undefined || (!isBranch(input) && input !== undefined) || (!isBranch(other) && other !== undefined)) {
    return other;
  }
  if (Array.isArray(input) || Array.isArray(other)) {
    return Array.isArray(input) && Array.isArray(other) ? withItem(input, other, Number(key), rest) : other;
  }
  const value = withValue((input as Table | undefined)?.[key], (other as Table | undefined)?.[key], rest);
  const { [key]: _before, ...others } = (input ?? {}) as Table;
  return value === undefined ? others : { ...((input ?? {}) as Table), [key]: value };
}

const withItem = (input: readonly unknown[], other: readonly unknown[], index: number, rest: Path) =>
  input.map((item, at) => (at === index ? withValue(item, other[index], rest) : item));

function withOrder(input: unknown, other: unknown, [key, ...rest]: Path): unknown {
  if (!isBranch(input) || !isBranch(other)) {
    return input;
  }
  if (key !== undefined) {
    const value = withOrder((input as Table)[key], (other as Table)[key], rest);
    return Array.isArray(input)
      ? input.map((item: unknown, at) => (at === Number(key) ? value : item))
      : { ...input, [key]: value };
  }
  if (Array.isArray(input)) {
    return other;
  }
  const place = (name: string) => {
    const found = Object.keys(other).indexOf(name);
    return found === -1 ? Number.POSITIVE_INFINITY : found;
  };
  return Object.fromEntries(Object.entries(input).sort(([a], [b]) => place(a) - place(b) || 0));
}

const isBranch = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Duration.is(value) && !Expression.is(value);
