import { everyMachineFleet } from "../rule/every-fleet";
import { knownValue } from "../values/known-value";
import type { Rule } from "../rule/rule";

/** A fleet with spot machines has several types to choose from. */
export const spotSingleType: Rule = {
  id: "spot-single-type",
  title: "A fleet with spot machines has several types to choose from",
  why:
    "Spot capacity comes and goes by type and zone. With one type there is a day on which EC2 has none: no machine starts, " +
    "jobs wait for instance_acquire_timeout and fail; and all running machines are interrupted together.",
  fix: "name several types of about the same size, such as m7i.large, m6i.large and m7a.large, or use instanceRequirements",
  severity: "warning",
  check: everyMachineFleet(function* ({ machines }, at) {
    const types = knownValue(machines.instanceTypes);
    const onDemand = knownValue(machines.onDemandPercentageAboveBaseCapacity) ?? 100;
    if (onDemand < 100 && types?.length === 1) {
      yield {
        path: at("machines", "instanceTypes"),
        message: "should hold several types in a fleet with spot machines, got 1",
      };
    }
  }),
};
