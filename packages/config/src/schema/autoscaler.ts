import { duration, flag, float, floatList, integer, text, textList } from "./value";
import { section } from "./section";

/** `[[runners.autoscaler.policy]]`: how many jobs the idle machines can take, and when. */
export const policySchema = section({
  /**
   * When the policy holds: each text is five cron fields (minute, hour, day of month, month, day of week) that are
   * compared with the current minute, so that `* 8-17 * * mon-fri` is 08:00 to 17:59 and `0 8 * * *` is one minute.
   * Of several policies that hold at once the last one counts.
   *
   * @default ["* * * * *"]
   */
  periods: textList().optional(),
  /**
   * IANA name of the time zone in which `periods` are read.
   *
   * @default "UTC"
   */
  timezone: text().default("UTC"),
  /**
   * Jobs that idle machines must be able to take at once: job capacity, not machines. From 0 to `maxInstances` ×
   * `capacityPerInstance`. Over several shards it is the total.
   *
   * @default 0
   */
  idleCount: integer().default(0),
  /**
   * How long a machine may stay idle, counted from the end of its last job or from its start, before it is removed.
   * `0s` or at least `1s`; keep it above the time a machine needs to boot, or machines come and go in a loop.
   *
   * @default "20m"
   */
  idleTime: duration().prefault("20m"),
  /**
   * Idle capacity to keep for each job that runs: with 0.5 and 20 jobs running, 10 more could start at once. 0 keeps
   * `idleCount` and nothing more.
   *
   * @default - 0, only `idleCount` is kept
   */
  scaleFactor: float().optional(),
  /**
   * The most idle capacity that `scaleFactor` may ask for, in jobs. Over several shards it is the total.
   *
   * @default - every job the fleet can take, when `scaleFactor` is given
   */
  scaleFactorLimit: integer().optional(),
  /**
   * Whether jobs are asked for only when a machine is ready for them. `false` asks first and lets the job wait.
   *
   * @default - true when `idleCount` is above 0, else false
   * @since GitLab Runner 18.1
   */
  preemptiveMode: flag({ since: "18.1" }).optional(),
});

/** `[runners.autoscaler.connector_config]`: how the manager reaches a machine. */
export const connectorSchema = section({
  /**
   * TCP port of SSH on the machines, 1 to 65535.
   *
   * @default - 22
   * @since GitLab Runner 17.11
   */
  protocolPort: integer({ min: 1, max: 65_535, since: "17.11" }).optional(),
  /**
   * How often an SSH connection is kept alive.
   *
   * @default "30s"
   */
  keepalive: duration({ min: "1s" }).prefault("30s"),
  /**
   * How long the manager tries to connect to a machine.
   *
   * @default "5m"
   */
  timeout: duration({ min: "1s" }).prefault("5m"),
  /**
   * Whether the manager connects to the public address of a machine. A machine without one is reached by its private
   * address all the same.
   *
   * @default false
   */
  useExternalAddr: flag().default(false),
});

/** `[runners.autoscaler.scale_throttle]`: how quickly machines may be asked for. */
export const scaleThrottleSchema = section({
  /**
   * New machines a second; -1 for no limit.
   *
   * @default - 100
   * @since GitLab Runner 17.0
   */
  limit: integer({ min: -1, since: "17.0" }).optional(),
  /**
   * New machines that may be asked for at once, above `limit`. Without effect when `limit` is -1.
   *
   * @default - the fleet's machines
   * @since GitLab Runner 17.0
   */
  burst: integer({ min: 1, since: "17.0" }).optional(),
});

/** `[runners.autoscaler.state_storage]`: what the manager remembers of its machines over a restart. */
export const stateStorageSchema = section({
  /**
   * Whether the manager writes down which machines are its own, so that after a restart of its container it keeps
   * them. Without it, a manager that starts removes every machine that is there.
   *
   * @default true
   * @since GitLab Runner 17.5
   */
  enabled: flag({ since: "17.5" }).default(true),
  /**
   * Whether machines that still had jobs when the manager stopped are kept too. The jobs themselves are lost either
   * way; a kept machine may hold what such a job left behind.
   *
   * @default - false
   * @since GitLab Runner 17.5
   */
  keepInstanceWithAcquisitions: flag({ since: "17.5" }).optional(),
});

const buckets = () => floatList().optional();

