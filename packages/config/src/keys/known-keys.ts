import { knownKeysText } from "./known-keys-19.4";

let keys: ReadonlyMap<string, string> | undefined;

/**
 * Every key that the pinned GitLab Runner reads from config.toml, such as `runners[].docker.image`, with its type
 * (`string`, `integer`, `map<string>`, …). The runner itself takes keys without regard to case.
 */
export function knownKeys(): ReadonlyMap<string, string> {
  keys ??= new Map(
    knownKeysText
      .trim()
      .split("\n")
      .map((line) => {
        const space = line.indexOf(" ");
        return [line.slice(0, space), line.slice(space + 1)] as const;
      }),
  );
  return keys;
}
