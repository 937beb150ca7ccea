import type { BrokenPair, VersionedPart } from "../../packages/config/src/fleets/version-skew.ts";
import { escaped } from "./escaped.mts";

const INTRODUCTION = `# Versions that work together

What was tried with what, and what is known to break. A description is held against it before anything is made: the rules
are those of [rules.md](rules.md).

This page is written by \`npm run generate\` from \`packages/config/src/fleets/version-skew.ts\`.
`;

const BROKEN = `
## Known to break

A pair that a rule refuses is an error; one that a rule warns of is used all the same.
`;

/** The page on the versions that work together. */
export function versionSkewMarkdown(parts: readonly VersionedPart[], pairs: readonly BrokenPair[]): string {
  return [
    INTRODUCTION,
    "## What works",
    "",
    table(
      ["", "works", "tried with", "why not others", "source"],
      parts.map(({ name, works, tested, why, source }) => [name, works, tested.join(", "), why, link(source)]),
    ),
    BROKEN,
    table(
      ["this", "with this", "what happens", "held by", "source"],
      pairs.map(({ one, other, then, held, source }) => [one, other, then, holder(held), link(source)]),
    ),
    "",
  ].join("\n");
}

const table = (heading: readonly string[], rows: readonly (readonly string[])[]) =>
  [heading, heading.map(() => "---"), ...rows.map((row) => row.map(escaped))]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");

/** A rule is a link to what it says; anything else is said in words. */
const holder = (held: string) => (/^[a-z]+(-[a-z]+)+$/.test(held) ? `[${held}](rules.md#${held})` : held);

/** An address by its end, or a file of the project. */
function link(source: string): string {
  if (!source.startsWith("https://")) {
    return `[${source}](../${source})`;
  }
  const { hostname } = new URL(source);
  return `[${hostname}](${source})`;
}
