import { everyMachineFleet } from "../rule/every-fleet";
import type { Rule } from "../rule/rule";

/** Where gitlab-runner comes from is said only where it is installed. */
export const runnerSettingsWithoutInstallation: Rule = {
  id: "runner-settings-without-installation",
  title: "Where gitlab-runner comes from is said only where it is installed",
  why:
    "A machine whose image has gitlab-runner already fetches none. An address or a checksum beside it reads as if it were " +
    "held against the one in the image, and is not.",
  fix: 'set machines.image.runner to "install", or remove the key',
  severity: "error",
  check: everyMachineFleet(function* ({ machines: { image } }, at) {
    if (!("runner" in image) || image.runner === "install") {
      return;
    }
    for (const key of ["runnerDownloads", "runnerSha256"] as const) {
      if (image[key] !== undefined) {
        yield {
          path: at("machines", "image", key),
          message: `has no effect with a machines.image.runner of "${image.runner}"`,
        };
      }
    }
  }),
};
