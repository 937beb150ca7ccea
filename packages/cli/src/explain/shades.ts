import type { IdleWeek } from "@runner-fleet/config";

/** How dark a number of places is drawn: 0 is none, 4 the most of the week. */
export type Shade = 0 | 1 | 2 | 3 | 4;

// Few numbers are drawn as far apart as can be, so that they are told from each other at a glance.
const SPREAD: readonly (readonly Shade[])[] = [[], [4], [2, 4], [1, 3, 4], [1, 2, 3, 4]];

/** How dark each number of places of a week is: up to four numbers one by one, more of them in quarters of the most. */
export function shades({ targets }: Pick<IdleWeek, "targets">): (places: number) => Shade {
  const numbers = [...new Set(targets.map(({ places }) => places ?? 0))].filter((places) => places > 0);
  const ascending = numbers.sort((a, b) => a - b);
  const one = SPREAD[ascending.length];
  const most = ascending.at(-1) ?? 1;
  return (places) =>
    places === 0 ? 0 : (one?.[ascending.indexOf(places)] ?? (Math.ceil((4 * places) / most) as Shade));
}
