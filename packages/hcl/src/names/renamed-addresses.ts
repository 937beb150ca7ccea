import type { NewNames } from "./new-names";

/** The new address by the old one, of all that has another name now. */
export function renamedAddresses(names: NewNames): ReadonlyMap<string, string> {
  return new Map(
    [...names]
      .map(([address, name]) => [address, address.replace(/[^.]*$/, () => name)] as const)
      .filter(([address, now]) => address !== now),
  );
}
