import { runInNewContext } from "node:vm";
import { managerResources, requestConcurrency, updateIntervals } from "../../src/fleets/sizing";
import { Expression, type NumberOrExpression, type TextOrExpression } from "../../src/values/expression";

/** All that is chosen by a size. */
const chosen = (size: NumberOrExpression): Readonly<Record<string, NumberOrExpression | TextOrExpression>> => ({
  requests: requestConcurrency(size),
  ...updateIntervals(size),
  ...managerResources(size),
});

/** What Terraform makes of an expression of comparisons and conditionals: JavaScript reads them the same. */
const evaluated = (value: unknown, n: number): unknown =>
  Expression.is(value) ? runInNewContext(value.terraform, { n }) : value;

const boundaries = [20, 50, 100, 200, 400].flatMap((limit) => [limit, limit + 1]);

test("every limit of a step is one of these", () => {
  const sizes = Array.from({ length: 1_000 }, (_, index) => index + 1);
  const changes = sizes.filter((size) => JSON.stringify(chosen(size)) !== JSON.stringify(chosen(size + 1)));
  expect(changes).toEqual(boundaries.filter((size) => size % 10 === 0));
});

test.each([1, ...boundaries, 100_000])("Terraform chooses for a size of %i what is chosen for it here", (size) => {
  const planned = chosen(Expression.number("n"));
  expect(Object.values(planned).every((value) => Expression.is(value))).toBe(true);
  expect(Object.fromEntries(Object.entries(planned).map(([key, value]) => [key, evaluated(value, size)]))).toEqual(
    chosen(size),
  );
});

test("a size that is reckoned is chosen for as a whole", () => {
  const { memory } = managerResources(Expression.number("n > 1 ? n : 500"));
  expect(evaluated(memory, 1)).toBe(managerResources(500).memory);
  expect(evaluated(memory, 2)).toBe(managerResources(2).memory);
});

test("a step that changes nothing is not asked about", () => {
  const { idle, expecting } = updateIntervals(Expression.number("var.max"));
  expect(idle).toEqual(Expression.text('var.max <= 200 ? "1m" : "2m"'));
  expect(expecting).toEqual(Expression.text('var.max <= 50 ? "2s" : var.max <= 200 ? "5s" : "10s"'));
});

test("a number is chosen as a number, and a text as a text", () => {
  const kinds = Object.entries(chosen(Expression.number("n"))).map(([key, value]) => [key, (value as Expression).kind]);
  expect(Object.fromEntries(kinds)).toEqual({
    requests: "number",
    idle: "text",
    expecting: "text",
    cpu: "text",
    memory: "text",
  });
});
