import { isAnchored } from "../fleets/pod-pattern";
import { formatGiven } from "../findings/finding";
import { everyKubernetesFleet } from "../rule/every-fleet";
import { knownValue } from "../values/known-value";
import type { Rule } from "../rule/rule";

const PATTERNS = [
  "namespaceOverwriteAllowed",
  "serviceAccountOverwriteAllowed",
  "podLabelsOverwriteAllowed",
  "podAnnotationsOverwriteAllowed",
  "nodeSelectorOverwriteAllowed",
  "nodeTolerationsOverwriteAllowed",
] as const;

/** What jobs may choose is matched from beginning to end. */
export const overwritePatternNotAnchored: Rule = {
  id: "overwrite-pattern-not-anchored",
  title: "What jobs may choose is matched from beginning to end",
  why:
    "GitLab Runner is content with a match anywhere in the value: `deploy` allows a job to choose `deploy-production` and " +
    "`my-deployer`, with the rights of those.",
  fix: "begin the pattern with ^ and end it with $, such as ^(deploy|release)$; write .* where anything may follow",
  severity: "warning",
  check: everyKubernetesFleet(function* ({ kubernetes }, at) {
    for (const key of PATTERNS) {
      const pattern = knownValue(kubernetes[key]);
      if (pattern !== undefined && !isAnchored(pattern)) {
        yield { path: at("kubernetes", key), message: `should be from ^ to $, got ${formatGiven(pattern)}` };
      }
    }
  }),
};
