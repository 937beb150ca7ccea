/**
 * The keys and positions that a finding's path is made of: `fleets.linux.policies[0]["a b"]` is `fleets`, `linux`,
 * `policies`, 0, `a b`. The reverse of `formatPath` in config.
 */
export function pathSegments(path: string): (string | number)[] {
  return [...path.matchAll(/\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]|([^.[\]]+)/g)].map(([, position, quoted, name]) => {
    if (position !== undefined) {
      return Number(position);
    }
    return quoted === undefined ? (name as string) : (JSON.parse(quoted) as string);
  });
}
