import { everyMachineFleet } from "../rule/every-fleet";
import { isEmptyList, knownValue } from "../values/known-value";
import type { Rule } from "../rule/rule";

/** Requirements on machines can be met. */
export const instanceRequirementsContradict: Rule = {
  id: "instance-requirements-contradict",
  title: "Requirements on machines can be met",
  why: "EC2 Auto Scaling refuses a range that ends before it starts, and types that are allowed and excluded at once.",
  fix: "raise max or lower min",
  severity: "error",
  check: everyMachineFleet(function* ({ machines: { instanceRequirements: requirements } }, at) {
    for (const key of requirements ? (["vcpuCount", "memoryMiB"] as const) : []) {
      const { min, max } = requirements?.[key] ?? {};
      const [least, most] = [knownValue(min), knownValue(max)];
      if (least !== undefined && most !== undefined && most < least) {
        yield {
          path: at("machines", "instanceRequirements", key, "max"),
          message: `must be at least min (${least}), got ${most}`,
        };
      }
    }
    if (
      requirements &&
      !isEmptyList(requirements.allowedInstanceTypes) &&
      !isEmptyList(requirements.excludedInstanceTypes)
    ) {
      yield {
        path: at("machines", "instanceRequirements", "excludedInstanceTypes"),
        message: "must not be given together with allowedInstanceTypes",
        fix: "remove one of them",
      };
    }
  }),
};
