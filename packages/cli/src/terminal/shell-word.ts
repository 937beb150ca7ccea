/** A path as one word of a shell, and no flag. */
export function shellWord(given: string): string {
  const path = given.startsWith("-") ? `./${given}` : given;
  return /^[\w./@%+:,=-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}
