import { alerts } from "../../src/schema/cluster-monitoring";
import { Expression } from "../../src/values/expression";
import { descriptionWith } from "../changed";
import type { Refusal } from "./refusal";

/** Descriptions that are refused for what they say of the cluster. */
export const clusterRefusals: readonly Refusal[] = [
  {
    name: "no cluster name",
    input: descriptionWith({ "cluster.name": undefined }),
    says: ["cluster.name: must be given for fleets.linux; set cluster.name [cluster-name-missing]"],
  },
  {
    name: "a cluster name with a space",
    input: descriptionWith({ "cluster.name": "my cluster" }),
    says: ['cluster.name: must be the name of an EKS cluster, got "my cluster"; correct the value [schema-format]'],
  },
  {
    name: "a namespace with a capital letter",
    input: descriptionWith({ "cluster.namespace": "CI" }),
    says: ['cluster.namespace: must be a Kubernetes namespace, got "CI"; correct the value [schema-format]'],
  },
  {
    name: "an identity that is none",
    input: descriptionWith({ "cluster.identity": "node" }),
    says: ['cluster.identity: must be one of pod-identity, irsa, got "node"; write one of them [schema-choice]'],
  },
  {
    name: "a compute that is none",
    input: descriptionWith({ "cluster.compute": "ec2" }),
    says: ['cluster.compute: must be one of nodes, fargate, got "ec2"; write one of them [schema-choice]'],
  },
  {
    name: "a memory request with a wrong unit",
    input: descriptionWith({ "cluster.memoryRequest": "256MB" }),
    says: [
      'cluster.memoryRequest: must be a Kubernetes quantity such as "256Mi", got "256MB"; correct the value [schema-format]',
    ],
  },
  {
    name: "a toleration with a wrong effect",
    input: descriptionWith({ "cluster.tolerations": [{ key: "ci", effect: "NoRun" }] }),
    says: [
      'cluster.tolerations[0].effect: must be one of NoSchedule, PreferNoSchedule, NoExecute, got "NoRun"; write one of them [schema-choice]',
    ],
  },
  {
    name: "podSecurityGroups as a text",
    input: descriptionWith({ "cluster.podSecurityGroups": "yes" }),
    says: ['cluster.podSecurityGroups: must be true or false, got "yes"; write true or false [schema-type]'],
  },
  {
    name: "a Secret with a bad name",
    input: descriptionWith({ "cluster.tokens": { secretName: "My_Secret" } }),
    says: [
      'cluster.tokens.secretName: must be a name of a Kubernetes Secret, got "My_Secret"; correct the value [schema-format]',
    ],
  },
  {
    name: "a token in place of a Secret",
    input: descriptionWith({ "cluster.tokens": { token: "glrt-0123456789abcdefghij" } }),
    says: [
      "cluster.tokens.token: is not a key of the description; revoke it, since it has been written down; put the token where its manager reads it (cluster.tokens, ec2.tokens or fargate.tokens) [schema-unknown-key]",
    ],
  },
  {
    name: "a token in place of the name of the Secret",
    input: descriptionWith({ "cluster.tokens": { secretName: "glrt-0123456789ABCDEFGHIJ" } }),
    says: [
      "cluster.tokens.secretName: must be a name of a Kubernetes Secret, got a text that looks like a secret (not shown); revoke it, since it has been written down; put a runner's token where its manager reads it (cluster.tokens, ec2.tokens or fargate.tokens), and refer to a Secret, a role or a variable of GitLab for others [schema-format]",
    ],
  },
  {
    name: "a token in place of everything about tokens",
    input: descriptionWith({ "cluster.tokens": "glrt-0123456789abcdefghij" }),
    says: [
      "cluster.tokens: must be a table, got a text that looks like a secret (not shown); revoke it, since it has been written down; put a runner's token where its manager reads it (cluster.tokens, ec2.tokens or fargate.tokens), and refer to a Secret, a role or a variable of GitLab for others [schema-type]",
    ],
  },
  {
    name: "tokens by the names of the fleets",
    input: descriptionWith({ "cluster.tokens": { values: { linux: ["glrt-0123456789abcdefghij"] } } }),
    says: [
      "cluster.tokens.values: unknown key; revoke it, since it has been written down; put a runner's token where its manager reads it (cluster.tokens, ec2.tokens or fargate.tokens), and refer to a Secret, a role or a variable of GitLab for others [schema-unknown-key]",
    ],
  },
  {
    name: "a token as a key",
    input: descriptionWith({ "cluster.tokens": { "glrt-0123456789abcdefghij": "linux" } }),
    says: [
      'cluster.tokens["a text that looks like a secret (not shown)"]: unknown key; revoke it, since it has been written down; put a runner\'s token where its manager reads it (cluster.tokens, ec2.tokens or fargate.tokens), and refer to a Secret, a role or a variable of GitLab for others [schema-unknown-key]',
    ],
  },
  {
    name: "a token in an expression",
    input: descriptionWith({ "cluster.tokens": { source: Expression.text('"glrt-0123456789abcdefghij"') } }),
    says: [
      "cluster.tokens.source: must be one of existing, variable, gitlab, got a text that looks like a secret (not shown); revoke it, since it has been written down; put a runner's token where its manager reads it (cluster.tokens, ec2.tokens or fargate.tokens), and refer to a Secret, a role or a variable of GitLab for others [schema-choice]",
    ],
  },
  {
    name: "a token revision of 0",
    input: descriptionWith({ "cluster.tokens": { revision: 0 } }),
    says: ["cluster.tokens.revision: must be at least 1, got 0; choose a value of at least 1 [schema-range]"],
  },
  {
    name: "a disruption that is none",
    input: descriptionWith({ "cluster.disruption": "allow" }),
    says: ['cluster.disruption: must be one of drain, block, got "allow"; write one of them [schema-choice]'],
  },
  {
    name: "a volume without a StorageClass",
    input: descriptionWith({ "cluster.volume": { size: "1Gi" } }),
    says: ["cluster.volume.storageClass: is required and must be a text; add it [schema-required]"],
  },
  {
    name: "a volume's size without a unit",
    input: descriptionWith({ "cluster.volume": { storageClass: "encrypted", size: "1" } }),
    says: ['cluster.volume.size: must be a size such as "1Gi", got "1"; correct the value [schema-format]'],
  },
  {
    name: "a preflight that is switched off as in the chart",
    input: descriptionWith({ "cluster.preflight": { enabled: false } }),
    says: [
      'cluster.preflight: must be one of full, offline, none, got {"enabled":false}; write one of them [schema-choice]',
    ],
  },
  {
    name: "a preflight of a second",
    input: descriptionWith({ "cluster.preflightTimeoutSeconds": 1 }),
    says: ["cluster.preflightTimeoutSeconds: must be at least 30, got 1; choose a value of at least 30 [schema-range]"],
  },
  {
    name: "an alert with a typo",
    input: descriptionWith({ "cluster.monitoring": { disabledAlerts: ["QueueSlo"] } }),
    says: [
      `cluster.monitoring.disabledAlerts[0]: must be one of ${alerts.join(", ")}, got "QueueSlo"; did you mean QueueSlow? [schema-choice]`,
    ],
  },
  {
    name: "an alert that is left out twice",
    input: descriptionWith({ "cluster.monitoring": { disabledAlerts: ["QueueSlow", "QueueSlow"] } }),
    says: [
      'cluster.monitoring.disabledAlerts: must name each alert once, got ["QueueSlow","QueueSlow"]; correct the value [schema-format]',
    ],
  },
  {
    name: "monitoring that is switched on as in the chart",
    input: descriptionWith({ "cluster.monitoring": { enabled: true } }),
    says: [
      "cluster.monitoring.enabled: is not a key of the description; remove it: the table is the switch; with it in the description it is on, and without it off [schema-unknown-key]",
    ],
  },
  {
    name: "monitoring that is switched off",
    input: descriptionWith({ "cluster.monitoring": { presentWhen: false } }),
    says: [
      "cluster.monitoring.presentWhen: must be an expression; for none of them leave the table out, got false; correct the value [schema-format]",
    ],
  },
  {
    name: "a scrape interval without a unit",
    input: descriptionWith({ "cluster.monitoring": { interval: "30" } }),
    says: [
      'cluster.monitoring.interval: must be a duration of Prometheus up to 2m, such as "30s", got "30"; correct the value [schema-format]',
    ],
  },
  {
    name: "a scrape interval that the alerts' windows are too short for",
    input: descriptionWith({ "cluster.monitoring": { interval: "5m" } }),
    says: [
      'cluster.monitoring.interval: must be a duration of Prometheus up to 2m, such as "30s", got "5m"; correct the value [schema-format]',
    ],
  },
  {
    name: "a label with a space",
    input: descriptionWith({ "cluster.monitoring": { labels: { release: "my prometheus" } } }),
    says: [
      'cluster.monitoring.labels.release: must be a value of a label: at most 63 letters, digits, dots, dashes and underscores, got "my prometheus"; correct the value [schema-format]',
    ],
  },
  {
    name: "a network policy that does not say where machines are",
    input: descriptionWith({ "cluster.networkPolicy": {} }),
    says: [
      "cluster.networkPolicy.machineCidrs: must hold at least one address range, got none; name the machines' subnets in machineCidrs where a fleet has machines, the API server in apiServerCidrs where a fleet has pods, and leave egressCidrs out or name GitLab and AWS [network-policy-without-networks]",
    ],
  },
  {
    name: "an address in place of the range of the machines",
    input: descriptionWith({ "cluster.networkPolicy": { machineCidrs: ["10.0.0.1"] } }),
    says: [
      'cluster.networkPolicy.machineCidrs[0]: must be an address range such as "10.0.0.0/16", got "10.0.0.1"; correct the value [schema-format]',
    ],
  },
  {
    name: "the chart's word for a volume",
    input: descriptionWith({ "cluster.persistence": { enabled: true } }),
    says: ["cluster.persistence: is not a key of the description; write it as cluster.volume [schema-unknown-key]"],
  },
];
