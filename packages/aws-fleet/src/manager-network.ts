import { DataAwsSubnet } from "@cdktf/provider-aws/lib/data-aws-subnet";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { METRICS_PORT } from "@runner-fleet/config";
import { type Tags, withTags } from "@runner-fleet/terraform-values";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { ingressRules, type IngressSources } from "./ingress-rules";

/** The network of managers outside Kubernetes. */
export interface ManagerNetworkProps {
  /** Name of the deployment, with which the name of the security group begins. */
  readonly name: string;
  /**
   * One of the managers' subnets, all of which are in one VPC. Must be given unless `vpcId` is.
   *
   * @default - `vpcId` says where the managers are
   */
  readonly subnetId?: string;
  /**
   * Id of the managers' VPC.
   *
   * @default - looked up from `subnetId`
   */
  readonly vpcId?: string;
  /**
   * Who may read the managers' metrics, on port 9252. GitLab Runner asks nobody for a password.
   *
   * @default - nobody
   */
  readonly metricsSources?: IngressSources;
  /**
   * Tags of the security group and its rules.
   *
   * @default - none
   */
  readonly tags?: Tags;
}

/**
 * The security group of managers outside Kubernetes: nobody gets in but who reads metrics, and managers reach everything,
 * GitLab and AWS wherever they are.
 *
 * All managers of a deployment share it. A shard more or fewer then changes no rule of machines that work, and nothing
 * would be gained by a group each: which machines a manager may log in to is decided by its role or by the key it has.
 *
 * The machines' rules for SSH refer to the group, so it is made before them and goes after them.
 */
export class ManagerNetwork extends Construct {
  /** Id of the managers' security group. */
  readonly securityGroupId: string;

  /** What must be there before a manager starts, and must outlive it: without the rules it reaches nothing. */
  readonly rules: readonly ITerraformDependable[];

  /** @throws Error when neither `subnetId` nor `vpcId` is given */
  constructor(scope: Construct, id: string, props: ManagerNetworkProps) {
    super(scope, id);
    const { name, metricsSources = {}, tags } = props;
    // What is replaced must be there before the old one goes: a manager that drains still uses it.
    const lifecycle = { createBeforeDestroy: true };

    const group = new SecurityGroup(this, "Resource", {
      // A prefix, because a group in another VPC is a new one beside the old, whose name is taken.
      namePrefix: `${name}-manager-`,
      description: "Managers of GitLab Runner fleets",
      vpcId: props.vpcId ?? this.vpcOf(props.subnetId),
      tags: withTags(tags, { Name: `${name}-manager` }),
      lifecycle,
    });
    this.securityGroupId = group.id;

    const { securityGroupId } = this;
    const metrics = { securityGroupId, port: METRICS_PORT, description: "Metrics of the runner manager", tags };
    const all = { securityGroupId, ipProtocol: "-1", description: "To everywhere", tags, lifecycle };
    this.rules = [
      ...ingressRules(this, metrics, metricsSources),
      new VpcSecurityGroupEgressRule(this, "ToIpv4", { ...all, cidrIpv4: "0.0.0.0/0" }),
      new VpcSecurityGroupEgressRule(this, "ToIpv6", { ...all, cidrIpv6: "::/0" }),
    ];
  }

  private vpcOf(subnetId: string | undefined): string {
    if (subnetId === undefined) {
      throw new Error(`${this.node.path}: 'subnetId' must be given unless 'vpcId' is; name a subnet of the managers`);
    }
    return new DataAwsSubnet(this, "Subnet", { id: subnetId }).vpcId;
  }
}
