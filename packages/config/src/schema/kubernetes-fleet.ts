import * as z from "zod";
import { fleetKeys } from "./fleet-keys";
import { jobsSchema } from "./jobs";
import { kubernetesSchema } from "./kubernetes/kubernetes";
import { nodesSchema } from "./nodes";
import { section } from "./section";
import { integer } from "./value";

/** A fleet whose jobs run in pods of the manager's cluster: one entry of `[[runners]]`, and what its pods need there. */
export const kubernetesFleetSchema = section({
  /**
   * How jobs run: `docker-autoscaler` in containers on EC2 machines that are started for them, `instance` on such
   * machines themselves, `kubernetes` each in a pod of the manager's cluster.
   */
  executor: z.literal("kubernetes"),
  /** The most jobs, so pods, at once, from 1. Over several shards it is the total. */
  limit: integer({ min: 1 }),
  /**
   * What pods may do, as a whole that single values of `kubernetes` change: `restricted` fits the Pod Security level of
   * that name; `image-builds` is for BuildKit and Buildah without root; `privileged` is for Docker in Docker.
   *
   * @default "restricted"
   */
  profile: z.enum(["restricted", "image-builds", "privileged"]).default("restricted"),
  /** What pods of jobs are given. */
  kubernetes: kubernetesSchema,
  /**
   * The namespace of the pods, and what is in it.
   *
   * @default - made, labelled with the profile's Pod Security level, otherwise empty
   */
  jobs: jobsSchema.prefault({}),
  /**
   * The nodes that the pods run on, for checking what is asked of them.
   *
   * @default - nothing is known of them
   */
  nodes: nodesSchema.optional(),
  ...fleetKeys,
});
