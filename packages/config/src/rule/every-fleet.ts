import { containerTable, type ContainerTable } from "./container-table";
import type { Rule, RuleFinding } from "./rule";
import { hasContainers, hasMachines, hasPods } from "../fleets/fleet-kinds";
import { knownEntries } from "../values/known-value";
import type { DockerAutoscalerFleet, Fleet, KubernetesFleet, MachineFleet } from "../schema/fleet";
import type { Policy, RunnerFleetConfig } from "../schema/runner-fleet-config";

/** Where something of a fleet is, from the top of the description. */
export type PathInFleet = (...segments: readonly PropertyKey[]) => PropertyKey[];

type FleetCheck<Kind extends Fleet> = (
  fleet: Kind,
  at: PathInFleet,
  config: RunnerFleetConfig,
  name: string,
) => Iterable<RuleFinding>;

const everyFleetOf =
  <Kind extends Fleet>(isKind: (fleet: Fleet) => fleet is Kind, check: FleetCheck<Kind>): Rule["check"] =>
  (config) =>
    Object.entries(config.fleets).flatMap(([name, fleet]) =>
      isKind(fleet) ? [...check(fleet, (...segments) => ["fleets", name, ...segments], config, name)] : [],
    );

/** A rule's check that looks at every fleet on its own. */
export const everyFleet = (check: FleetCheck<Fleet>) => everyFleetOf((_fleet): _fleet is Fleet => true, check);

/** A rule's check that looks at every fleet with machines on its own. */
export const everyMachineFleet = (check: FleetCheck<MachineFleet>) => everyFleetOf(hasMachines, check);

/** A rule's check that looks at every docker-autoscaler fleet on its own. */
export const everyDockerFleet = (check: FleetCheck<DockerAutoscalerFleet>) => everyFleetOf(hasContainers, check);

/** A rule's check that looks at every kubernetes fleet on its own. */
export const everyKubernetesFleet = (check: FleetCheck<KubernetesFleet>) => everyFleetOf(hasPods, check);

/** A rule's check that looks at what every fleet gives the containers of its jobs, in whatever they run. */
export const everyContainerFleet = (
  check: (table: ContainerTable, at: PathInFleet, config: RunnerFleetConfig) => Iterable<RuleFinding>,
): Rule["check"] =>
  everyFleet((fleet, at, config) => {
    const table = containerTable(fleet);
    return table ? check(table, at, config) : [];
  });

/** The policies of a fleet and where they are in it. */
interface PoliciesOfFleet {
  readonly at: readonly PropertyKey[];
  readonly policies: MachineFleet["policies"];
}

/** The policies of a fleet: for machines, or for the pause pods of the kubernetes executor. */
export function policiesOf(fleet: Fleet): PoliciesOfFleet {
  return hasPods(fleet)
    ? { at: ["kubernetes", "autoscaler", "policies"], policies: fleet.kubernetes.autoscaler?.policies ?? [] }
    : { at: ["policies"], policies: fleet.policies };
}

/** A rule's check that looks at every policy of every fleet on its own. */
export const everyPolicy = (
  check: (policy: Policy, at: PathInFleet, fleet: Fleet, config: RunnerFleetConfig) => Iterable<RuleFinding>,
): Rule["check"] =>
  everyFleet((fleet, at, config) => {
    const { at: place, policies } = policiesOf(fleet);
    return knownEntries(policies).flatMap(([index, policy]) => [
      ...check(policy, (...segments) => at(...place, index, ...segments), fleet, config),
    ]);
  });
