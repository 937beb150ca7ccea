import { everyDockerFleet } from "../rule/every-fleet";
import { knownValue } from "../values/known-value";
import { memorySizeInBytes } from "../values/memory-size";
import type { Rule } from "../rule/rule";

const LIMITS = [
  { memory: "memory", swap: "memorySwap", reservation: "memoryReservation" },
  { memory: "serviceMemory", swap: "serviceMemorySwap", reservation: "serviceMemoryReservation" },
] as const;

/** The memory limits of a container fit each other. */
export const memoryLimitsContradict: Rule = {
  id: "memory-limits-contradict",
  title: "The memory limits of a container fit each other",
  why: "Docker refuses to create a container whose limits contradict each other, so that every job of the fleet fails.",
  fix: "keep memoryReservation below memory, and memory at most memorySwap, which is memory and swap together",
  severity: "error",
  check: everyDockerFleet(function* ({ docker }, at) {
    for (const keys of LIMITS) {
      const memory = knownValue(docker[keys.memory]);
      const swap = knownValue(docker[keys.swap]);
      const reservation = knownValue(docker[keys.reservation]);
      if (swap !== undefined && memory === undefined) {
        yield {
          path: at("docker", keys.swap),
          message: `must come with ${keys.memory}`,
          fix: `set ${keys.memory} as well`,
        };
      }
      if (swap !== undefined && memory !== undefined && memorySizeInBytes(swap) < memorySizeInBytes(memory)) {
        yield { path: at("docker", keys.swap), message: `must be at least ${keys.memory} (${memory}), got ${swap}` };
      }
      if (
        reservation !== undefined &&
        memory !== undefined &&
        memorySizeInBytes(reservation) >= memorySizeInBytes(memory)
      ) {
        yield {
          path: at("docker", keys.reservation),
          message: `must be below ${keys.memory} (${memory}), got ${reservation}`,
        };
      }
    }
  }),
};
