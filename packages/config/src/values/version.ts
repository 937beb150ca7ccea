/** Compares two versions of up to three numbers: below 0 when the first is older. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split(".").map(Number)) as [number[], number[]];
  for (const index of [0, 1, 2]) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) {
      return difference;
    }
  }
  return 0;
}

/** Major and minor version: `19.4` of `19.4.0`. */
export const minorVersion = (version: string) => version.split(".").slice(0, 2).join(".");
