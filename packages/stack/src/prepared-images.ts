import { MachineImage, withTags, type IamSettings } from "@runner-fleet/aws-fleet";
import {
  fleetsOf,
  groupName,
  hasContainers,
  hasMachines,
  type MachineFleet,
  type RunnerFleetConfig,
} from "@runner-fleet/config";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { resolvedJobs, resolvedMachines } from "./resolved-machines";
import { resolveExpressions } from "./resolve-expressions";
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
    return [key, onImage(fleet, expressionOf(scope, `machineImageParameter-${key}`, "text", image.ssmParameter))];
  });
  return { config: { ...config, fleets: { ...config.fleets, ...Object.fromEntries(fleets) } }, ready };
}

/** The fleet with machines that boot from an image in which everything is. */
function onImage(fleet: MachineFleet, ssmParameter: ReturnType<typeof expressionOf<"text">>): MachineFleet {
  const { prepare: _done, ...image } = fleet.machines.image;
  const source = { ssmParameter, follow: "launch" } as const;
  const prepared = { ...fleet.machines, preloadImages: undefined };
  return hasContainers(fleet)
    ? {
        ...fleet,
        machines: { ...prepared, image: { ...image, ...source, docker: "present" } } as typeof fleet.machines,
      }
    : ({
        ...fleet,
        machines: {
          ...prepared,
          image: {
            ...image,
            ...source,
            runner: "present",
            docker: fleet.machines.image.docker === "none" ? "none" : "present",
          },
        },
      } as typeof fleet);
}
