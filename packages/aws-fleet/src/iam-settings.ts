import type { Tags } from "@runner-fleet/terraform-values";

/** What every role and policy has in common. */
export interface IamSettings {
  /**
   * ARN of the policy that bounds the roles made.
   *
   * @default - none
   */
  readonly permissionsBoundaryArn?: string;
  /**
   * Path of the roles and policies made, with a slash at both ends.
   *
   * @default "/"
   */
  readonly iamPath?: string;
  /**
   * Tags of everything made.
   *
   * @default - the project's own
   */
  readonly tags?: Tags;
}
