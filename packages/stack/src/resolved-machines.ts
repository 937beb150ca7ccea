import {
  jobsOnMachines,
  type MachineFleet,
  type Machines,
  type Resolved,
  type RunnerFleetConfig,
} from "@runner-fleet/config";
import { resolveExpressions } from "@runner-fleet/terraform-values";

/** Machines as the construct takes them. What it writes into user data it encodes itself, so those texts stay. */
export function resolvedMachines(machines: Machines): Resolved<Machines> {
  const { preloadImages, registryMirrors, ssh, userDataParts } = machines;
  const inUserData = { preloadImages, registryMirrors, ssh, userDataParts };
  return { ...resolveExpressions(machines), ...resolveExpressions(inUserData, (text) => text) };
}

/** How a fleet's jobs run on its machines, as the construct takes it; directories are written into user data, too. */
export const resolvedJobs = (config: RunnerFleetConfig, fleet: MachineFleet) => ({
  executor: fleet.executor,
  ...resolveExpressions(jobsOnMachines(config, fleet), (text) => text),
});
