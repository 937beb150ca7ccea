import type { DockerAutoscalerFleet, Fleet, KubernetesFleet, MachineFleet } from "../schema/fleet";
import type { RunnerFleetConfig } from "../schema/runner-fleet-config";

/** Whether a fleet's jobs run on EC2 machines that are started for them. */
export const hasMachines = (fleet: Fleet): fleet is MachineFleet => fleet.executor !== "kubernetes";

/** Whether a fleet's jobs run in containers on such machines. */
export const hasContainers = (fleet: Fleet): fleet is DockerAutoscalerFleet => fleet.executor === "docker-autoscaler";

/** Whether a fleet's jobs run in pods of the manager's cluster. */
export const hasPods = (fleet: Fleet): fleet is KubernetesFleet => fleet.executor === "kubernetes";

/** The fleets of a kind, with their keys. */
export const fleetsOf = <Kind extends Fleet>(
  { fleets }: RunnerFleetConfig,
  isKind: (fleet: Fleet) => fleet is Kind,
): [string, Kind][] => Object.entries(fleets).filter((entry): entry is [string, Kind] => isKind(entry[1]));
