import { formatGiven } from "@runner-fleet/config";

/** Tags, and what a person should know of those that are not carried over. */
export interface ReadTags {
  /** Tags by key. */
  readonly tags: Readonly<Record<string, string>>;
  /** What is left out, and why. */
  readonly notes: readonly string[];
}

/** Reads `amazonec2-tags`: keys and values in turn, parted by commas. */
export function readTags(text: string): ReadTags {
  const parts = text === "" ? [] : text.split(",");
  const pairs = Array.from({ length: Math.floor(parts.length / 2) }, (_, index) =>
    parts.slice(2 * index, 2 * index + 2),
  );
  const named = pairs.filter((pair) => pair.some((part) => part.includes("%s")));
  const reserved = pairs.filter(([key]) => key?.startsWith("aws:"));
  return {
    tags: Object.fromEntries(pairs.filter((pair) => !named.includes(pair) && !reserved.includes(pair))),
    notes: [
      ...(parts.length % 2 === 1
        ? [`${formatGiven(parts.at(-1))} has no value: docker-machine left it out, and so is it here`]
        : []),
      ...named.map(([key]) => `tag ${formatGiven(key)} held the machine's name, which no tag here does`),
      ...reserved.map(([key]) => `tag ${formatGiven(key)} begins with aws:, which AWS keeps for itself`),
    ],
  };
}
