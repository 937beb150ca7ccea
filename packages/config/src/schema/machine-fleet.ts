import { autoscalerSchema, policySchema } from "./autoscaler";
import { machinesSchema } from "./machines";
import { integer, listOf, onlyExpression } from "./value";

/** The keys of a fleet whose jobs run on EC2 machines that are started for them. */
export const machineFleetKeys = {
  /**
   * Name of the fleet's Auto Scaling group where only Terraform knows it.
   *
   * @default - the names of the deployment and of the fleet
   */
  plannedGroupName: onlyExpression("text", "must be an expression; a name that is known follows from the fleet's key"),
  /**
   * The most machines that may exist at once, from 1. Everything else follows from it: the group's size, the jobs at
   * once, the limits of every policy. Over several shards it is the total.
   */
  maxInstances: integer({ min: 1 }),
  /**
   * Jobs that run at the same time on one machine, from 1.
   *
   * @default 1
   */
  capacityPerInstance: integer({ min: 1 }).default(1),
  /**
   * Jobs after which a machine is replaced; 0 for never. Must be given when `capacityPerInstance` is above 1.
   *
   * @default - 1, every job gets a new machine
   */
  maxUseCount: integer().optional(),
  /**
   * How much idle capacity is kept, and when. The last policy that holds counts; outside all of them there are no idle
   * machines.
   *
   * @default - no idle machines
   */
  policies: listOf(policySchema).default([]),
  /** The EC2 machines. */
  machines: machinesSchema,
  /**
   * What the manager's autoscaler is told beside sizes and policies.
   *
   * @default - safe values by the fleet's size
   */
  autoscaler: autoscalerSchema.prefault({}),
} as const;
