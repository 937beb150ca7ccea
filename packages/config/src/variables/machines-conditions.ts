import { heldAs, type ModuleCondition } from "./module-condition";

/** Graviton is the attribute `g` of a type's family, and the first one, `a1`. */
const isArm = 'can(regex("^(a1\\\\.|p[0-9]+e-gb[0-9]|[a-z]+[0-9]+[a-z]*g)", type))';
const saysArchitecture = 'can(regex("^(a1\\\\.|p[0-9]+e-gb[0-9]|[a-z]+[0-9])", type))';
const fits = `!${saysArchitecture} || ${isArm} == (var.architecture == "arm64")`;

const REUSED_GIB = 100;

/** What speaks of the machines: types, disk, network. */
export const machinesConditions: readonly ModuleCondition[] = [
  heldAs("architecture-mismatch", {
    variables: ["instanceTypes", "architecture"],
    condition: `alltrue([for type in var.instance_types : ${fits}])`,
    must: "must be a type of architecture ${var.architecture}",
    path: "[*]",
    given: `[for type in var.instance_types : type if !(${fits})]`,
    fix: "choose types of the fleet's architecture, or set architecture; two architectures are two fleets",
  }),
  heldAs("disk-small-for-reused-machines", {
    variables: ["rootVolume", "maxUseCount"],
    condition: `contains(range(1, 21), coalesce(var.max_use_count, 1)) || var.root_volume.size_gib >= ${REUSED_GIB}`,
    must: `should be at least ${REUSED_GIB} with a max_use_count of \${jsonencode(var.max_use_count)}`,
    path: ".size_gib",
    given: "var.root_volume.size_gib",
  }),
  heldAs("on-demand-base-above-max-instances", {
    variables: ["onDemandBaseCapacity", "maxInstances"],
    condition: "var.on_demand_base_capacity <= var.max_instances",
    must: "must be at most max_instances (${var.max_instances})",
    given: "var.on_demand_base_capacity",
  }),
  heldAs("spot-single-type", {
    variables: ["instanceTypes", "onDemandPercentageAboveBaseCapacity"],
    condition: "var.on_demand_percentage_above_base_capacity >= 100 || length(var.instance_types) != 1",
    must: "should hold several types in a fleet with spot machines",
    given: "length(var.instance_types)",
    fix: "name several types of about the same size, such as m7i.large, m6i.large and m7a.large",
  }),
  heldAs("subnet-twice", {
    variables: ["subnetIds"],
    condition: "length(distinct(var.subnet_ids)) == length(var.subnet_ids)",
    must: "should name each subnet once",
    given: "var.subnet_ids",
  }),
  heldAs("manager-source-missing", {
    variables: ["managerSecurityGroupIds", "managerCidrs"],
    condition: "try(length(var.manager_security_group_ids), 0) + try(length(var.manager_cidrs), 0) > 0",
    must: "must hold a security group where manager_cidrs holds no range",
    given: "var.manager_security_group_ids",
  }),
];
