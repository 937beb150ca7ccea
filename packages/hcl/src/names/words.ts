/** The words of an id, in small letters: `Fleet-linux`, `LaunchTemplate` and `ToIpv4` have two each. */
export function wordsOf(id: string): readonly string[] {
  return id
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1_$2")
    .replace(/(\p{Lu}+)(\p{Lu}\p{Ll})/gu, "$1_$2")
    .toLowerCase()
    .split(/[^\p{ID_Continue}]+|_+/u)
    .filter((word) => word !== "");
}

/** Words as a name of Terraform's. */
export function nameOf(words: readonly string[]): string {
  const name = words.filter((word, i) => word !== words[i - 1]).join("_");
  return /^[\p{ID_Start}_]/u.test(name) ? name : `_${name}`;
}
