import { Duration } from "../../src/values/duration";
import { Expression } from "../../src/values/expression";
import { secondsOf } from "../../src/values/seconds-of";

test("a duration that is known is a number of seconds", () => {
  expect(secondsOf(Duration.parse("1h30m"))).toBe(5_400);
  expect(secondsOf(Duration.parse("1.5s"))).toBe(1.5);
});

test("one that Terraform alone knows is a sum over its hours, minutes and seconds", () => {
  const seconds = secondsOf(Expression.text("var.drain_timeout")) as Expression<"number">;
  expect(seconds.kind).toBe("number");
  expect(seconds.terraform).toBe(
    'sum([for part in regexall("([0-9]+)(h|m|s)", var.drain_timeout) : part[0] * { h = 3600, m = 60, s = 1 }[part[1]]])',
  );
});
