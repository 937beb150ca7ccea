import { everyContainerFleet } from "../rule/every-fleet";
import { formatGiven } from "../findings/finding";
import { imagePatternMatches } from "../values/image-pattern";
import { knownEntries } from "../values/known-value";
import type { Rule } from "../rule/rule";
import type { DockerAutoscalerFleet } from "../schema/fleet";

const LISTS = ["allowedServices", "allowedPrivilegedServices", "allowedImages", "allowedPrivilegedImages"] as const;
const VERSIONED_ONLY = /^(.*):\*-dind$/;

/** A list that allows Docker in Docker allows its plain tag too. */
export const dindPatternMissesTag: Rule = {
  id: "dind-pattern-misses-tag",
  title: "A list that allows Docker in Docker allows its plain tag too",
  why:
    "The pattern `docker:*-dind` matches docker:27-dind and not docker:dind, which most pipelines name. Their service is " +
    "then refused, or starts without privileges and dies: “Cannot connect to the Docker daemon”.",
  fix: 'add "docker:dind" to the list',
  severity: "warning",
  check: everyContainerFleet(function* ({ key, settings }, at) {
    const lists: Partial<Pick<DockerAutoscalerFleet["docker"], (typeof LISTS)[number]>> = settings;
    for (const name of LISTS) {
      const list = knownEntries(lists[name]);
      for (const [index, pattern] of list) {
        const [, image] = VERSIONED_ONLY.exec(pattern) ?? [];
        const plain = `${image}:dind`;
        if (image !== undefined && !list.some(([, other]) => other === plain || imagePatternMatches(other, plain))) {
          yield {
            path: at(key, name, index),
            message: `should be joined by ${formatGiven(plain)}, which ${formatGiven(pattern)} does not match`,
            fix: `add ${formatGiven(plain)} to the list`,
          };
        }
      }
    }
  }),
};
