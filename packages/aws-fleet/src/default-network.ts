import { DataAwsEc2InstanceTypeOfferings } from "@cdktf/provider-aws/lib/data-aws-ec2-instance-type-offerings";
import { DataAwsSubnets } from "@cdktf/provider-aws/lib/data-aws-subnets";
import { DataAwsVpcs } from "@cdktf/provider-aws/lib/data-aws-vpcs";
import { numbered } from "@runner-fleet/config";
import { TerraformData } from "@runner-fleet/terraform-values";
import { Fn, Token } from "cdktf";
import { Construct } from "constructs";

/** What the default network must be good for. */
export interface DefaultNetworkProps {
  /**
   * Type of the instance that a manager is: managers are put where AWS offers it, which is not in every zone.
   *
   * @default - managers are put into any zone
   */
  readonly managerInstanceType?: string;
}

const WITHOUT =
  "name subnets in their place: subnetIds of every fleet's machines and of the managers, without aws.defaultVpc.";

/**
 * The default subnets of the account's default VPC, one a zone: with a public address and a way out by an internet
 * gateway. An account may have removed any of it; a plan then says what to do.
 */
export class DefaultNetwork extends Construct {
  /** Id of the default VPC. */
  readonly vpcId: string;

  /** Ids of all default subnets. */
  readonly subnetIds: string[];

  /** Ids of the subnets that a manager can be in. */
  private readonly subnetIdsOfManagers: string[];

  constructor(scope: Construct, id: string, { managerInstanceType }: DefaultNetworkProps = {}) {
    super(scope, id);
    // The one of many: of a single VPC that is not there the provider tells less.
    const vpcs = new DataAwsVpcs(this, "Vpcs", {
      filter: [{ name: "is-default", values: ["true"] }],
      lifecycle: {
        postcondition: [
          {
            condition: "${length(self.ids) == 1}",
            errorMessage: `The account has no default VPC in this region. Make one with "aws ec2 create-default-vpc", or ${WITHOUT}`,
          },
        ],
      },
    });
    this.vpcId = Fn.one(vpcs.ids);
    this.subnetIds = this.defaultSubnets(
      "Subnets",
      [],
      `The default VPC has no default subnet. Make one a zone with "aws ec2 create-default-subnet", or ${WITHOUT}`,
    );
    this.subnetIdsOfManagers =
      managerInstanceType === undefined ? this.subnetIds : this.subnetsWhere(managerInstanceType);
  }

  /**
   * Id of the subnet of one manager, counted from 0: another zone for each, from the start again where there are fewer.
   *
   * It is chosen once, when the manager is first made, and remembered: the manager's volume is in that zone, and AWS adds a
   * default subnet by itself when a region gets another zone.
   */
  subnetIdOf(manager: number): string {
    const id = numbered("Subnet", manager);
    const known = this.node.tryFindChild(id) as TerraformData | undefined;
    const input = Fn.element(this.subnetIdsOfManagers, manager) as string;
    return (known ?? new TerraformData(this, id, { input, lifecycle: { ignoreChanges: ["input"] } })).output;
  }

  private subnetsWhere(instanceType: string): string[] {
    const offerings = new DataAwsEc2InstanceTypeOfferings(this, "Offerings", {
      locationType: "availability-zone",
      filter: [{ name: "instance-type", values: [instanceType] }],
    });
    return this.defaultSubnets(
      "SubnetsOfManagers",
      [{ name: "availability-zone", values: offerings.locations }],
      `No default subnet is in a zone where AWS offers the managers' instance type. Choose another type, or ${WITHOUT}`,
    );
  }

  private defaultSubnets(
    id: string,
    filters: readonly { readonly name: string; readonly values: string[] }[],
    errorMessage: string,
  ): string[] {
    const subnets = new DataAwsSubnets(this, id, {
      filter: [{ name: "vpc-id", values: [this.vpcId] }, { name: "default-for-az", values: ["true"] }, ...filters],
      lifecycle: { postcondition: [{ condition: "${length(self.ids) > 0}", errorMessage }] },
    });
    // AWS lists them in no order.
    return Token.asList(Fn.sort(subnets.ids));
  }
}
