import { everyMachineFleet } from "../rule/every-fleet";
import { isEmptyList } from "../values/known-value";
import type { Rule } from "../rule/rule";

/** A fleet's machines are chosen by a list of types or by requirements. */
export const instanceTypesOrRequirements: Rule = {
  id: "instance-types-or-requirements",
  title: "A fleet's machines are chosen by a list of types or by requirements",
  why: "EC2 Auto Scaling takes one of the two; with both or neither the group can't be made.",
  fix: 'name types such as ["m7i.large", "m6i.large"], or what a machine must have',
  severity: "error",
  check: everyMachineFleet(function* ({ machines }, at) {
    const hasTypes = !isEmptyList(machines.instanceTypes);
    const hasRequirements = machines.instanceRequirements !== undefined;
    if (hasTypes === hasRequirements) {
      yield {
        path: at("machines"),
        message: `must have exactly one of instanceTypes and instanceRequirements, got ${hasTypes ? "both" : "neither"}`,
        fix: hasTypes ? "remove one of them" : undefined,
      };
    }
  }),
};
