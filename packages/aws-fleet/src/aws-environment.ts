import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { DataAwsPartition } from "@cdktf/provider-aws/lib/data-aws-partition";
import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";

/** Where a stack's resources are made; each value is a token that Terraform knows when it plans. */
export interface AwsEnvironment {
  /** `aws`, `aws-us-gov`, `aws-cn`, … */
  readonly partition: string;
  /** Such as `eu-west-1`. */
  readonly region: string;
  /** The account's twelve digits. */
  readonly accountId: string;
}

const ID = "AwsEnvironment";

/** Where the stack's resources are made. Every construct of a stack shares the three data sources behind it. */
export function awsEnvironment(scope: Construct): AwsEnvironment {
  const stack = TerraformStack.of(scope);
  const data = <Source extends Construct>(id: string, make: (id: string) => Source) =>
    (stack.node.tryFindChild(`${ID}${id}`) as Source | undefined) ?? make(`${ID}${id}`);
  return {
    partition: data("Partition", (id) => new DataAwsPartition(stack, id)).partition,
    region: data("Region", (id) => new DataAwsRegion(stack, id)).region,
    accountId: data("Account", (id) => new DataAwsCallerIdentity(stack, id)).accountId,
  };
}
