import { section } from "../section";
import { choice, text } from "../value";

/** `[[runners.kubernetes.pod_spec]]`: a change to the pod that GitLab Runner would make. */
export const podSpecPatchSchema = section({
  /** Name of the patch, for the message when it does not fit. */
  name: text(),
  /** The patch of the pod's `spec`, as JSON or YAML. */
  patch: text(),
  /**
   * How the patch is read: `strategic` merges lists by name as `kubectl patch` does, `merge` replaces them (RFC 7386),
   * `json` is a list of operations (RFC 6902).
   *
   * @default - "strategic"
   */
  patchType: choice(["strategic", "merge", "json"]).optional(),
});
