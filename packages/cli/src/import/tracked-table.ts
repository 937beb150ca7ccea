import { looksLikeSecret } from "@runner-fleet/config";
import { EMPTY } from "./empty-value";
import { isTable } from "./is-table";
import { keyPath } from "./key-path";
import type { KeyReport } from "./key-report";

type Table = Readonly<Record<string, unknown>>;

const UNKNOWN = "the description has no setting for it; look up what it does before you leave it out";
const WRITTEN_TWICE = "written twice, in different letter case; keep one of them in config.toml and import it again";
const HIDDEN = "(a text that looks like a secret, not shown)";

/**
 * A table of config.toml that knows which of its keys somebody has dealt with, so that none is lost without a word.
 * Keys are found without regard to letter case, as the runner finds them, and reported as they were written. A report
 * on a key that is not there is no report, so that callers need not ask first.
 */
export class TrackedTable {
  /** By the key as written: `whole`, or the items of its list that were dealt with. */
  private readonly dealt = new Map<string, Set<number> | "whole">();
  /** Tables that were handed out, by the key as written. */
  private readonly inner = new Map<string, readonly TrackedTable[]>();

  constructor(
    private readonly written: Table,
    /** Where the table is, such as `runners[0].machine`; empty for the document. */
    readonly path: string,
    private readonly report: KeyReport[],
  ) {}

  /** Whether the table has the key. */
  has(key: string): boolean {
    return this.spelling(key) !== undefined;
  }

  /** The key's value, or `undefined`. Looking is not dealing with it: report on it as well. */
  value(key: string): unknown {
    const spelling = this.spelling(key);
    return spelling === undefined ? undefined : this.written[spelling];
  }

  /** The keys of the table, as they were written. */
  keys(): string[] {
    return Object.keys(this.written);
  }

  /**
   * The value is at `to`, unchanged. A key may be followed by the item of its list that is meant, and by what that is:
   * `MachineOptions[2] (amazonec2-vpc-id)`. Of a list of which one item is reported on, `finish` asks for all others.
   */
  kept(key: string, to: string, note?: string): void {
    this.add(key, { outcome: "kept", to, ...(note !== undefined && { note }) });
  }

  /** What the key did is done by `to`, in another way. */
  changed(key: string, to: string, note: string): void {
    this.add(key, { outcome: "changed", to, note });
  }

  /** The key, or the table with all that is in it, is not needed. */
  dropped(key: string, note: string): void {
    this.add(key, { outcome: "dropped", note });
  }

  /**
   * A person must decide about the key, or about the table with all that is in it. `to` is where in the description, if
   * that is known.
   */
  decision(key: string, note: string, to?: string): void {
    this.add(key, { outcome: "decision", ...(to !== undefined && { to }), note });
  }

  /** Whether somebody has reported on the key, or taken the tables at it. */
  isDealtWith(key: string): boolean {
    const spelling = this.spelling(key);
    return spelling !== undefined && (this.dealt.has(spelling) || this.inner.has(spelling));
  }

  /** The table at a key; `undefined` where there is none, or another type of value. */
  table(key: string): TrackedTable | undefined {
    const value = this.value(key);
    return isTable(value) ? this.handOut(key, [value], () => "")[0] : undefined;
  }

  /** The tables of an array of tables; none where there is no such array. */
  tables(key: string): readonly TrackedTable[] {
    const value = this.value(key);
    return Array.isArray(value) && value.every(isTable) ? this.handOut(key, value, (index) => `[${index}]`) : [];
  }

  /** Reports every key that nobody has dealt with, here and in the tables below, as a decision. */
  finish(): void {
    if (this.keys().length === 0) {
      this.report.push({ key: this.path, outcome: "dropped", note: EMPTY });
    }
    for (const key of this.keys()) {
      const dealt = this.dealt.get(key);
      const inner = this.inner.get(key);
      if (inner && inner.length > 0 && dealt !== "whole") {
        inner.forEach((table) => table.finish());
      } else if (inner && dealt === undefined) {
        this.dropped(key, EMPTY);
      } else if (dealt === undefined) {
        this.decision(key, this.isWrittenTwice(key) ? WRITTEN_TWICE : UNKNOWN);
      } else if (dealt !== "whole") {
        (this.written[key] as readonly unknown[]).forEach((_, index) => {
          if (!dealt.has(index)) {
            this.decision(`${key}[${index}]`, UNKNOWN);
          }
        });
      }
    }
  }

  private add(key: string, what: Omit<KeyReport, "key">): void {
    const told = this.told(key);
    if (!told) {
      return;
    }
    const { spelling, index, label } = told;
    const at = keyPath(this.path, spelling);
    const before = this.dealt.get(spelling);
    if (index === undefined) {
      this.dealt.set(spelling, "whole");
    } else if (before !== "whole") {
      this.dealt.set(spelling, new Set([...(before ?? []), index]));
    }
    const whole = what.outcome === "dropped" || what.outcome === "decision";
    const paths =
      index === undefined
        ? whole
          ? leafPaths(this.written[spelling], at)
          : [at]
        : [`${at}[${index}]${looksLikeSecret(label) ? ` ${HIDDEN}` : label}`];
    this.report.push(...paths.map((path) => ({ key: path, ...withoutSecrets(what) })));
  }

  /** Which key, and which item of it, a caller means; `undefined` where it is not there. */
  private told(key: string): { spelling: string; index?: number; label: string } | undefined {
    const whole = this.spelling(key);
    if (whole !== undefined) {
      return { spelling: whole, label: "" };
    }
    const [, name = "", index = "", label = ""] = /^(.+?)\[(\d+)\](.*)$/s.exec(key) ?? [];
    const spelling = this.spelling(name);
    const list = spelling === undefined ? undefined : this.written[spelling];
    return spelling !== undefined && Array.isArray(list) && Number(index) < list.length
      ? { spelling, index: Number(index), label }
      : undefined;
  }

  /** The key as it was written: as the caller writes it, else in any letter case. */
  private spelling(key: string): string | undefined {
    const keys = this.keys();
    return keys.find((written) => written === key) ?? keys.find((written) => same(written, key));
  }

  private isWrittenTwice(key: string): boolean {
    return this.keys().some((other) => other !== key && same(other, key));
  }

  private handOut(key: string, values: readonly Table[], suffix: (index: number) => string): readonly TrackedTable[] {
    const spelling = this.spelling(key) as string;
    const at = keyPath(this.path, spelling);
    const tables =
      this.inner.get(spelling) ??
      values.map((value, index) => new TrackedTable(value, `${at}${suffix(index)}`, this.report));
    this.inner.set(spelling, tables);
    return tables;
  }
}

const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

/** The paths of all that is in a value; its own, where it is no table and holds none. */
function leafPaths(value: unknown, at: string): string[] {
  if (isTable(value) && Object.keys(value).length > 0) {
    return Object.entries(value).flatMap(([key, item]) => leafPaths(item, keyPath(at, key)));
  }
  if (Array.isArray(value) && value.length > 0 && value.every(isTable)) {
    return value.flatMap((item, index) => leafPaths(item, `${at}[${index}]`));
  }
  return [at];
}

/** A note or path that looks like a secret is not passed on, wherever it comes from. */
function withoutSecrets(what: Omit<KeyReport, "key">): Omit<KeyReport, "key"> {
  const clean = (text: string) => (looksLikeSecret(text) ? HIDDEN : text);
  return {
    outcome: what.outcome,
    ...(what.to !== undefined && { to: clean(what.to) }),
    ...(what.note !== undefined && { note: clean(what.note) }),
  };
}
