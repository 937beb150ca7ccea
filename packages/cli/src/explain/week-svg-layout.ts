/** The page: its width, its margins, and where the first fleet begins. In units of the picture, as all of the sizes. */
export const PAGE = { width: 960, margin: 36, head: 118 } as const;

/** Between two fleets. */
export const PANEL_GAP = 52;

/** The hours: where they begin, how large one is with the gap after it, and what more there is every six hours. */
export const GRID = { left: 44, column: 34.5, row: 28, gap: 2, gapOfQuarter: 6 } as const;
