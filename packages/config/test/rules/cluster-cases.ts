import { Expression } from "../../src/values/expression";
import { fleetWith } from "../changed";
import type { RuleCases } from "./rule-cases";

const volume = { storageClass: "encrypted" };
const networkPolicy = { machineCidrs: ["10.0.0.0/16"] };
const prometheus = { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "monitoring" } } };
const fargate = { "cluster.compute": "fargate", "cluster.identity": "irsa" };

/** What the rules about the manager's volume and network find and let pass. */
const pods = { executor: "kubernetes", limit: 5, kubernetes: { image: "ruby:3.4" } } as const;

export const clusterCases: RuleCases = {
  "cluster-access-contradiction": {
    fires: [
      {
        when: { "cluster.access": { kubeconfigContext: "ci" } },
        says: [
          "cluster.access.kubeconfigContext: must not be given without kubeconfigPath; name a kubeconfig file, with a context, or give arguments of get-token alone [cluster-access-contradiction]",
        ],
      },
      {
        when: { "cluster.access": { kubeconfigPath: "~/.kube/config", getTokenArgs: ["--profile", "ci"] } },
        says: [
          "cluster.access.getTokenArgs: must not be given with kubeconfigPath; name a kubeconfig file, with a context, or give arguments of get-token alone [cluster-access-contradiction]",
        ],
      },
    ],
    quiet: [
      { "cluster.access": {} },
      { "cluster.access": { kubeconfigPath: "~/.kube/config", kubeconfigContext: "ci" } },
      { "cluster.access": { getTokenArgs: ["--profile", "ci"] } },
    ],
  },
  "volume-on-fargate": {
    fires: [
      {
        when: { ...fargate, "cluster.volume": volume },
        says: [
          'cluster.volume: must not be given with a compute of "fargate"; remove cluster.volume, or set cluster.compute to "nodes" [volume-on-fargate]',
        ],
      },
    ],
    quiet: [{ "cluster.volume": volume }, fargate],
  },
  "volume-without-record": {
    fires: [
      {
        when: {
          "cluster.volume": volume,
          "linux.autoscaler.stateStorage": { enabled: false },
          "fleets.arm": fleetWith(),
        },
        says: [
          "fleets.linux.autoscaler.stateStorage.enabled: must be true with cluster.volume, got false; leave stateStorage.enabled out, or remove the volume [volume-without-record]",
        ],
      },
    ],
    quiet: [
      { "cluster.volume": volume },
      { "cluster.volume": volume, "linux.autoscaler.stateStorage": { enabled: true } },
      { "cluster.volume": volume, "linux.autoscaler.stateStorage": { enabled: Expression.flag("var.s") } },
      { "linux.autoscaler.stateStorage": { enabled: false } },
    ],
  },
  "volume-without-use": {
    fires: [
      {
        when: { "cluster.volume": volume, "linux.autoscaler.deleteInstancesOnShutdown": true },
        says: [
          "fleets.linux.autoscaler.deleteInstancesOnShutdown: should be false with cluster.volume, got true; leave deleteInstancesOnShutdown out, or remove the volume [volume-without-use]",
        ],
      },
    ],
    quiet: [
      { "cluster.volume": volume },
      { "cluster.volume": volume, "linux.autoscaler.deleteInstancesOnShutdown": false },
      { "linux.autoscaler.deleteInstancesOnShutdown": true },
    ],
  },
  "machines-left-on-shutdown": {
    fires: [
      {
        when: { "linux.autoscaler.deleteInstancesOnShutdown": false },
        says: [
          "fleets.linux.autoscaler.deleteInstancesOnShutdown: must be true without cluster.volume, got false; leave deleteInstancesOnShutdown out, or give the manager a volume for its record [machines-left-on-shutdown]",
        ],
      },
    ],
    quiet: [
      {},
      { "linux.autoscaler.deleteInstancesOnShutdown": true },
      { "linux.autoscaler.deleteInstancesOnShutdown": Expression.flag("var.d") },
      { "linux.autoscaler.deleteInstancesOnShutdown": false, "cluster.volume": volume },
    ],
  },
  "network-policy-on-fargate": {
    fires: [
      {
        when: { ...fargate, "cluster.networkPolicy": networkPolicy },
        says: [
          'cluster.networkPolicy: has no effect with a compute of "fargate"; remove cluster.networkPolicy and close the pod by a security group of its own, or run the manager on nodes [network-policy-on-fargate]',
        ],
      },
    ],
    quiet: [{ "cluster.networkPolicy": networkPolicy }, fargate],
  },
  "cluster-name-missing": {
    fires: [
      {
        when: { "cluster.name": undefined },
        says: ["cluster.name: must be given for fleets.linux; set cluster.name [cluster-name-missing]"],
      },
      {
        when: { "cluster.name": undefined, fleets: { pods }, cache: {} },
        says: ["cluster.name: must be given for cache; set cluster.name [cluster-name-missing]"],
      },
      {
        when: {
          "cluster.name": undefined,
          fleets: { pods: { ...pods, jobs: { serviceAccounts: { scan: {}, deploy: { policyArns: [] } } } } },
        },
        says: [
          "cluster.name: must be given for fleets.pods.jobs.serviceAccounts.deploy; set cluster.name [cluster-name-missing]",
        ],
      },
    ],
    quiet: [
      { "cluster.name": undefined, fleets: { pods } },
      { "cluster.name": undefined, fleets: { pods }, cache: { inCluster: {} } },
      { "cluster.name": undefined, fleets: { pods: { ...pods, jobs: { serviceAccounts: { scan: {} } } } } },
    ],
  },
  "network-policy-without-networks": {
    fires: [
      {
        when: { fleets: { pods }, "cluster.networkPolicy": { machineCidrs: ["10.0.0.0/16"] } },
        says: [
          "cluster.networkPolicy.apiServerCidrs: must hold at least one address range, got none; name the machines' subnets in machineCidrs where a fleet has machines, the API server in apiServerCidrs where a fleet has pods, and leave egressCidrs out or name GitLab and AWS [network-policy-without-networks]",
        ],
      },
      {
        when: { "cluster.networkPolicy": { machineCidrs: [] } },
        says: [
          "cluster.networkPolicy.machineCidrs: must hold at least one address range, got none; name the machines' subnets in machineCidrs where a fleet has machines, the API server in apiServerCidrs where a fleet has pods, and leave egressCidrs out or name GitLab and AWS [network-policy-without-networks]",
        ],
      },
      {
        when: { "cluster.networkPolicy": { ...networkPolicy, egressCidrs: [] } },
        says: [
          "cluster.networkPolicy.egressCidrs: must hold at least one address range, got none; name the machines' subnets in machineCidrs where a fleet has machines, the API server in apiServerCidrs where a fleet has pods, and leave egressCidrs out or name GitLab and AWS [network-policy-without-networks]",
        ],
      },
    ],
    quiet: [
      {},
      { "cluster.networkPolicy": networkPolicy },
      { "cluster.networkPolicy": { machineCidrs: Expression.list("var.cidrs"), egressCidrs: ["::/0"] } },
    ],
  },
  "network-peer-contradiction": {
    fires: [
      {
        when: {
          "cluster.networkPolicy": {
            ...networkPolicy,
            metricsFrom: [prometheus, {}, { ...prometheus, ipBlock: { cidr: "10.0.0.0/8" } }],
          },
        },
        says: [
          "cluster.networkPolicy.metricsFrom[1]: must have a podSelector, a namespaceSelector or an ipBlock, got none; write pods and ranges of addresses as entries of their own [network-peer-contradiction]",
          "cluster.networkPolicy.metricsFrom[2].ipBlock: must not be given with namespaceSelector; write pods and ranges of addresses as entries of their own [network-peer-contradiction]",
        ],
      },
      {
        when: {
          "cluster.networkPolicy": {
            ...networkPolicy,
            egressRules: [{ ports: [{ port: 53 }] }, { to: [{ podSelector: {}, ipBlock: { cidr: "10.0.0.0/8" } }] }],
          },
        },
        says: [
          "cluster.networkPolicy.egressRules[1].to[0].ipBlock: must not be given with podSelector; write pods and ranges of addresses as entries of their own [network-peer-contradiction]",
        ],
      },
    ],
    quiet: [
      { "cluster.networkPolicy": networkPolicy },
      {
        "cluster.networkPolicy": {
          ...networkPolicy,
          metricsFrom: [
            { podSelector: {} },
            { ...prometheus, podSelector: { matchLabels: { app: "prometheus" } } },
            { ipBlock: { cidr: "10.0.0.0/8", except: ["10.1.0.0/16"] } },
          ],
          egressRules: [{}, { to: [prometheus] }],
        },
      },
    ],
  },
  "metrics-closed-to-prometheus": {
    fires: [
      {
        when: { "cluster.networkPolicy": networkPolicy, "cluster.monitoring": {} },
        says: [
          "cluster.networkPolicy.metricsFrom: should name Prometheus where there is cluster.monitoring, got nobody; name the pods of Prometheus in metricsFrom, for example by the label kubernetes.io/metadata.name of their namespace [metrics-closed-to-prometheus]",
        ],
      },
      {
        when: { "cluster.networkPolicy": { ...networkPolicy, metricsFrom: [] }, "cluster.monitoring": {} },
        says: [
          "cluster.networkPolicy.metricsFrom: should name Prometheus where there is cluster.monitoring, got nobody; name the pods of Prometheus in metricsFrom, for example by the label kubernetes.io/metadata.name of their namespace [metrics-closed-to-prometheus]",
        ],
      },
    ],
    quiet: [
      { "cluster.networkPolicy": networkPolicy },
      { "cluster.monitoring": {} },
      { "cluster.networkPolicy": { ...networkPolicy, metricsFrom: [prometheus] }, "cluster.monitoring": {} },
    ],
  },
};
