import * as z from "zod";
import { dockerAutoscalerFleetSchema } from "./docker-autoscaler-fleet";
import { executorRefusal } from "./foreign-choices";
import { instanceFleetSchema } from "./instance-fleet";
import { kubernetesFleetSchema } from "./kubernetes-fleet";

/** A fleet: one entry of `[[runners]]`, and what its jobs run on, by its executor. */
export const fleetSchema = z.discriminatedUnion(
  "executor",
  [dockerAutoscalerFleetSchema, instanceFleetSchema, kubernetesFleetSchema],
  { error: ({ input }) => executorRefusal((input as { executor?: unknown } | undefined)?.executor) },
);

/** The executors whose fleets have a key. */
export const executorsWith = (key: string): string[] =>
  fleetSchema.options.filter(({ shape }) => key in shape).map(({ shape }) => shape.executor.value);

/** A fleet with its defaults. */
export type Fleet = z.output<typeof fleetSchema>;

/** A fleet of containers on EC2 machines, with its defaults. */
export type DockerAutoscalerFleet = z.output<typeof dockerAutoscalerFleetSchema>;

/** A fleet of jobs on EC2 machines themselves, with its defaults. */
export type InstanceFleet = z.output<typeof instanceFleetSchema>;

/** A fleet of pods, with its defaults. */
export type KubernetesFleet = z.output<typeof kubernetesFleetSchema>;

/** A fleet that has EC2 machines, with its defaults. */
export type MachineFleet = DockerAutoscalerFleet | InstanceFleet;
