import { DataAwsSubnet } from "@cdktf/provider-aws/lib/data-aws-subnet";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import type { Machines, Resolved } from "@runner-fleet/config";
import { Fn, ref, Token, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { withTags, type Tags } from "./tags";

/** What the machines' network is made from. */
export interface FleetNetworkProps {
  /** Name of the fleet's group. */
  readonly groupName: string;
  /** The machines, with their defaults. */
  readonly machines: Resolved<Machines>;
  /** Tags of the security group and its rules. */
  readonly tags: Tags;
}

type RuleConfig = ConstructorParameters<typeof VpcSecurityGroupIngressRule>[2];

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
    const ssh = { securityGroupId, ipProtocol: "tcp", fromPort: 22, toPort: 22, tags, lifecycle };
    const all = { securityGroupId, ipProtocol: "-1", description: "To everywhere", tags, lifecycle };
    this.rules = [
      ...this.ingress("FromSecurityGroup", managerSecurityGroupIds, (referencedSecurityGroupId) => ({
        ...ssh,
        description: "SSH from the runner manager",
        referencedSecurityGroupId,
      })),
      ...this.ingress("FromCidr", managerCidrs, (cidr) => ({
        ...ssh,
        description: "SSH from the runner manager",
        ...cidrRange(cidr),
      })),
      new VpcSecurityGroupEgressRule(this, "ToIpv4", { ...all, cidrIpv4: "0.0.0.0/0" }),
      new VpcSecurityGroupEgressRule(this, "ToIpv6", { ...all, cidrIpv6: "::/0" }),
    ];
  }

  /** A rule for each source: by its own text where it is known, so that a change of the list moves no other rule. */
  private ingress(
    id: string,
    sources: readonly string[] | undefined,
    rule: (source: string) => RuleConfig,
  ): ITerraformDependable[] {
    if (sources === undefined) {
      return [];
    }
    if (Token.isUnresolved(sources)) {
      // By place, not by text: the ids of groups that the same apply makes are not known when it is planned.
      const source = Token.asString(Fn.element(sources as string[], Token.asNumber(ref("count.index"))));
      return [new VpcSecurityGroupIngressRule(this, id, { ...rule(source), count: Fn.lengthOf(sources) })];
    }
    return sources.map(
      (source, index) =>
        new VpcSecurityGroupIngressRule(
          this,
          `${id}-${Token.isUnresolved(source) ? index : source.replace(/[^A-Za-z0-9-]/g, "_")}`,
          rule(source),
        ),
    );
  }
}

function firstOf(list: readonly string[]): string {
  return Token.isUnresolved(list) ? Fn.element(list, 0) : (list[0] as string);
}

function cidrRange(cidr: string): Pick<RuleConfig, "cidrIpv4" | "cidrIpv6"> {
  if (!Token.isUnresolved(cidr)) {
    return cidr.includes(":") ? { cidrIpv6: cidr } : { cidrIpv4: cidr };
  }
  const isIpv6 = Fn.strcontains(cidr, ":");
  return {
    cidrIpv4: Token.asString(Fn.conditional(isIpv6, Token.nullValue(), cidr)),
    cidrIpv6: Token.asString(Fn.conditional(isIpv6, cidr, Token.nullValue())),
  };
}
