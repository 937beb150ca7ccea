import { z } from "zod";
import { executorRefusal } from "./foreign-choices";
import { autoscalerSchema, policySchema } from "./autoscaler";
import { dockerSchema } from "./docker";
import { machinesSchema } from "./machines";
import { runnerSettings } from "./runner-settings";
import { section } from "./section";
import { integer, listOf, onlyExpression, text } from "./value";

/** A fleet whose jobs run in containers on EC2 machines: one entry of `[[runners]]` and the machines it uses. */
export const dockerAutoscalerFleetSchema = section({
  /** How jobs run: in containers on machines that are started for them. */
  executor: z.literal("docker-autoscaler", { error: ({ input }) => executorRefusal(input) }),
  /**
   * Name of the fleet where only Terraform knows it; the key then names it in the stack alone.
   *
   * @default - its key
   */
  plannedName: onlyExpression("text", "must be an expression; a name that is known is the fleet's key"),
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
  /** What containers of jobs are given. */
  docker: dockerSchema,
  /** The EC2 machines. */
  machines: machinesSchema,
  /**
   * What the manager's autoscaler is told beside sizes and policies.
   *
   * @default - safe values by the fleet's size
   */
  autoscaler: autoscalerSchema.prefault({}),
  /**
   * Key of the fleet's runner token in the Secret of `cluster.tokens`.
   *
   * @default - the fleet's name
   */
  tokenKey: text({ pattern: /^[-._a-zA-Z0-9]{1,253}$/, expected: "a key of a Kubernetes Secret" }).optional(),
  ...runnerSettings,
});
