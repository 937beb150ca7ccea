import { formatGiven } from "../findings/finding";

const MILLISECONDS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 } as const;
/** Go counts nanoseconds in 64 bits. */
const LONGEST_MILLISECONDS = 9_223_372_036_854;
/** How a duration is written, for messages. */
export const DURATION_FORM = 'a Go duration such as "90s", "20m" or "1h30m"';

const BRAND = Symbol.for("@runner-fleet/config/Duration");

/**
 * A length of time, to the millisecond. Written to config.toml as a Go duration, as its author wrote it, and always as a
 * string: GitLab Runner reads a bare number as nanoseconds.
 */
export class Duration {
  /** A length of time in hours, from 0. */
  static hours(hours: number): Duration {
    return new Duration(hours * MILLISECONDS.h);
  }

  /** A length of time in minutes, from 0. */
  static minutes(minutes: number): Duration {
    return new Duration(minutes * MILLISECONDS.m);
  }

  /** A length of time in seconds, from 0. */
  static seconds(seconds: number): Duration {
    return new Duration(seconds * MILLISECONDS.s);
  }

  /**
   * Reads a Go duration such as `90s`, `1h30m` or `0s`. The units are h, m, s and ms; Go has no day.
   *
   * @throws Error when the text is not such a duration
   */
  static parse(text: string): Duration {
    const parts = /^(?:0|(?:\d+(?:\.\d+)?(?:ms|h|m|s))+)$/.test(text)
      ? text.matchAll(/(\d+(?:\.\d+)?)(ms|h|m|s)/g)
      : undefined;
    if (!parts) {
      throw new Error(`must be ${DURATION_FORM}, got ${formatGiven(text)}`);
    }
    let milliseconds = 0;
    for (const [, amount, unit] of parts) {
      milliseconds += Number(amount) * MILLISECONDS[unit as keyof typeof MILLISECONDS];
    }
    // 1.005 × 1000 is not quite 1005 in floating-point numbers.
    return new Duration(Math.round(milliseconds * 1e3) / 1e3, text);
  }

  /** Whether the value is a Duration, of this copy of the package or of another. */
  static is(value: unknown): value is Duration {
    return typeof value === "object" && value !== null && BRAND in value;
  }

  readonly [BRAND] = true;

  /** As it was written; two durations of one length are equal however they are written. */
  readonly #written?: string;

  private constructor(
    readonly milliseconds: number,
    written?: string,
  ) {
    this.#written = written;
    if (!Number.isSafeInteger(milliseconds) || milliseconds < 0) {
      throw new Error(`must be a whole number of milliseconds from 0, got ${milliseconds}`);
    }
    if (milliseconds > LONGEST_MILLISECONDS) {
      throw new Error(`must be at most 2562047h, got ${milliseconds / MILLISECONDS.h}h`);
    }
  }

  /** The whole length in seconds. */
  get seconds(): number {
    return this.milliseconds / MILLISECONDS.s;
  }

  /** The Go duration as it was written, or else in hours, minutes and seconds without those that are zero: `1h30m`. */
  toString(): string {
    if (this.#written !== undefined) {
      return this.#written;
    }
    if (this.milliseconds > 0 && this.milliseconds < MILLISECONDS.s) {
      return `${this.milliseconds}ms`;
    }
    const amounts = {
      h: Math.floor(this.milliseconds / MILLISECONDS.h),
      m: Math.floor((this.milliseconds % MILLISECONDS.h) / MILLISECONDS.m),
      s: (this.milliseconds % MILLISECONDS.m) / MILLISECONDS.s,
    };
    const parts = Object.entries(amounts).filter(([, amount]) => amount > 0);
    return parts.map(([unit, amount]) => `${amount}${unit}`).join("") || "0s";
  }

  /** The same as `toString()`, for JSON and YAML. */
  toJSON(): string {
    return this.toString();
  }
}
