import { DataAwsSubnet } from "@cdktf/provider-aws/lib/data-aws-subnet";
import { EbsVolume } from "@cdktf/provider-aws/lib/ebs-volume";
import { durationText, type Tags, withTags } from "@runner-fleet/terraform-values";
import type { Construct } from "constructs";
import type { Ec2ManagerProps } from "./ec2-manager-props";
import { drainSeconds } from "./manager-times";
import { STATE_TAG } from "./tags";

/** What a manager's volume is made from. */
export interface StateVolumeProps extends Pick<Ec2ManagerProps, "config" | "settings" | "subnetId"> {
  /** Name of the manager. */
  readonly name: string;
  /** Tags of everything made. */
  readonly tags: Tags;
}

/** The volume with the manager's record of its machines, in the zone of its subnet. */
export const stateVolume = (scope: Construct, id: string, props: StateVolumeProps): EbsVolume =>
  new EbsVolume(scope, id, {
    availabilityZone: new DataAwsSubnet(scope, `${id}Subnet`, { id: props.subnetId }).availabilityZone,
    type: "gp3",
    size: props.settings.stateVolumeGiB,
    encrypted: true,
    kmsKeyId: props.settings.kmsKeyArn,
    // No snapshot at its end: the record is of no use once its machines are gone, and it says how to log in to them.
    finalSnapshot: false,
    tags: withTags(props.tags, { Name: `${props.name}-state`, [STATE_TAG]: props.name }),
    // The provider tries for so long to delete a volume that is still in use.
    timeouts: { delete: durationText(drainSeconds(props.config)) },
    // One in another zone is there before the old manager is told to go there.
    lifecycle: { createBeforeDestroy: true },
  });
