import { everyMachineFleet } from "../rule/every-fleet";
import type { Rule } from "../rule/rule";

/** An image that is built for a fleet is built with Docker in it. */
export const preparedImageContradiction: Rule = {
  id: "prepared-image-contradiction",
  title: "An image that is built for a fleet is built with Docker in it",
  why:
    "It is built from the public image of the system, which has no Docker. Told that Docker is there already, neither the " +
    "build nor a machine would install it, and no job would start.",
  fix: "leave image.docker out: the build installs Docker, and machines boot with it",
  severity: "error",
  check: everyMachineFleet(function* ({ machines: { image } }, at) {
    if (image.prepare !== undefined && image.docker === "present") {
      yield {
        path: at("machines", "image", "docker"),
        message: 'must not be "present" with image.prepare',
      };
    }
  }),
};
