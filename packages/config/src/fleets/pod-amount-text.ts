import type { PodResource } from "./pod-resources";

/** Units with what one of them is in billionths of a core or of a byte, the largest first. */
const UNITS: Readonly<Record<"cores" | "bytes", readonly (readonly [unit: string, size: bigint])[]>> = {
  cores: [
    ["", 10n ** 9n],
    ["m", 10n ** 6n],
    ["u", 10n ** 3n],
    ["n", 1n],
  ],
  bytes: [
    ...["Ti", "Gi", "Mi", "Ki"].map((unit, index) => [unit, 2n ** BigInt(40 - 10 * index) * 10n ** 9n] as const),
    ...["G", "M", "k", ""].map((unit, index) => [unit, 10n ** BigInt(18 - 3 * index)] as const),
  ],
};

/**
 * An amount as a reader would write it: in the largest unit that it is a whole number of. Parts of a byte are rounded
 * up.
 *
 * @param value in billionths of a core or of a byte
 */
export function amountText(resource: PodResource, value: bigint): string {
  const units = UNITS[resource === "cpu" ? "cores" : "bytes"];
  const [unit, size] = units.find(([, each]) => value % each === 0n) ?? ["", 10n ** 9n];
  return value === 0n ? "0" : `${(value + size - 1n) / size}${unit}`;
}
