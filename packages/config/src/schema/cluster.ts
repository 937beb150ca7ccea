import * as z from "zod";
import { clusterMonitoringSchema } from "./cluster-monitoring";
import { kubernetesPatterns } from "./kubernetes-pattern";
import { anyArn } from "./machines";
import { tokenSources } from "./manager-tokens";
import { networkPolicySchema } from "./network-policy";
import { quantity } from "./quantity";
import { settings } from "./section";
import { choice, integer, listOf, text, textMapOrExpression } from "./value";
import { volumeSchema } from "./volume";

const objectName = (expected: string) => text({ ...kubernetesPatterns.label, expected });

/** Where the manager finds its runner tokens. */
export const tokensSchema = settings({
  /**
   * Name of the Kubernetes Secret, in the manager's namespace, that holds one runner token a fleet. Its keys are the
   * fleets' names, unless a fleet's `tokenKey` says otherwise.
   *
   * @default - the deployment's name and "-tokens"
   */
  secretName: text({ ...kubernetesPatterns.subdomain, expected: "a name of a Kubernetes Secret" }).optional(),
  /**
   * Who makes the Secret: `existing` is yours; `variable` is made from an ephemeral Terraform variable for each fleet, by
   * a write-only argument, so that neither plan nor state holds a token; `gitlab` is made from the runners that Terraform
   * creates in GitLab, whose tokens are in the state.
   *
   * @default "existing"
   */
  source: z.enum(tokenSources).default("existing"),
  /**
   * A number to raise with every new token: Terraform then writes the Secret again and the manager drains and restarts.
   *
   * @default 1
   */
  revision: integer({ min: 1 }).default(1),
});

/** A toleration of the manager's pod, as in Kubernetes. */
const tolerationSchema = settings({
  /**
   * The taint's key.
   *
   * @default - every key, with operator Exists
   */
  key: text().optional(),
  /**
   * How key and value are compared.
   *
   * @default "Equal"
   */
  operator: z.enum(["Equal", "Exists"]).default("Equal"),
  /**
   * The taint's value.
   *
   * @default - none
   */
  value: text().optional(),
  /**
   * The taint's effect.
   *
   * @default - every effect
   */
  effect: z.enum(["NoSchedule", "PreferNoSchedule", "NoExecute"]).optional(),
});

/** How Terraform's helm and kubernetes providers reach the cluster. */
const clusterAccessSchema = settings({
  /**
   * A kubeconfig file, on the machine where Terraform runs.
   *
   * @default - the cluster's address is looked up in EKS, and `aws eks get-token` gives a token for each run
   */
  kubeconfigPath: text().optional(),
  /**
   * The context to use of the kubeconfig file.
   *
   * @default - the file's current context
   */
  kubeconfigContext: text().optional(),
  /**
   * Further arguments of `aws eks get-token`, such as `["--role-arn", "arn:aws:iam::123456789012:role/deploy"]`. Without
   * effect where a kubeconfig file is named.
   *
   * @default - none
   */
  getTokenArgs: listOf(text()).optional(),
});

