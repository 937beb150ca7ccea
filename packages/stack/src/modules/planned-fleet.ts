import { Expression, variable, type DockerAutoscalerFleetInput, type RunnerFleetInput } from "@runner-fleet/config";
import type { Construct } from "constructs";
import type { ModuleVariables } from "./module-stack";
import type { AddLocal } from "./planned-image";
import { machinesVariables, plannedMachines } from "./planned-machines";

/** Of the fleet, in the stack; its name is a variable. */
export const FLEET = "machines";

/** The variables that say how large the fleet of a module is, and what jobs may. */
export const jobsVariables = {
  maxInstances: {},
  capacityPerInstance: {},
  maxUseCount: {},
  policies: {},
  dockerImage: {},
  privileged: {},
  allowedImages: {},
  allowedPrivilegedImages: {},
  allowedPrivilegedServices: {},
  volumes: {},
  environment: {},
} as const satisfies ModuleVariables;

const { managerSecurityGroupIds: _made, ...ownMachinesVariables } = machinesVariables;

/** The variables of machines whose manager's security group is made with them. */
export const machinesOfManagerVariables = ownMachinesVariables;

/** The fleet that these variables and those of the machines describe. */
export const plannedFleet = (machines: DockerAutoscalerFleetInput["machines"]): DockerAutoscalerFleetInput => ({
  executor: "docker-autoscaler",
  plannedName: variable("fleetName"),
  plannedGroupName: Expression.text("local.group_name"),
  tokenKey: variable("tokenKey"),
  maxInstances: variable("maxInstances"),
  capacityPerInstance: variable("capacityPerInstance"),
  maxUseCount: variable("maxUseCount"),
  policies: Expression.objects("var.policies"),
  environment: variable("environment"),
  docker: {
    image: variable("dockerImage"),
    privileged: variable("privileged"),
    allowedImages: variable("allowedImages"),
    allowedPrivilegedImages: variable("allowedPrivilegedImages"),
    allowedPrivilegedServices: variable("allowedPrivilegedServices"),
    volumes: variable("volumes"),
  },
  machines,
});

/** The machines of a manager whose security group is made with them. */
export function machinesOfManager(scope: Construct, addLocal: AddLocal): DockerAutoscalerFleetInput["machines"] {
  const { managerSecurityGroupIds: _made, ...machines } = plannedMachines(scope, addLocal);
  return machines;
}

/** The cache that the variable `cache` describes. */
export const plannedCache: RunnerFleetInput["cache"] = {
  presentWhen: Expression.flag("var.cache != null"),
  shared: Expression.flag("try(var.cache.shared, false)"),
  path: Expression.text("try(var.cache.path, null)").optional(),
  expirationDays: Expression.number("try(var.cache.expiration_days, 30)"),
};

/** What everything in the account has in common. */
export const plannedAws = (): RunnerFleetInput["aws"] => ({
  tags: variable("tags"),
  permissionsBoundaryArn: variable("permissionsBoundaryArn"),
  iamPath: variable("iamPath"),
});
