import { everyMachineFleet } from "../rule/every-fleet";
import { formatGiven } from "../findings/finding";
import { knownEntries } from "../values/known-value";
import type { Rule } from "../rule/rule";

/** A fleet names each of its subnets once. */
export const subnetTwice: Rule = {
  id: "subnet-twice",
  title: "A fleet names each of its subnets once",
  why:
    "A list with one subnet twice mostly lacks the one that was meant. The fleet then has a zone less than it seems: when " +
    "the zones it has are out of capacity, no machine starts.",
  fix: "remove it, or name a subnet of another zone",
  severity: "warning",
  check: everyMachineFleet(function* ({ machines }, at) {
    const first = new Map<string, number>();
    for (const [index, subnet] of knownEntries(machines.subnetIds)) {
      const earlier = first.get(subnet);
      if (earlier === undefined) {
        first.set(subnet, index);
      } else {
        yield {
          path: at("machines", "subnetIds", index),
          message: `should be another subnet than subnetIds[${earlier}], got ${formatGiven(subnet)}`,
        };
      }
    }
  }),
};
