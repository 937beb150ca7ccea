import { formatGiven } from "@runner-fleet/config";
import { isSecretPair, isSecretText } from "../secret-entry";

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
  const secret = pairs.filter(([key = "", value]) => isSecretPair(key, value) || isSecretText(key));
  const open = pairs.filter((pair) => !secret.includes(pair));
  const half = parts.length % 2 === 1 ? (parts.at(-1) ?? "") : undefined;
  if (isSecretText(text) && secret.length === 0 && !isSecretText(half ?? "")) {
    return {
      tags: {},
      notes: ["they look like a secret that has a comma in it, and none is carried over (not shown)"],
    };
  }
  const named = open.filter((pair) => pair.some((part) => part.includes("%s")));
  const reserved = open.filter(([key]) => key?.startsWith("aws:"));
  return {
    tags: Object.fromEntries(open.filter((pair) => !named.includes(pair) && !reserved.includes(pair))),
    notes: [
      ...(half === undefined ? [] : [`${shown(half)} has no value: docker-machine left it out, and so is it here`]),
      ...secret.map(
        ([key = ""]) => `tag ${shown(key)} holds what looks like a secret (not shown), and is not carried over`,
      ),
      ...named.map(([key]) => `tag ${formatGiven(key)} held the machine's name, which no tag here does`),
      ...reserved.map(([key]) => `tag ${formatGiven(key)} begins with aws:, which AWS keeps for itself`),
    ],
  };
}

const shown = (text: string) =>
  isSecretText(text) ? "a text that looks like a secret (not shown)" : formatGiven(text);
