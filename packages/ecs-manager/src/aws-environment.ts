/** Where everything is made, as plain text or as tokens. */
export interface AwsEnvironment {
  /** `aws`, `aws-us-gov`, `aws-cn`, … */
  readonly partition: string;
  /** Such as `eu-west-1`. */
  readonly region: string;
  /** The account's twelve digits. */
  readonly accountId: string;
}

/** ARN of something of ECS, of which all but the end is the environment. */
export const ecsArn = ({ partition, region, accountId }: AwsEnvironment, resource: string): string =>
  `arn:${partition}:ecs:${region}:${accountId}:${resource}`;
