import { everyMachineFleet } from "../rule/every-fleet";
import type { Rule } from "../rule/rule";

const SOURCES = ["id", "ssmParameter", "nameFilter", "prepare"] as const;

/** The machines' image is named in one way. */
export const imageSourceAmbiguous: Rule = {
  id: "image-source-ambiguous",
  title: "The machines' image is named in one way",
  why: "Machines boot from one image; which of several sources would win can't be seen from the description.",
  fix: "keep one of them",
  severity: "error",
  check: everyMachineFleet(function* ({ machines: { image } }, at) {
    const given = SOURCES.filter((source) => image[source] !== undefined);
    if (given.length > 1) {
      yield {
        path: at("machines", "image"),
        message: `must have one of ${SOURCES.join(", ")}, got ${given.join(" and ")}`,
      };
    }
  }),
};