/** The cluster that the manager runs on, and how. */
export const clusterSchema = settings({
  /**
   * Name of the EKS cluster. Must be given where the manager or a job has an AWS role.
   *
   * @default - none; nothing of AWS is made
   */
  name: text({ pattern: /^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$/, expected: "the name of an EKS cluster" }).optional(),
  /**
   * How Terraform's helm and kubernetes providers reach the cluster. Must name a kubeconfig file where `name` or `region`
   * is left out. Not for `RunnerFleets`, which is in a stack with providers of its own.
   *
   * @default - by the address that EKS knows, with a token for each run
   */
  access: clusterAccessSchema.optional(),
  /**
   * Namespace of the manager.
   *
   * @default - the deployment's name
   */
  namespace: objectName("a Kubernetes namespace").optional(),
  /**
   * Whether the namespace is made, labelled for the restricted Pod Security Standard, or exists already.
   *
   * @default - "existing" where the Secret with the tokens is yours, which must be in it first; else "create"
   */
  namespacePolicy: z.enum(["create", "existing"]).optional(),
  /**
   * Name of the manager's Kubernetes service account. The manager's AWS role trusts this account alone.
   *
   * @default - the deployment's name
   */
  serviceAccountName: objectName("a name of a Kubernetes service account").optional(),
  /**
   * How the manager gets its AWS role: EKS Pod Identity, or IAM Roles for Service Accounts, which Fargate profiles and
   * pods with security groups of their own need.
   *
   * @default "pod-identity"
   */
  identity: z.enum(["pod-identity", "irsa"]).default("pod-identity"),
  /**
   * Who runs the Pod Identity agent: the EKS add-on, which every plan then looks for, or something that Terraform
   * cannot see (EKS Auto Mode has it built in).
   *
   * @default "addon"
   */
  podIdentityAgent: choice(["addon", "managed-elsewhere"]).default("addon"),
  /**
   * ARN of the cluster's OIDC provider in IAM, for `irsa`.
   *
   * @default - looked up from the cluster
   */
  oidcProviderArn: anyArn().optional(),
  /**
   * What the manager's pod runs on: EC2 nodes or a Fargate profile.
   *
   * @default "nodes"
   */
  compute: z.enum(["nodes", "fargate"]).default("nodes"),
  /**
   * Whether the manager's pod has security groups of its own, by a SecurityGroupPolicy.
   *
   * @default false
   */
  podSecurityGroups: z.boolean().default(false),
  /**
   * Labels of the nodes that the manager may run on. Choose on-demand nodes: a manager that is interrupted takes its
   * machines with it.
   *
   * @default - any node
   */
  nodeSelector: textMapOrExpression().optional(),
  /**
   * Taints that the manager's pod tolerates.
   *
   * @default - none
   */
  tolerations: listOf(tolerationSchema).optional(),
  /**
   * PriorityClass of the manager's pod.
   *
   * @default - the cluster's default
   */
  priorityClassName: objectName("a PriorityClass").optional(),
  /**
   * Whether an eviction of the manager's pod, as by an upgrade of its node, drains it (`drain`) or is refused (`block`).
   * A refused one makes `kubectl drain` hang, and the update of a managed node group fail.
   *
   * @default "drain"
   */
  disruption: z.enum(["drain", "block"]).default("drain"),
  /**
   * A volume for the manager's record of its machines, so that idle machines are there for the next pod, where by
   * default they end with the old one. A machine that had a job when its manager died ends all the same, and a new
   * token begins a new record. Not on Fargate.
   *
   * @default - none; the record lasts as long as the pod
   */
  volume: volumeSchema.optional(),
  /**
   * What a Job tries before an apply touches the manager: `full` is image, plugin, config.toml, and whether GitLab
   * takes the tokens; `offline` is the same without asking GitLab; `none` is nothing. If it fails, the manager goes on
   * as it was.
   *
   * @default "full"
   */
  preflight: choice(["full", "offline", "none"]).default("full"),
  /**
   * Seconds that the preflight may take, 30 to 3600, with the time to pull the image.
   *
   * @default 300
   */
  preflightTimeoutSeconds: integer({ min: 30, max: 3_600 }).default(300),
  /**
   * A monitor, alerts and a Grafana dashboard for every manager; `{}` is enough. The custom resources of the Prometheus
   * Operator must be in the cluster.
   *
   * @default - none
   */
  monitoring: clusterMonitoringSchema.optional(),
  /**
   * A policy that lets the manager reach only what it needs, and only Prometheus reach it. Whether it is enforced is up
   * to the cluster's network plugin.
   *
   * @default - none
   */
  networkPolicy: networkPolicySchema.optional(),
  /**
   * Who enforces the policies of manager and jobs: `kubernetes` for all that keep to NetworkPolicy, `cilium` for Cilium,
   * which only a CiliumNetworkPolicy lets reach what runs on the node, such as the Pod Identity agent.
   *
   * @default "kubernetes"
   */
  networkPolicyFlavor: z.enum(["kubernetes", "cilium"]).default("kubernetes"),
  /**
   * CPU that the manager's pod requests. It has no limit: a throttled manager loses contact with its machines.
   *
   * @default - by the number of machines
   */
  cpuRequest: quantity("250m").optional(),
  /**
   * Memory that the manager's pod requests, which is also its limit: other pods are then evicted first.
   *
   * @default - by the number of machines
   */
  memoryRequest: quantity("256Mi").optional(),
  /**
   * Where the manager finds its runner tokens.
   *
   * @default - in an existing Secret
   */
  tokens: tokensSchema.prefault({}),
});
