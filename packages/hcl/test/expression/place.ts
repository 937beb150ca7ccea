import type { Place } from "../../src/expression/place";

/** The place of an argument of a block at the top, in a document whose names stay. */
export const place: Place = {
  where: "resource.test_thing.main.text",
  depth: 1,
  rename: (tokens) => tokens,
  jsonSafe: new Set(),
};
