import { everyMachineFleet } from "../rule/every-fleet";
import { knownValue } from "../values/known-value";
import type { Rule } from "../rule/rule";

/** The on-demand base is part of the fleet. */
export const onDemandBaseAboveMaxInstances: Rule = {
  id: "on-demand-base-above-max-instances",
  title: "The on-demand base is part of the fleet",
  why: "A base above the size of the fleet makes every machine on-demand, whatever the percentage above it says.",
  fix: "lower onDemandBaseCapacity, or raise maxInstances",
  severity: "error",
  check: everyMachineFleet(function* (fleet, at) {
    const maxInstances = knownValue(fleet.maxInstances) ?? Infinity;
    const base = knownValue(fleet.machines.onDemandBaseCapacity) ?? 0;
    if (base > maxInstances) {
      yield {
        path: at("machines", "onDemandBaseCapacity"),
        message: `must be at most maxInstances (${maxInstances}), got ${base}`,
      };
    }
  }),
};
