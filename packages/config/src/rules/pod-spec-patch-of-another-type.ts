import { everyKubernetesFleet } from "../rule/every-fleet";
import { knownValue } from "../values/known-value";
import type { Rule } from "../rule/rule";

/** A patch of the pod has the form of its type. */
export const podSpecPatchOfAnotherType: Rule = {
  id: "pod-spec-patch-of-another-type",
  title: "A patch of the pod has the form of its type",
  why:
    "GitLab Runner applies the patch to the pod of every job. A list where a part of the pod is expected, or the other way " +
    "round, can't be read, and every job fails.",
  fix: 'write a list of operations with the patchType "json", and a part of the pod with "strategic" and "merge"',
  severity: "error",
  check: everyKubernetesFleet(function* ({ kubernetes: { podSpec = [] } }, at) {
    for (const [index, { patch, patchType = "strategic" }] of podSpec.entries()) {
      const [text, type] = [knownValue(patch), knownValue(patchType)];
      if (text !== undefined && type !== undefined && isList(text) !== (type === "json")) {
        yield {
          path: at("kubernetes", "podSpec", index, "patch"),
          message:
            type === "json"
              ? 'must be a list of operations with the patchType "json", got a part of the pod'
              : `must be a part of the pod with the patchType "${type}", got a list`,
        };
      }
    }
  }),
};

/** What comes first in JSON and in YAML, besides comments and the line that begins a document. */
function isList(patch: string): boolean {
  const lines = patch.split("\n").map((line) => line.trim());
  const first = lines.find((line) => line !== "" && line !== "---" && !line.startsWith("#")) ?? "";
  return first.startsWith("[") || /^-(\s|$)/.test(first);
}
