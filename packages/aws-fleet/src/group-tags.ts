import type { AutoscalingGroup, AutoscalingGroupTag } from "@cdktf/provider-aws/lib/autoscaling-group";
import type { Tags } from "@runner-fleet/terraform-values";
import { Token } from "cdktf";

/** The tags of a group, which its machines get too; none of those that only Terraform knows. */
export const knownTags = (tags: Tags): AutoscalingGroupTag[] | undefined =>
  Token.isUnresolved(tags)
    ? undefined
    : Object.entries(tags).map(([key, value]) => ({ key, value, propagateAtLaunch: true }));

/** Adds tags that only Terraform knows. */
export function addPlannedTags(group: AutoscalingGroup, tags: Tags): void {
  if (Token.isUnresolved(tags)) {
    group.addOverride("dynamic.tag", {
      for_each: tags,
      content: { key: "${tag.key}", value: "${tag.value}", propagate_at_launch: true },
    });
  }
}
