import { everyMachineFleet } from "../rule/every-fleet";
import type { Rule } from "../rule/rule";

/** An image that is followed at launch is named by a parameter. */
export const imageFollowWithoutParameter: Rule = {
  id: "image-follow-without-parameter",
  title: "An image that is followed at launch is named by a parameter",
  why:
    "EC2 itself can look up only an SSM parameter. An image that is named by its id, or found by its name when Terraform " +
    "plans, stays what it is until the next apply, and new machines would be believed to be newer than they are.",
  fix: "name the image by ssmParameter, or leave follow out",
  severity: "error",
  check: everyMachineFleet(function* ({ machines: { image } }, at) {
    const source = (["id", "nameFilter"] as const).find((key) => image[key] !== undefined);
    if (image.follow === "launch" && source) {
      yield {
        path: at("machines", "image", "follow"),
        message: `must not be "launch" for an image that is named by ${source}`,
      };
    }
  }),
};
