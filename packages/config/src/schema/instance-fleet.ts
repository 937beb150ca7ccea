import * as z from "zod";
import { fleetKeys } from "./fleet-keys";
import { instanceSchema } from "./instance";
import { instanceMachinesSchema } from "./instance-machines";
import { machineFleetKeys } from "./machine-fleet";
import { section } from "./section";

/**
 * A fleet whose jobs run on EC2 machines themselves, without containers, as the user that the manager logs in as: one
 * entry of `[[runners]]` and the machines it uses.
 */
export const instanceFleetSchema = section({
  /**
   * How jobs run: `docker-autoscaler` in containers on EC2 machines that are started for them, `instance` on such
   * machines themselves, `kubernetes` each in a pod of the manager's cluster.
   */
  executor: z.literal("instance"),
  ...machineFleetKeys,
  /** The EC2 machines. */
  machines: instanceMachinesSchema,
  /**
   * What GitLab Runner is told of jobs on a machine.
   *
   * @default - nothing
   */
  instance: instanceSchema.prefault({}),
  ...fleetKeys,
});
