import * as z from "zod";
import { subnetId } from "./aws-ids";
import { settings } from "./section";
import { integer, text, textList } from "./value";

/** An image that is built in the account, by EC2 Image Builder, so that machines boot with everything in it. */
export const imagePreparationSchema = settings({
  /**
   * When an image is built anew, as an expression of Image Builder in UTC. One is built only if the base image or a
   * component has a newer version.
   *
   * @default "cron(0 4 ? * sun *)"
   */
  schedule: text({
    pattern: /^cron\([^()\n]+\)$/,
    expected: 'an expression of Image Builder, such as "cron(0 4 ? * sun *)"',
  }).default("cron(0 4 ? * sun *)"),
  /**
   * Packages that are installed beside those that jobs need anyway.
   *
   * @default - none
   */
  packages: textList({ pattern: /^[a-z0-9][a-zA-Z0-9+.:~_-]*$/, expected: "the name of a package" }).optional(),
  /**
   * ARNs of further components of Image Builder, which run last.
   *
   * @default - none
   */
  componentArns: textList({ pattern: /^arn:aws[a-z-]*:imagebuilder:/, expected: "an ARN of Image Builder" }).optional(),
  /**
   * How far the image is hardened by AWS's own component for the Security Technical Implementation Guides.
   *
   * @default "none"
   */
  hardening: z.enum(["none", "low", "medium", "high"]).default("none"),
  /**
   * Type of the instance that builds and tests the image. It must have the machines' architecture.
   *
   * @default - m7i.large, or m7g.large for arm64
   */
  instanceType: text({
    pattern: /^[a-z][a-z0-9-]*\.[a-z0-9-]+$/,
    expected: 'an instance type such as "m7i.large"',
  }).optional(),
  /**
   * Subnet of that instance, with a way out to the internet.
   *
   * @default - the first of the machines' subnets
   */
  subnetId: text(subnetId).optional(),
  /**
   * Images that are kept, the newest first, 1 to 100. Machines that run are not touched when theirs goes.
   *
   * @default 3
   */
  keepImages: integer({ min: 1, max: 100 }).default(3),
});
