import * as z from "zod";
import { dockerSchema } from "./docker";
import { fleetKeys } from "./fleet-keys";
import { machineFleetKeys } from "./machine-fleet";
import { section } from "./section";

/** A fleet whose jobs run in containers on EC2 machines: one entry of `[[runners]]` and the machines it uses. */
export const dockerAutoscalerFleetSchema = section({
  /**
   * How jobs run: `docker-autoscaler` in containers on EC2 machines that are started for them, `instance` on such
   * machines themselves, `kubernetes` each in a pod of the manager's cluster.
   */
  executor: z.literal("docker-autoscaler"),
  ...machineFleetKeys,
  /** What containers of jobs are given. */
  docker: dockerSchema,
  ...fleetKeys,
});
