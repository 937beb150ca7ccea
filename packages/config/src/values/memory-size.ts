const FACTORS: Readonly<Record<string, number>> = { b: 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 };

/**
 * The bytes of a size as Docker writes it: `512m` is 536870912, a number without a unit is bytes.
 *
 * @throws Error when the text is not such a size
 */
export function memorySizeInBytes(size: string): number {
  const [, amount, unit = "b"] = /^(\d+)([bkmg])?$/i.exec(size) ?? [];
  if (amount === undefined) {
    throw new Error(`must be a size as <number>[b|k|m|g], got ${JSON.stringify(size)}`);
  }
  return Number(amount) * (FACTORS[unit.toLowerCase()] as number);
}
