import { DataAwsSubnet } from "@cdktf/provider-aws/lib/data-aws-subnet";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import type { Machines, Resolved } from "@runner-fleet/config";
import { type Tags, withTags } from "@runner-fleet/terraform-values";
import { Fn, Token, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";

/** What the network is made from. */
export interface MachineImageNetworkProps {
  /** Name of the image. */
  readonly name: string;
  /** The machines that the image is for. */
  readonly machines: Resolved<Machines>;
  /** Tags of the security group and its rules. */
  readonly tags: Tags;
}

/** Where an image is built: nobody gets in, and what is installed is fetched from everywhere. */
export class MachineImageNetwork extends Construct {
  /** Id of the subnet. */
  readonly subnetId: string;
  /** Ids of the security groups. */
  readonly securityGroupIds: string[];
  /** Without them nothing can be fetched. */
  readonly rules: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, { name, machines, tags }: MachineImageNetworkProps) {
    super(scope, id);
    const lifecycle = { createBeforeDestroy: true };
    const given = machines.image.prepare?.subnetId;
    this.subnetId = given ?? firstOf(machines.subnetIds);
    const vpcId = given === undefined ? machines.vpcId : undefined;
    const group = new SecurityGroup(this, "Resource", {
      namePrefix: `${name}-image-`,
      description: "Instances that build machine images of a GitLab Runner fleet",
      vpcId: vpcId ?? new DataAwsSubnet(this, "Subnet", { id: this.subnetId }).vpcId,
      tags: withTags(tags, { Name: `${name}-image` }),
      lifecycle,
    });
    const more = machines.securityGroupIds ?? [];
    this.securityGroupIds = Token.isUnresolved(more) ? Fn.concat([[group.id], more]) : [group.id, ...more];
    const all = { securityGroupId: group.id, ipProtocol: "-1", description: "To everywhere", tags, lifecycle };
    this.rules = [
      new VpcSecurityGroupEgressRule(this, "ToIpv4", { ...all, cidrIpv4: "0.0.0.0/0" }),
      new VpcSecurityGroupEgressRule(this, "ToIpv6", { ...all, cidrIpv6: "::/0" }),
    ];
  }
}

const firstOf = (list: readonly string[]): string =>
  Token.isUnresolved(list) ? Fn.element(list, 0) : (list[0] as string);
