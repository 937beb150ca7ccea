import {
  VpcSecurityGroupIngressRule,
  type VpcSecurityGroupIngressRuleConfig,
} from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import type { Tags } from "@runner-fleet/terraform-values";
import { Fn, ref, Token, type ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";

/** Who may connect. */
export interface IngressSources {
  /**
   * Ids of security groups.
   *
   * @default - none
   */
  readonly securityGroupIds?: readonly string[];
  /**
   * Networks in CIDR notation, IPv4 or IPv6.
   *
   * @default - none
   */
  readonly cidrs?: readonly string[];
}

/** What they may connect to. */
export interface OpenPort {
  /** Id of the security group that lets them in. */
  readonly securityGroupId: string;
  /** The TCP port. */
  readonly port: number;
  /** What for. */
  readonly description: string;
  /**
   * Tags of the rules.
   *
   * @default - none
   */
  readonly tags?: Tags;
}

/** Rules that open one port, each for one source. */
export function ingressRules(
  scope: Construct,
  { port, ...rule }: OpenPort,
  { securityGroupIds, cidrs }: IngressSources,
): ITerraformDependable[] {
  // A rule that is replaced must be there before the old one goes: what it lets in is in use.
  const lifecycle = { createBeforeDestroy: true };
  const all = { ...rule, ipProtocol: "tcp", fromPort: port, toPort: port, lifecycle };
  return [
    ...ruleForEach(scope, "FromSecurityGroup", securityGroupIds, (referencedSecurityGroupId) => ({
      ...all,
      referencedSecurityGroupId,
    })),
    ...ruleForEach(scope, "FromCidr", cidrs, (cidr) => ({ ...all, ...cidrRange(cidr) })),
  ];
}

/** A rule for each source: by its own text where it is known, so that a change of the list moves no other rule. */
function ruleForEach(
  scope: Construct,
  id: string,
  sources: readonly string[] | undefined,
  rule: (source: string) => VpcSecurityGroupIngressRuleConfig,
): ITerraformDependable[] {
  if (sources === undefined) {
    return [];
  }
  if (Token.isUnresolved(sources)) {
    // By place, not by text: the ids of groups that the same apply makes are not known when it is planned.
    const source = Token.asString(Fn.element(sources as string[], Token.asNumber(ref("count.index"))));
    return [new VpcSecurityGroupIngressRule(scope, id, { ...rule(source), count: Fn.lengthOf(sources) })];
  }
  return sources.map(
    (source, index) =>
      new VpcSecurityGroupIngressRule(
        scope,
        `${id}-${Token.isUnresolved(source) ? index : source.replace(/[^A-Za-z0-9-]/g, "_")}`,
        rule(source),
      ),
  );
}

function cidrRange(cidr: string): Pick<VpcSecurityGroupIngressRuleConfig, "cidrIpv4" | "cidrIpv6"> {
  if (!Token.isUnresolved(cidr)) {
    return cidr.includes(":") ? { cidrIpv6: cidr } : { cidrIpv4: cidr };
  }
  const isIpv6 = Fn.strcontains(cidr, ":");
  return {
    cidrIpv4: Token.asString(Fn.conditional(isIpv6, Token.nullValue(), cidr)),
    cidrIpv6: Token.asString(Fn.conditional(isIpv6, cidr, Token.nullValue())),
  };
}
