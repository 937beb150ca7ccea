import { DataAwsSubnet } from "@cdktf/provider-aws/lib/data-aws-subnet";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import type { Machines, Resolved } from "@runner-fleet/config";
import { type Tags, withTags } from "@runner-fleet/terraform-values";
import { Fn, Token, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { ingressRules } from "./ingress-rules";

/** What the machines' network is made from. */
export interface FleetNetworkProps {
  /** Name of the fleet's group. */
  readonly groupName: string;
  /** The machines, with their defaults. */
  readonly machines: Resolved<Machines>;
  /** Tags of the security group and its rules. */
  readonly tags: Tags;
}

// A group or rule that is replaced must be there before the old one goes: machines and the manager still use it.
const lifecycle = { createBeforeDestroy: true };

/**
 * The machines' security group: SSH from the manager, everything out. Jobs decide where they connect to, so egress is
 * open; limit it with the subnets' routes, network ACLs or a firewall.
 */
export class FleetNetwork extends Construct {
  /** Id of the machines' own security group. */
  readonly securityGroupId: string;

  /** What must outlive the machines: without the rules they can neither be reached nor reach anything. */
  readonly rules: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: FleetNetworkProps) {
    super(scope, id);
    const { machines, groupName, tags } = props;
    const { managerSecurityGroupIds, managerCidrs } = machines;

    const group = new SecurityGroup(this, "Resource", {
      // A prefix, because a group in another VPC is a new one beside the old, whose name is taken.
      namePrefix: `${groupName}-`,
      description: "Machines of a GitLab Runner fleet",
      vpcId: machines.vpcId ?? new DataAwsSubnet(this, "Subnet", { id: firstOf(machines.subnetIds) }).vpcId,
      tags: withTags(tags, { Name: groupName }),
      lifecycle,
    });
    this.securityGroupId = group.id;

    const { securityGroupId } = this;
    const ssh = { securityGroupId, port: 22, description: "SSH from the runner manager", tags };
    const all = { securityGroupId, ipProtocol: "-1", description: "To everywhere", tags, lifecycle };
    this.rules = [
      ...ingressRules(this, ssh, { securityGroupIds: managerSecurityGroupIds, cidrs: managerCidrs }),
      new VpcSecurityGroupEgressRule(this, "ToIpv4", { ...all, cidrIpv4: "0.0.0.0/0" }),
      new VpcSecurityGroupEgressRule(this, "ToIpv6", { ...all, cidrIpv6: "::/0" }),
    ];
  }
}

function firstOf(list: readonly string[]): string {
  return Token.isUnresolved(list) ? Fn.element(list, 0) : (list[0] as string);
}
