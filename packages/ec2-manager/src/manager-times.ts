import {
  Expression,
  operand,
  secondsOf,
  sum,
  type NumberOrExpression,
  type RunnerFleetConfig,
} from "@runner-fleet/config";

/** What of a manager is asked for how long it takes. */
export type Timed = Pick<RunnerFleetConfig, "manager">;

/**
 * The longest, in seconds, that an instance may wait in a lifecycle hook, however often it says that it is alive: 48
 * hours, or 100 times the hook's heartbeat timeout where that is less.
 */
export const HOOK_LIMIT_SECONDS = 172_800;

/** Seconds, after the jobs and the machines, for noticing the hook, letting go of the volume and completing the hook. */
export const AFTER_DRAIN_SECONDS = 300;

/** Seconds for a new instance to boot, install what it needs and take over. */
export const START_SECONDS = 900;

/** The shortest heartbeat timeout in seconds: so long does an instance that died keep the volume. */
const SHORTEST_HEARTBEAT = 600;

/** Seconds that a manager waits for its jobs, whole ones. */
export function jobSeconds({ manager }: Timed): NumberOrExpression {
  const seconds = secondsOf(manager.drainTimeout);
  return typeof seconds === "number" ? Math.ceil(seconds) : seconds;
}

/** The most seconds from the moment that a manager is told to stop until it has let go of everything. */
export const drainSeconds = (config: Timed): NumberOrExpression =>
  sum([jobSeconds(config), config.manager.shutdownTimeout, AFTER_DRAIN_SECONDS]);

/**
 * The heartbeat timeout of the lifecycle hooks in seconds: short, so that an instance that died frees the volume soon,
 * but AWS takes no more than a hundred of them, which must be enough for a drain and for what waits for it.
 */
export function heartbeatSeconds(config: Timed): NumberOrExpression {
  const waiting = sum([drainSeconds(config), START_SECONDS]);
  return typeof waiting === "number"
    ? Math.max(SHORTEST_HEARTBEAT, Math.ceil(waiting / 100))
    : Expression.number(`max(${SHORTEST_HEARTBEAT}, ceil(${operand(waiting)} / 100))`);
}
