import type { Fleet } from "../schema/fleet";
import type { NumberOrExpression } from "../values/expression";
import { hasMachines } from "./fleet-kinds";

/** How many jobs a fleet may have at once, and how that is put together. */
export interface JobCapacity {
  /** What is shared out over the managers, whole: machines, or pods. */
  readonly units: NumberOrExpression;
  /** Jobs at once in one of them. */
  readonly perUnit: NumberOrExpression;
  /** The key that says how many units there are. */
  readonly key: "maxInstances" | "limit";
  /** The product in the description's words. */
  readonly words: string;
}

/** The jobs that a fleet may have at once: those of its machines, or its pods. */
export const jobCapacity = (fleet: Fleet): JobCapacity =>
  hasMachines(fleet)
    ? {
        units: fleet.maxInstances,
        perUnit: fleet.capacityPerInstance,
        key: "maxInstances",
        words: "maxInstances × capacityPerInstance",
      }
    : { units: fleet.limit, perUnit: 1, key: "limit", words: "limit" };
