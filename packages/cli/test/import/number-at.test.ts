import type { KeyReport } from "../../src/import/key-report";
import { numberAt, sizeAt } from "../../src/import/number-at";
import { TrackedTable } from "../../src/import/tracked-table";

function read<Value>(reader: (table: TrackedTable, key: string) => Value, value: unknown) {
  const report: KeyReport[] = [];
  const found = reader(new TrackedTable({ limit: value }, "runners[0]", report), "limit");
  return { found, notes: report.map(({ outcome, note }) => `${outcome}: ${note}`) };
}

test.each([
  [3, 3],
  [-0.5, -0.5],
  [2n ** 62n, 2 ** 62],
])("the number %p is %p", (value, found) => {
  expect(read(numberAt, value)).toEqual({ found, notes: [] });
});

test.each([
  ["3", '"3"'],
  [true, "true"],
  [Infinity, "Infinity"],
  [[1], "[1]"],
  [{ a: 1 }, '{"a":1}'],
])("%j is no number, is taken as 0, and needs a decision", (value, given) => {
  expect(read(numberAt, value)).toEqual({ found: 0, notes: [`decision: must be a number, got ${given}; taken as 0`] });
});

test.each([
  [7, 7, []],
  [0, undefined, []],
  [-1, undefined, ["decision: must be a whole number from 0, got -1; taken as 0"]],
  [1.5, undefined, ["decision: must be a whole number from 0, got 1.5; taken as 0"]],
  ["7", undefined, ['decision: must be a number, got "7"; taken as 0']],
])("%j as a size is %p", (value, found, notes) => {
  expect(read(sizeAt, value)).toEqual({ found, notes });
});

test("a key that is not there is 0, no size, and not reported", () => {
  const report: KeyReport[] = [];
  const table = new TrackedTable({}, "runners[0]", report);
  expect([numberAt(table, "limit"), sizeAt(table, "limit")]).toEqual([0, undefined]);
  expect(report).toEqual([]);
});
