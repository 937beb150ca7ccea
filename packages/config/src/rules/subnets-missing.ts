import { everyMachineFleet } from "../rule/every-fleet";
import { isEmptyList } from "../values/known-value";
import type { Rule } from "../rule/rule";

/** A fleet has a subnet to start machines in. */
export const subnetsMissing: Rule = {
  id: "subnets-missing",
  title: "A fleet has a subnet to start machines in",
  why: "An Auto Scaling group without subnets can't be made.",
  fix: "name one subnet in each zone that the fleet may use, or set aws.defaultVpc",
  severity: "error",
  check: everyMachineFleet(function* ({ machines }, at, { aws }) {
    if (isEmptyList(machines.subnetIds) && !aws.defaultVpc) {
      yield { path: at("machines", "subnetIds"), message: "must hold at least one subnet, got []" };
    }
  }),
};
