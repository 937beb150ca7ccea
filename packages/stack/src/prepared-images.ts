import { machinesFromImage, MachineImage, type IamSettings } from "@runner-fleet/aws-fleet";
import { fleetsOf, groupName, hasMachines, type MachineFleet, type RunnerFleetConfig } from "@runner-fleet/config";
import { resolveExpressions, withTags } from "@runner-fleet/terraform-values";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { resolvedJobs, resolvedMachines } from "./resolved-machines";
import { expressionOf } from "./token-expressions";

/** A description with the images that were built for it. */
export interface WithImages {
  /** The description, in which every such fleet's machines boot from its image and install nothing. */
  readonly config: RunnerFleetConfig;
  /** What must be there before the first machine of a fleet starts, by the fleet. */
  readonly ready: ReadonlyMap<string, readonly ITerraformDependable[]>;
}

/** Builds an image for each fleet that asks for one, which the fleets of all shards share. */
export function withPreparedImages(scope: Construct, config: RunnerFleetConfig, iam: IamSettings): WithImages {
  const ready = new Map<string, readonly ITerraformDependable[]>();
  const fleets = fleetsOf(config, hasMachines).map(([key, fleet]): [string, MachineFleet] => {
    if (fleet.machines.image.prepare === undefined) {
      return [key, fleet];
    }
    const { jobDirectories: _atBoot, ...jobs } = resolvedJobs(config, fleet);
    const { tags, ...machines } = resolvedMachines(fleet.machines);
    const image = MachineImage.build(scope, `MachineImage-${key}`, {
      ...machines,
      ...jobs,
      ...iam,
      name: resolveExpressions(groupName(config, key, 0)),
      tags: withTags(iam.tags, tags ?? {}),
    });
    ready.set(key, image.ready);
    const parameter = expressionOf(scope, `machineImageParameter-${key}`, "text", image.ssmParameter);
    return [key, { ...fleet, machines: machinesFromImage(fleet.machines, parameter) } as MachineFleet];
  });
  return { config: { ...config, fleets: { ...config.fleets, ...Object.fromEntries(fleets) } }, ready };
}
