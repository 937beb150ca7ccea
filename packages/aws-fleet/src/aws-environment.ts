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
export const awsEnvironment = (scope: Construct): AwsEnvironment => ({
  partition: partition(scope).partition,
  region: shared(scope, "Region", (stack, id) => new DataAwsRegion(stack, id)).region,
  accountId: shared(scope, "Account", (stack, id) => new DataAwsCallerIdentity(stack, id)).accountId,
});

/** What the names of AWS's hosts end with where the stack's resources are made: `amazonaws.com`, `amazonaws.com.cn`, … */
export const awsDnsSuffix = (scope: Construct): string => partition(scope).dnsSuffix;

const partition = (scope: Construct) => shared(scope, "Partition", (stack, id) => new DataAwsPartition(stack, id));

function shared<Source extends Construct>(
  scope: Construct,
  id: string,
  make: (stack: TerraformStack, id: string) => Source,
): Source {
  const stack = TerraformStack.of(scope);
  return (stack.node.tryFindChild(`${ID}${id}`) as Source | undefined) ?? make(stack, `${ID}${id}`);
}