/** `[runners.autoscaler]`: what the manager's taskscaler is told, beside sizes and policies. */
export const autoscalerSchema = section({
  /**
   * Shell command that must succeed on a new machine before it gets a job. A machine on which it fails is replaced.
   *
   * @default - waits for cloud-init and checks that the SSH user can talk to Docker
   */
  instanceReadyCommand: text().optional(),
  /**
   * How long a job waits for a machine before it fails.
   *
   * @default - 15m
   * @since GitLab Runner 18.1
   */
  instanceAcquireTimeout: duration({ min: "1s", since: "18.1" }).optional(),
  /**
   * How often the manager asks AWS for the state of the Auto Scaling group.
   *
   * @default - by the size of the fleet: 1m, above 200 machines 2m
   * @since GitLab Runner 17.0
   */
  updateInterval: duration({ min: "1s", since: "17.0" }).optional(),
  /**
   * The same while machines are expected to start or stop.
   *
   * @default - by the size of the fleet: 2s, above 50 machines 5s, above 200 machines 10s
   * @since GitLab Runner 17.0
   */
  updateIntervalWhenExpecting: duration({ min: "1s", since: "17.0" }).optional(),
  /**
   * How long the manager waits before it tries again to remove a machine.
   *
   * @default - 1m
   * @since GitLab Runner 18.3
   */
  deletionRetryInterval: duration({ min: "1s", since: "18.3" }).optional(),
  /**
   * The same while the manager shuts down.
   *
   * @default - 10s
   * @since GitLab Runner 18.3
   */
  shutdownDeletionInterval: duration({ min: "1s", since: "18.3" }).optional(),
  /**
   * How many times the manager tries to remove its machines while it shuts down.
   *
   * @default - 3
   * @since GitLab Runner 18.3
   */
  shutdownDeletionRetries: integer({ min: 1, since: "18.3" }).optional(),
  /**
   * Failed health checks in a row after which a machine is replaced.
   *
   * @default - 3
   * @since GitLab Runner 18.3
   */
  failureThreshold: integer({ min: 1, since: "18.3" }).optional(),
  /**
   * Whether jobs are asked for no quicker than machines become free.
   *
   * @default - true
   * @since GitLab Runner 18.7
   */
  reservationThrottling: flag({ since: "18.7" }).optional(),
  /**
   * Whether a job's log names the private address of its machine.
   *
   * @default - false
   * @since GitLab Runner 18.2
   */
  logInternalIp: flag({ since: "18.2" }).optional(),
  /**
   * Whether a job's log names the public address of its machine.
   *
   * @default - false
   * @since GitLab Runner 18.2
   */
  logExternalIp: flag({ since: "18.2" }).optional(),
  /**
   * Whether a manager that stops removes its machines, once their jobs are done. Without `cluster.volume` it must: the
   * next manager has no record of them.
   *
   * @default - true; false with `cluster.volume`, so that idle machines are there for the next manager
   */
  deleteInstancesOnShutdown: flag().optional(),
  /**
   * Limits in seconds of the histogram buckets of every machine operation that has none of its own.
   *
   * @default - the runner's own
   */
  instanceOperationTimeBuckets: buckets(),
  /**
   * Bucket limits in seconds of the time until a machine is created.
   *
   * @default - those of `instanceOperationTimeBuckets`
   */
  instanceCreationTimeBuckets: buckets(),
  /**
   * Bucket limits in seconds of the time until a machine runs.
   *
   * @default - those of `instanceOperationTimeBuckets`
   */
  instanceIsRunningTimeBuckets: buckets(),
  /**
   * Bucket limits in seconds of the time until a machine is gone.
   *
   * @default - those of `instanceOperationTimeBuckets`
   */
  instanceDeletionTimeBuckets: buckets(),
  /**
   * Bucket limits in seconds of the time until a machine can take a job.
   *
   * @default - those of `instanceOperationTimeBuckets`
   */
  instanceReadinessTimeBuckets: buckets(),
  /**
   * Bucket limits in seconds of how long a machine lives.
   *
   * @default - the runner's own
   */
  instanceLifeDurationBuckets: buckets(),
  /**
   * How quickly machines may be asked for.
   *
   * @default - 100 a second
   */
  scaleThrottle: scaleThrottleSchema.optional(),
  /**
   * What the manager remembers of its machines over a restart of its container.
   *
   * @default - which machines are its own
   */
  stateStorage: stateStorageSchema.prefault({}),
  /**
   * How the manager reaches a machine by SSH.
   *
   * @default - by the private address, port 22
   */
  connectorConfig: connectorSchema.prefault({}),
});
