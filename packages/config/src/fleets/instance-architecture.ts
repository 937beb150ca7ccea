/** An architecture that machines can have. */
export type Architecture = "amd64" | "arm64";

/**
 * The architecture of an EC2 instance type or family (`m7g.large`, `m7g.*`), or `undefined` where the name does not say
 * it. AWS names a type by family, generation and attributes: Graviton is the attribute `g`, and the first one, `a1`.
 */
export function instanceArchitecture(type: string): Architecture | undefined {
  const [family = ""] = type.split(".");
  if (family.includes("*") || family === "") {
    return undefined;
  }
  if (/^a1$|^p\d+e-gb\d+/.test(family)) {
    return "arm64";
  }
  const [, attributes] = /^[a-z]+\d+([a-z]*)/.exec(family) ?? [];
  return attributes === undefined ? undefined : attributes.includes("g") ? "arm64" : "amd64";
}
