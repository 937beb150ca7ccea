import type { AutoscalingGroup } from "@cdktf/provider-aws/lib/autoscaling-group";
import type { Tags } from "@runner-fleet/terraform-values";
import { Token } from "cdktf";

/** Tag of everything that a manager is made of; its value is the manager's name. */
export const MANAGER_TAG = "runner-fleet:manager";

/**
 * Tag of a manager's state volumes alone; its value is the manager's name. A new manager waits for every volume that
 * has it, and the role may attach and detach those.
 */
export const STATE_TAG = "runner-fleet:state-of";

/** Gives a group its tags; its instance has them from the launch template. */
export function addGroupTags(group: AutoscalingGroup, tags: Tags): void {
  if (Token.isUnresolved(tags)) {
    const content = { key: "${tag.key}", value: "${tag.value}", propagate_at_launch: false };
    group.addOverride("dynamic.tag", { for_each: tags, content });
  } else {
    group.putTag(Object.entries(tags).map(([key, value]) => ({ key, value, propagateAtLaunch: false })));
  }
}
