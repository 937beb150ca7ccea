import { everyContainerFleet } from "../rule/every-fleet";
import { formatGiven } from "../findings/finding";
import { knownValue } from "../values/known-value";
import type { Rule } from "../rule/rule";

/** The image of jobs that name none says its version. */
export const imageWithoutTag: Rule = {
  id: "image-without-tag",
  title: "The image of jobs that name none says its version",
  why:
    "An image without a tag is the one tagged latest, and that is another image after its next release: jobs that passed " +
    "yesterday fail today, though nobody changed them, and the old image has no name to go back to.",
  fix: "write its version, such as ruby:3.4, or its digest",
  severity: "warning",
  check: everyContainerFleet(function* ({ key, settings }, at) {
    const image = knownValue(settings.image);
    if (image !== undefined && !saysVersion(image)) {
      yield {
        path: at(key, "image"),
        message: `should have a tag other than latest, or a digest, got ${formatGiven(image)}`,
      };
    }
  }),
};

/**
 * A colon before the last slash is that of a registry's port, and the last one that of a digest where there is one. What
 * a variable stands for is known to the job alone.
 */
function saysVersion(image: string): boolean {
  const [, tag] = /:([^/:]+)$/.exec(image) ?? [];
  return image.includes("$") || (tag !== undefined && tag !== "latest");
}
