/**
 * Sorts so that what is used comes before what uses it, as near to it as can be, and otherwise as it was. Where things
 * use each other in a circle, the one that comes first stays first.
 *
 * @param items what to sort, each once
 * @param uses what an item uses; what is not among the items does not count
 */
export function dependenciesFirst<T>(items: readonly T[], uses: (item: T) => Iterable<T>): readonly T[] {
  const all = new Set(items);
  const sorted = new Set<T>();
  const visiting = new Set<T>();
  const visit = (item: T) => {
    if (!all.has(item) || visiting.has(item) || sorted.has(item)) {
      return;
    }
    visiting.add(item);
    for (const used of uses(item)) {
      visit(used);
    }
    sorted.add(item);
  };
  items.forEach(visit);
  return [...sorted];
}
