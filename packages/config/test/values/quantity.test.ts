import { parseQuantity } from "../../src/values/quantity";

const ONE = 1_000_000_000n;

describe("a Kubernetes quantity", () => {
  test.each<[string, bigint]>([
    ["0", 0n],
    ["000", 0n],
    ["1", ONE],
    ["007", 7n * ONE],
    ["1.", ONE],
    [".5", ONE / 2n],
    ["0.5", ONE / 2n],
    ["1.50", (ONE * 3n) / 2n],
    ["1.G", ONE * 10n ** 9n],
    ["500m", ONE / 2n],
    ["0.5m", 500_000n],
    ["3u", 3000n],
    ["7n", 7n],
    ["2k", 2000n * ONE],
    ["2M", 2n * 10n ** 6n * ONE],
    ["2G", 2n * 10n ** 9n * ONE],
    ["2T", 2n * 10n ** 12n * ONE],
    ["2P", 2n * 10n ** 15n * ONE],
    ["2E", 2n * 10n ** 18n * ONE],
    ["1Ki", 1024n * ONE],
    ["1Mi", 1024n ** 2n * ONE],
    ["1Gi", 1024n ** 3n * ONE],
    ["1Ti", 1024n ** 4n * ONE],
    ["1Pi", 1024n ** 5n * ONE],
    ["1Ei", 1024n ** 6n * ONE],
    ["1.5Gi", 1536n * 1024n ** 2n * ONE],
    [".5Ki", 512n * ONE],
    ["1e3", 1000n * ONE],
    ["1E3", 1000n * ONE],
    ["1e+3", 1000n * ONE],
    ["1.25e2", 125n * ONE],
    ["5e-1", ONE / 2n],
    ["1e0", ONE],
  ])("%s is read", (text, expected) => {
    expect(parseQuantity(text)).toBe(expected);
  });

  test.each<[string, bigint]>([
    ["0.9n", 1n],
    ["0.1u", 100n],
    ["1e-99", 1n],
    ["0.0000000001", 1n],
    ["1.0000000001", ONE + 1n],
    ["0e-99", 0n],
  ])("%s is rounded up to a billionth", (text, expected) => {
    expect(parseQuantity(text)).toBe(expected);
  });

  test.each(["8Ei", "16Ei", "9223372036854775808Ki"])("%s is cut off at 2⁶³ - 1", (text) => {
    expect(parseQuantity(text)).toBe((2n ** 63n - 1n) * ONE);
  });

  test("without a binary unit is not cut off", () => {
    expect(parseQuantity("18446744073709551616")).toBe(2n ** 64n * ONE);
    expect(parseQuantity("1000E")).toBe(10n ** 21n * ONE);
  });

  test.each<[string, string]>([
    ["2000m", "2"],
    ["1024Mi", "1Gi"],
    ["1e3", "1k"],
    ["0.001", "1m"],
    ["1E", "1e18"],
  ])("%s is as much as %s", (one, other) => {
    expect(parseQuantity(one)).toBe(parseQuantity(other));
  });

  test.each(["1000Mi", "1G", "999999999"])("%s is less than 1Gi", (text) => {
    expect(parseQuantity(text)).toBeLessThan(parseQuantity("1Gi"));
  });

  test.each([
    ["nothing", ""],
    ["a point", "."],
    ["a unit", "Gi"],
    ["a space", "1 Gi"],
    ["a space behind", "1 "],
    ["a line behind", "1\n"],
    ["two points", "1.1.M"],
    ["a large K", "1K"],
    ["a small g", "1g"],
    ["a small i alone", "1i"],
    ["a small ki", "1ki"],
    ["milli of a binary unit", "1mi"],
    ["bytes", "1GB"],
    ["an exponent without digits", "1e"],
    ["an exponent and a unit", "1e3M"],
    ["an exponent with a point", "1e1.5"],
    ["an exponent of three digits", "1e100"],
    ["a minus", "-1"],
    ["a plus", "+1"],
    ["words", "two"],
    ["a comma", "1,5"],
    ["hexadecimal digits", "0x10"],
  ])("is refused for %s: '%s'", (_what, text) => {
    expect(() => parseQuantity(text)).toThrow(
      `must be a Kubernetes quantity such as "500m" or "1.5Gi", got ${JSON.stringify(text)}`,
    );
  });
});
