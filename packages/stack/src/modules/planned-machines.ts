import { Expression, variable, type DockerAutoscalerFleetInput } from "@runner-fleet/config";
import type { Construct } from "constructs";
import { plannedImage, type AddLocal } from "./planned-image";
import type { ModuleVariables } from "./module-stack";

/** The variables that say what machines are. */
export const machinesVariables = {
  architecture: {},
  instanceTypes: {},
  onDemandBaseCapacity: {},
  onDemandPercentageAboveBaseCapacity: {},
  spotAllocationStrategy: {},
  image: {},
  rootVolume: {},
  subnetIds: {},
  managerSecurityGroupIds: {},
  securityGroupIds: {},
  associatePublicIpAddress: {},
  machineAccess: {},
} as const satisfies ModuleVariables;

/** The machines that these variables describe. */
export function plannedMachines(scope: Construct, addLocal: AddLocal): DockerAutoscalerFleetInput["machines"] {
  return {
    instanceTypes: variable("instanceTypes"),
    onDemandBaseCapacity: variable("onDemandBaseCapacity"),
    onDemandPercentageAboveBaseCapacity: variable("onDemandPercentageAboveBaseCapacity"),
    spotAllocationStrategy: variable("spotAllocationStrategy"),
    image: plannedImage(scope, addLocal),
    rootVolume: {
      sizeGiB: Expression.number("var.root_volume.size_gib"),
      throughputMiBps: Expression.number("var.root_volume.throughput_mibps"),
      iops: Expression.number("var.root_volume.iops"),
      kmsKeyArn: Expression.text("try(var.root_volume.kms_key.arn, null)").optional(),
      kmsGrant: Expression.flag("try(var.root_volume.kms_key.grant, false)"),
    },
    subnetIds: variable("subnetIds"),
    managerSecurityGroupIds: variable("managerSecurityGroupIds"),
    securityGroupIds: variable("securityGroupIds"),
    associatePublicIpAddress: variable("associatePublicIpAddress"),
    machineAccess: variable("machineAccess"),
  };
}
