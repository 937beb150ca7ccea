import { Expression } from "../../src/values/expression";
import { descriptionWith } from "../changed";
import type { Refusal } from "./refusal";

/** Descriptions that are refused for what they say of the cluster. */
export const clusterRefusals: readonly Refusal[] = [
  {
    name: "no cluster name",
    input: descriptionWith({ "cluster.name": undefined }),
    says: ["cluster.name: is required and must be a text; add it [schema-required]"],
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
      "cluster.tokens.token: is not a key of the description; revoke it, since it has been written down; put the token into the Secret of cluster.tokens [schema-unknown-key]",
    ],
  },
  {
    name: "a token in place of the name of the Secret",
    input: descriptionWith({ "cluster.tokens": { secretName: "glrt-0123456789ABCDEFGHIJ" } }),
    says: [
      "cluster.tokens.secretName: must be a name of a Kubernetes Secret, got a text that looks like a secret (not shown); revoke it, since it has been written down; put a runner's token into the Secret of cluster.tokens, and refer to a Secret, a role or a variable of GitLab for others [schema-format]",
    ],
  },
  {
    name: "a token in place of everything about tokens",
    input: descriptionWith({ "cluster.tokens": "glrt-0123456789abcdefghij" }),
    says: [
      "cluster.tokens: must be a table, got a text that looks like a secret (not shown); revoke it, since it has been written down; put a runner's token into the Secret of cluster.tokens, and refer to a Secret, a role or a variable of GitLab for others [schema-type]",
    ],
  },
  {
    name: "tokens by the names of the fleets",
    input: descriptionWith({ "cluster.tokens": { values: { linux: ["glrt-0123456789abcdefghij"] } } }),
    says: [
      "cluster.tokens.values: unknown key; revoke it, since it has been written down; put a runner's token into the Secret of cluster.tokens, and refer to a Secret, a role or a variable of GitLab for others [schema-unknown-key]",
    ],
  },
  {
    name: "a token as a key",
    input: descriptionWith({ "cluster.tokens": { "glrt-0123456789abcdefghij": "linux" } }),
    says: [
      'cluster.tokens["a text that looks like a secret (not shown)"]: unknown key; revoke it, since it has been written down; put a runner\'s token into the Secret of cluster.tokens, and refer to a Secret, a role or a variable of GitLab for others [schema-unknown-key]',
    ],
  },
  {
    name: "a token in an expression",
    input: descriptionWith({ "cluster.tokens": { source: Expression.text('"glrt-0123456789abcdefghij"') } }),
    says: [
      "cluster.tokens.source: must be one of existing, variable, got a text that looks like a secret (not shown); revoke it, since it has been written down; put a runner's token into the Secret of cluster.tokens, and refer to a Secret, a role or a variable of GitLab for others [schema-choice]",
    ],
  },
  {
    name: "a token revision of 0",
    input: descriptionWith({ "cluster.tokens": { revision: 0 } }),
    says: ["cluster.tokens.revision: must be at least 1, got 0; choose a value of at least 1 [schema-range]"],
  },
];
