import { knownValue } from "../values/known-value";
import type { DockerAutoscalerFleet, MachineFleet } from "../schema/fleet";

/** A key that makes containers of a fleet privileged. */
export type PrivilegedKey = "privileged" | "servicesPrivileged";

/** The keys by which containers of a fleet are privileged; services follow the jobs' key when they have none. */
export function privilegedKeys({ docker }: DockerAutoscalerFleet): PrivilegedKey[] {
  return (["privileged", "servicesPrivileged"] as const).filter((key) => knownValue(docker[key]) === true);
}

/** Whether a machine serves one job and is then replaced. */
export function isSingleUse({ capacityPerInstance, maxUseCount }: MachineFleet): boolean {
  return (
    (knownValue(capacityPerInstance) ?? 1) === 1 && (maxUseCount === undefined || (knownValue(maxUseCount) ?? 1) === 1)
  );
}

/** Whether the machines of a fleet have an AWS role, and the key that says so. */
export function machineRoleKey({ machines }: MachineFleet): "instanceProfileName" | "machineAccess" | undefined {
  if (machines.instanceProfileName !== undefined) {
    return "instanceProfileName";
  }
  return machines.machineAccess === "ssm" ? "machineAccess" : undefined;
}
