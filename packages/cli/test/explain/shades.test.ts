import { shades } from "../../src/explain/shades";

const shadesOf = (...places: (number | undefined)[]) => {
  const shadeOf = shades({
    targets: places.map((each) => ({ policy: 0, minutes: 60, places: each, upTo: each, machines: each })),
  });
  return places.map((each) => shadeOf(each ?? 0));
};

test.each([
  [[0], [0]],
  [
    [0, 7],
    [0, 4],
  ],
  [
    [7, 7, 0],
    [4, 4, 0],
  ],
  [
    [1, 500],
    [2, 4],
  ],
  [
    [0, 1, 2, 500],
    [0, 1, 3, 4],
  ],
  [
    [4, 3, 2, 1, 0],
    [4, 3, 2, 1, 0],
  ],
  [
    [undefined, 3],
    [0, 4],
  ],
])("up to four numbers have a shade each, whatever they are: %j is %j", (places, expected) => {
  expect(shadesOf(...places)).toEqual(expected);
});

test("more numbers are in quarters of the most, and nothing is none", () => {
  expect(shadesOf(0, 1, 25, 26, 50, 51, 75, 76, 100)).toEqual([0, 1, 1, 2, 2, 3, 3, 4, 4]);
});
