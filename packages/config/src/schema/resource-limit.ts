import { memorySizeInBytes } from "../values/memory-size";
import { patterns } from "./pattern";
import { integer, text } from "./value";

const LEAST_MEMORY = "6m";

/** An amount of memory. A text that it can't read ends the whole manager, so nothing looser is let through. */
export const memory = () => text(patterns.memorySize).optional();

/** A limit of memory that Docker accepts for a container. */
export const memoryLimit = () =>
  text(patterns.memorySize)
    .refine(
      (size) =>
        typeof size !== "string" ||
        !patterns.memorySize.pattern.test(size) ||
        memorySizeInBytes(size) >= memorySizeInBytes(LEAST_MEMORY),
      `must be at least ${LEAST_MEMORY}, the least that Docker gives a container`,
    )
    .optional();

/** A number of CPUs, whole or not. */
export const cpus = () => text(patterns.cpus).optional();

/** CPUs or memory nodes by number. */
export const cpuset = (since?: string) => text({ ...patterns.cpuset, since }).optional();

/** A weight among containers that want more CPU than there is. */
export const cpuShares = () => integer({ min: 2, max: 262_144 }).optional();
