import type { Machines, Resolved } from "@runner-fleet/config";
import { resolveExpressions } from "./resolve-expressions";

/** Machines as the construct takes them. What it writes into user data it encodes itself, so those texts stay. */
export function resolvedMachines(machines: Machines): Resolved<Machines> {
  const { preloadImages, registryMirrors, ssh, userDataParts } = machines;
  const inUserData = { preloadImages, registryMirrors, ssh, userDataParts };
  return { ...resolveExpressions(machines), ...resolveExpressions(inUserData, (text) => text) };
}
