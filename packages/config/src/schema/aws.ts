import * as z from "zod";
import { settings } from "./section";
import { anyArn } from "./machines";
import { text, textMapOrExpression } from "./value";

/** What everything in the AWS account has in common. */
export const awsSchema = settings({
  /**
   * Whether machines, and managers outside Kubernetes, are in the default subnets of the account's default VPC where they
   * name no subnets. Those have a public address and a way out by an internet gateway.
   *
   * @default false
   */
  defaultVpc: z.boolean().default(false),
  /**
   * Tags of everything made in AWS.
   *
   * @default - none but the project's own
   */
  tags: textMapOrExpression({
    keyPattern: /^(?!aws:)[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u,
    keyExpected: "a key of a tag: up to 128 letters, digits, spaces and _.:/=+-@, not beginning with aws:",
  }).optional(),
  /**
   * ARN of the policy that bounds every role made.
   *
   * @default - none
   */
  permissionsBoundaryArn: anyArn().optional(),
  /**
   * Path of every role and policy made.
   *
   * @default "/"
   */
  iamPath: text({ pattern: /^\/([\w+=,.@-]+\/)*$/, expected: 'a path such as "/ci/"' }).default("/"),
});
