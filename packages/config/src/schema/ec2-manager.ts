import * as z from "zod";
import { imageId, subnetId } from "./aws-ids";
import { awsManagerSettings } from "./aws-manager";
import { settings } from "./section";
import { flag, integer, text, textList } from "./value";

/** The EC2 instance that a manager is. */
export const ec2ManagerSchema = settings({
  ...awsManagerSettings,
  /**
   * Subnets of the managers: the first manager is in the first, the second in the second, and so on, from the start again
   * where they are fewer. A manager's volume ties it to its subnet's zone.
   *
   * @default - default subnets of the account, with `aws.defaultVpc`
   */
  subnetIds: textList({ ...subnetId, minEntries: 1 }).optional(),
  /**
   * Type of the instance; its architecture follows from it. Always on demand: a manager that is interrupted takes its
   * machines with it.
   *
   * @default "t4g.small"
   */
  instanceType: text({
    pattern: /^[a-z][a-z0-9-]*\.[a-z0-9-]+$/,
    expected: 'an instance type such as "t4g.small"',
  }).default("t4g.small"),
  /**
   * Image of the instance: Amazon Linux 2023, or one that was built from it. A change drains and replaces the manager.
   *
   * @default - the newest public image of Amazon Linux 2023 when Terraform plans
   */
  imageId: imageId().optional(),
  /**
   * Whether the instance gets a public address, which it needs in a subnet whose way out is an internet gateway.
   *
   * @default - as the subnet has it
   */
  associatePublicIpAddress: flag().optional(),
  /**
   * Size of the instance's root volume in GiB, 8 to 1024: the system and the log.
   *
   * @default 16
   */
  rootVolumeGiB: integer({ min: 8, max: 1_024 }).default(16),
  /**
   * Size in GiB, 1 to 1024, of the volume with the manager's record of its machines. It is never on two instances at
   * once, and so is what keeps a second manager from starting.
   *
   * @default 1
   */
  stateVolumeGiB: integer({ min: 1, max: 1_024 }).default(1),
});

/** The EC2 instance that a manager is, with its defaults. */
export type Ec2ManagerSettings = z.output<typeof ec2ManagerSchema>;
