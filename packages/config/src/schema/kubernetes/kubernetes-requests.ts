import { duration, integer, integerMap } from "../value";

/** The keys of `[runners.kubernetes]` about how the manager waits for a pod and asks the Kubernetes API. */
export const kubernetesRequests = {
  /**
   * Seconds between two looks at a pod that starts, from 1.
   *
   * @default - 3
   */
  pollInterval: integer({ min: 1 }).optional(),
  /**
   * Seconds that a pod has to start, from 1, before its job fails: the time until a node is there and the images are
   * pulled. Where nodes are made for jobs, give them several minutes.
   *
   * @default - 180
   */
  pollTimeout: integer({ min: 1 }).optional(),
  /**
   * How long the manager tries to remove a pod and what belongs to it after the job.
   *
   * @default - 5m
   */
  cleanupResourcesTimeout: duration({ min: "1s" }).optional(),
  /**
   * How many times, 5 seconds apart, the manager looks again for the service account and the pull secrets of a pod that
   * are not there, before the job fails. 0 does not look for them.
   *
   * @default - 0
   */
  resourceAvailabilityCheckMaxAttempts: integer().optional(),
  /**
   * How many times a request to the Kubernetes API that fails in the network is tried, from 1.
   *
   * @default - 5
   */
  retryLimit: integer({ min: 1 }).optional(),
  /**
   * The longest time between two tries, in milliseconds, from 500.
   *
   * @default - 2000
   * @since GitLab Runner 17.1
   */
  retryBackoffMax: integer({ min: 500, since: "17.1" }).optional(),
  /**
   * How many times a request is tried that fails with a certain error, from 1, by a part of the error's text. Such
   * errors are then tried again even if they are none of the network.
   *
   * @default - `retryLimit` for each error of the network
   */
  retryLimits: integerMap({ min: 1 }).optional(),
} as const;
