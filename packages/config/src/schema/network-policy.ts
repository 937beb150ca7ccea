import * as z from "zod";
import { labelsPattern } from "./kubernetes-pattern";
import { patterns } from "./pattern";
import { settings } from "./section";
import { integer, text, textList, textMap } from "./value";

/** Pods or namespaces by their labels, as in Kubernetes. An empty table is all of them. */
export const labelSelectorSchema = settings({
  /**
   * Labels that must be there with these values.
   *
   * @default - none; all of them are meant
   */
  matchLabels: textMap(labelsPattern).optional(),
});

/** A range of addresses, as in Kubernetes. */
export const ipBlockSchema = settings({
  /** The range, such as `10.0.0.0/16`. */
  cidr: text(patterns.cidr),
  /**
   * Ranges inside of it that do not belong to it.
   *
   * @default - none
   */
  except: textList(patterns.cidr).optional(),
});

/** The other end of a connection, as in Kubernetes: pods, or a range of addresses. */
export const networkPeerSchema = settings({
  /**
   * The pods, by their labels.
   *
   * @default - all pods of the namespaces
   */
  podSelector: labelSelectorSchema.optional(),
  /**
   * The namespaces of the pods, by their labels; each has `kubernetes.io/metadata.name`.
   *
   * @default - the manager's own
   */
  namespaceSelector: labelSelectorSchema.optional(),
  /**
   * A range of addresses, in place of pods.
   *
   * @default - none
   */
  ipBlock: ipBlockSchema.optional(),
});

/** A port, as in Kubernetes. */
export const networkPortSchema = settings({
  /**
   * The port, 1 to 65535.
   *
   * @default - every port of the protocol
   */
  port: integer({ min: 1, max: 65_535 }).optional(),
  /**
   * The protocol.
   *
   * @default - TCP
   */
  protocol: z.enum(["TCP", "UDP", "SCTP"]).optional(),
});

/** Connections that the manager may open besides its own, as in Kubernetes. */
export const egressRuleSchema = settings({
  /**
   * Where the connections may go.
   *
   * @default - anywhere
   */
  to: z.array(networkPeerSchema).optional(),
  /**
   * The ports that they may go to.
   *
   * @default - all
   */
  ports: z.array(networkPortSchema).optional(),
});

/** What the manager's pod may reach, and who may reach it. */
export const networkPolicySchema = settings({
  /**
   * Address ranges of the machines' subnets, which the manager reaches by SSH. Must be given where a fleet has machines.
   *
   * @default - none
   */
  machineCidrs: textList(patterns.cidr).optional(),
  /**
   * Addresses of the cluster's API server and of its service, which the manager reaches for the pods of jobs: what
   * `kubectl get endpoints kubernetes` and `kubectl get service kubernetes` list, on EKS the subnets of the control plane
   * and the service's address. Must be given where a fleet has pods.
   *
   * @default - none
   */
  apiServerCidrs: textList(patterns.cidr).optional(),
  /**
   * Address ranges that the manager reaches by TCP 443 and by GitLab's own port: GitLab, AWS, registries.
   *
   * @default - everywhere
   */
  egressCidrs: textList(patterns.cidr).optional(),
  /**
   * Further connections that the manager may open.
   *
   * @default - none
   */
  egressRules: z.array(egressRuleSchema).optional(),
  /**
   * Who may reach the manager's metrics: Prometheus, and nobody else, since the same port has debug pages without a
   * password.
   *
   * @default - nobody
   */
  metricsFrom: z.array(networkPeerSchema).optional(),
});
