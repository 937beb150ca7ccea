import type { AutoscalingGroup, AutoscalingGroupMixedInstancesPolicy } from "@cdktf/provider-aws/lib/autoscaling-group";
import type { Machines, Resolved } from "@runner-fleet/config";
import { Token } from "cdktf";

/** A version of a launch template. */
export interface LaunchTemplateVersion {
  /** Id of the template. */
  readonly id: string;
  /** The version's number. */
  readonly version: string;
}

/** Which types a group starts, from which template, and how much of it on spot. */
export function mixedInstancesPolicy(
  machines: Resolved<Machines>,
  template: LaunchTemplateVersion,
): AutoscalingGroupMixedInstancesPolicy {
  const { instanceTypes, instanceRequirements } = machines;
  return {
    instancesDistribution: {
      // In the order of the list where there is one; requirements have no order.
      onDemandAllocationStrategy: instanceRequirements ? "lowest-price" : "prioritized",
      onDemandBaseCapacity: machines.onDemandBaseCapacity,
      onDemandPercentageAboveBaseCapacity: machines.onDemandPercentageAboveBaseCapacity,
      spotAllocationStrategy: machines.spotAllocationStrategy,
    },
    launchTemplate: {
      launchTemplateSpecification: { launchTemplateId: template.id, version: template.version },
      override: instanceRequirements
        ? [{ instanceRequirements: requirements(instanceRequirements) }]
        : Token.isUnresolved(instanceTypes)
          ? undefined
          : instanceTypes?.map((instanceType) => ({ instanceType })),
    },
  };
}

/**
 * Adds a list of types that only Terraform knows. cdktf's own iterator makes a set of it, and a set forgets which type
 * is preferred.
 */
export function addTypeOverrides(group: AutoscalingGroup, { instanceTypes }: Resolved<Machines>): void {
  if (instanceTypes && Token.isUnresolved(instanceTypes)) {
    group.addOverride("mixed_instances_policy.launch_template.dynamic.override", {
      for_each: instanceTypes,
      content: { instance_type: "${override.value}" },
    });
  }
}

function requirements(wanted: NonNullable<Resolved<Machines>["instanceRequirements"]>) {
  return {
    vcpuCount: wanted.vcpuCount,
    memoryMib: wanted.memoryMiB,
    allowedInstanceTypes: wanted.allowedInstanceTypes,
    excludedInstanceTypes: wanted.excludedInstanceTypes,
    instanceGenerations: wanted.instanceGenerations,
    burstablePerformance: wanted.burstablePerformance,
    localStorage: wanted.localStorage,
    cpuManufacturers: wanted.cpuManufacturers,
  };
}
