import * as z from "zod";
import { egressRuleSchema, networkPeerSchema } from "./network-policy";
import { patterns } from "./pattern";
import { settings } from "./section";
import { flag, textList } from "./value";

/** Connections that jobs may open, as in Kubernetes, and to whom: a rule for everybody would open the node's metadata. */
export const jobEgressRuleSchema = settings({
  ...egressRuleSchema.shape,
  /** Where the connections may go; at least one peer. */
  to: z.array(networkPeerSchema).min(1),
});

/**
 * What pods of jobs may reach: DNS, the cache in the cluster, and the addresses named here. Nobody may reach them, and
 * they never reach the node's metadata.
 */
export const jobNetworkPolicySchema = settings({
  /**
   * Address ranges that jobs reach, on all ports. A GitLab, registry or endpoint in a private network must be named in
   * it or in `egressRules`; and where it is given, all that jobs need, S3 for their cache too.
   *
   * @default - everywhere but private networks
   */
  egressCidrs: textList(patterns.cidr).optional(),
  /**
   * Further connections that jobs may open, such as to a service in the cluster.
   *
   * @default - none
   */
  egressRules: z.array(jobEgressRuleSchema).optional(),
  /**
   * Where pods ask for names, if not of the pods `k8s-app: kube-dns` in `kube-system`: on EKS Auto Mode, whose DNS is no
   * pod, the address of the cluster's DNS, as `[{ ipBlock: { cidr: "172.20.0.10/32" } }]`.
   *
   * @default - of those pods
   */
  dnsPeers: z.array(networkPeerSchema).min(1).optional(),
  /**
   * Whether pods ask the DNS cache of their node, NodeLocal DNSCache at 169.254.20.10, instead of the cluster's DNS.
   *
   * @default false
   */
  nodeLocalDns: flag().default(false),
});
