const FORM = /^(?:(\d+)(?:\.(\d*))?|\.(\d+))([numkMGTPE]|[KMGTPE]i|[eE][+-]?\d{1,2})?$/;

const TENS: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const TWOS: Readonly<Record<string, bigint>> = { Ki: 10n, Mi: 20n, Gi: 30n, Ti: 40n, Pi: 50n, Ei: 60n };

const NANO = 9;
const LARGEST_BINARY = (2n ** 63n - 1n) * 10n ** BigInt(NANO);

/**
 * What a Kubernetes quantity says, in billionths of a core or of a byte, so that any two can be compared and added up:
 * `500m` is 500000000n, `1Ki` is 1024000000000n. As Kubernetes does, it rounds up what is finer, and takes a quantity
 * with a binary unit for 2⁶³ - 1 when it is larger.
 *
 * @throws Error when the text is no quantity, has a sign, or an exponent of more than two digits
 */
export function parseQuantity(text: string): bigint {
  const [found, whole = "", decimals = "", onlyDecimals = "", unit = ""] = FORM.exec(text) ?? [];
  if (found === undefined) {
    throw new Error(`must be a Kubernetes quantity such as "500m" or "1.5Gi", got ${JSON.stringify(text)}`);
  }
  const fraction = decimals + onlyDecimals;
  const digits = BigInt(whole + fraction);
  const shift = TWOS[unit];
  if (shift !== undefined) {
    const amount = timesPowerOfTen(digits << shift, NANO - fraction.length);
    return amount > LARGEST_BINARY ? LARGEST_BINARY : amount;
  }
  const exponent = TENS[unit] ?? Number(unit.slice(1));
  return timesPowerOfTen(digits, NANO + exponent - fraction.length);
}

/** What is below 1 is rounded up. */
function timesPowerOfTen(value: bigint, exponent: number): bigint {
  if (exponent >= 0) {
    return value * 10n ** BigInt(exponent);
  }
  const divisor = 10n ** BigInt(-exponent);
  return (value + divisor - 1n) / divisor;
}
