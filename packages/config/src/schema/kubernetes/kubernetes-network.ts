import * as z from "zod";
import { kubernetesPatterns } from "../kubernetes-pattern";
import { patterns } from "../pattern";
import { section } from "../section";
import { choice, text, textList } from "../value";

const domain = { ...kubernetesPatterns.subdomain, expected: 'a domain, such as "example.com"' };

/** `[[runners.kubernetes.dns_config.options]]`: a line of `options` in resolv.conf. */
export const dnsOptionSchema = section({
  /** Name of the option, such as `ndots`. */
  name: text(),
  /**
   * Value of the option.
   *
   * @default - none
   */
  value: text().optional(),
});

/** `[runners.kubernetes.dns_config]`: how a pod looks up names, on top of its `dnsPolicy`. */
export const dnsConfigSchema = section({
  /**
   * Servers that are asked for names, as IP addresses, at most 3. Must be given with the policy `none`.
   *
   * @default - those of the policy
   */
  nameservers: textList({ ...patterns.ipAddress, maxEntries: 3 }).optional(),
  /**
   * Domains in which names are looked for, at most 32.
   *
   * @default - those of the policy
   */
  searches: textList({ ...domain, maxEntries: 32 }).optional(),
  /**
   * Options of the resolver. `ndots` 1 spares most look-ups of names outside of the cluster.
   *
   * @default - those of the policy
   */
  options: z.array(dnsOptionSchema).optional(),
});

/** `[[runners.kubernetes.host_aliases]]`: a line of a pod's /etc/hosts. */
export const hostAliasSchema = section({
  /** The IP address. */
  ip: text(patterns.ipAddress),
  /** Names of the address, at least one. */
  hostnames: textList({ ...domain, minEntries: 1 }),
});

/** The keys of `[runners.kubernetes]` about names in the network. */
export const kubernetesNetwork = {
  /**
   * Where a pod looks up names: `cluster-first` in the cluster's DNS, `default` where its node does, `none` where
   * `dnsConfig` says. `cluster-first-with-host-net` is the first for pods in their node's network.
   *
   * @default - "cluster-first"
   */
  dnsPolicy: choice(["none", "default", "cluster-first", "cluster-first-with-host-net"]).optional(),
  /**
   * How a pod looks up names, on top of the policy.
   *
   * @default - as the policy says
   */
  dnsConfig: dnsConfigSchema.optional(),
  /**
   * Names of addresses in /etc/hosts of all containers.
   *
   * @default - those of the job's services only
   */
  hostAliases: z.array(hostAliasSchema).optional(),
} as const;
