import { fargateMemory } from "../fleets/fargate-sizes";
import type { Rule } from "../rule/rule";

/** A Fargate task has a size that Fargate knows. */
export const fargateSizeUnknown: Rule = {
  id: "fargate-size-unknown",
  title: "A Fargate task has a size that Fargate knows",
  why:
    "Each amount of CPU comes with a few amounts of memory. ECS refuses any other pair in the middle of an apply, with “No " +
    "Fargate configuration exists for given values”.",
  fix: "choose one of them, or another fargate.cpu",
  severity: "error",
  *check({ manager, fargate }) {
    if (manager.platform !== "fargate" || fargate === undefined) {
      return;
    }
    const { cpu, memoryMiB } = fargate;
    const amounts = fargateMemory[cpu];
    if (!amounts.includes(memoryMiB)) {
      const steps = amounts.length > 4 ? `${amounts[0]} to ${amounts.at(-1)} in steps of 1024` : amounts.join(", ");
      yield {
        path: ["fargate", "memoryMiB"],
        message: `must be one of ${steps} with a cpu of ${cpu}, got ${memoryMiB}`,
      };
    }
  },
};
