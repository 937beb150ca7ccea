import type { Tags } from "@runner-fleet/terraform-values";

/** What everything that a manager is made of has in common. */
export interface IamSettings {
  /**
   * ARN of the policy that bounds the roles made.
   *
   * @default - none
   */
  readonly permissionsBoundaryArn?: string;
  /**
   * Path of the roles made, with a slash at both ends.
   *
   * @default "/"
   */
  readonly iamPath?: string;
  /**
   * Tags of everything made.
   *
   * @default - none but the provider's own
   */
  readonly tags?: Tags;
}
