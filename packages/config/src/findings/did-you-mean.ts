import { closest, distance } from "fastest-levenshtein";

/** The known word that the given one was probably meant to be, or `undefined` when none is near. */
export function didYouMean(given: string, known: readonly string[]): string | undefined {
  if (known.length === 0) {
    return undefined;
  }
  const plain = (word: string) => word.replace(/[_-]/g, "").toLowerCase();
  const same = known.find((word) => plain(word) === plain(given));
  if (same) {
    return same;
  }
  const nearest = closest(given, [...known]);
  return distance(given, nearest) <= Math.max(1, Math.floor(given.length / 3)) ? nearest : undefined;
}
