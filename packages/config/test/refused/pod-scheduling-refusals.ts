import { refusedPods } from "./refused-pods";

const nodes = (term: object) => ({
  affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [term] } } },
});

const neighbours = (term: object) => ({
  affinity: {
    podAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: "kubernetes.io/hostname", ...term }],
    },
  },
});

/** Descriptions that are refused for what they say of nodes and of pause pods. */
export const podSchedulingRefusals = refusedPods([
  [
    "a node selector with an equals sign in the key",
    { nodeSelector: { "arch=arm64": "" } },
    'nodeSelector["arch=arm64"]: must be a key as Kubernetes has them, such as "release" or "example.com/team", got "arch=arm64"; rename it [schema-name]',
  ],
  [
    "a node selector with a space",
    { nodeSelector: { team: "team a" } },
    'nodeSelector.team: must be a value of a label: at most 63 letters, digits, dots, dashes and underscores, got "team a"; correct the value [schema-format]',
  ],
  [
    "a node selector as a text",
    { nodeSelector: "arch=arm64" },
    'nodeSelector: must be a table, got "arch=arm64"; write a table [schema-type]',
  ],
  [
    "a toleration with an operator",
    { nodeTolerations: { "team==ci": "NoSchedule" } },
    'nodeTolerations["team==ci"]: must be a taint as <key>, for any value, or <key>=<value>, such as "example.com/team=ci", got "team==ci"; rename it [schema-name]',
  ],
  [
    "a toleration of every taint",
    { nodeTolerations: { "": "NoSchedule" } },
    'nodeTolerations[""]: must not be empty; leave the key out instead, got ""; rename it [schema-name]',
  ],
  [
    "a toleration of an effect that is none",
    { nodeTolerations: { "team=ci": "NoScheduling" } },
    'nodeTolerations["team=ci"]: must be "NoSchedule", "PreferNoSchedule", "NoExecute" or "", for every effect, got "NoScheduling"; correct the value [schema-format]',
  ],
  [
    "a toleration as Kubernetes writes it",
    { nodeTolerations: [{ key: "team", operator: "Exists" }] },
    'nodeTolerations: must be a table, got [{"key":"team","operator":"Exists"}]; write a table [schema-type]',
  ],
  [
    "a priority class with a space",
    { priorityClassName: "ci jobs" },
    'priorityClassName: must be a name of a PriorityClass, got "ci jobs"; correct the value [schema-format]',
  ],
  [
    "a scheduler of two words",
    { schedulerName: "my scheduler" },
    'schedulerName: must be a name of a scheduler, got "my scheduler"; correct the value [schema-format]',
  ],
  [
    "a runtime class in capitals",
    { runtimeClassName: "GVisor" },
    'runtimeClassName: must be a name of a RuntimeClass, got "GVisor"; correct the value [schema-format]',
  ],
  [
    "a disruption budget as a number",
    { podDisruptionBudget: 1 },
    "podDisruptionBudget: must be true or false, got 1; write true or false [schema-type]",
  ],
  [
    "a node affinity without terms",
    { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [] } } } },
    "affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms: must have at least 1 entry, got 0; give it at least 1 entry [schema-range]",
  ],
  [
    "a node affinity of neighbours",
    { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [] } } },
    "affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution: must be a table, got []; write a table [schema-type]",
  ],
  [
    "a node affinity with an operator that is none",
    nodes({ matchExpressions: [{ key: "zone", operator: "Is", values: ["a"] }] }),
    'affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].operator: must be one of In, NotIn, Exists, DoesNotExist, Gt, Lt, got "Is"; did you mean In? [schema-choice]',
  ],
  [
    "a node affinity that is in nothing",
    nodes({ matchExpressions: [{ key: "zone", operator: "In", values: [] }] }),
    "affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].values: must fit the operator: at least one for In and NotIn, one whole number for Gt and Lt, none for the others, got []; correct the value [schema-format]",
  ],
  [
    "a node affinity that exists with a value",
    nodes({ matchExpressions: [{ key: "zone", operator: "Exists", values: ["a"] }] }),
    'affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].values: must fit the operator: at least one for In and NotIn, one whole number for Gt and Lt, none for the others, got ["a"]; correct the value [schema-format]',
  ],
  [
    "a node affinity above a text",
    nodes({ matchExpressions: [{ key: "generation", operator: "Gt", values: ["five"] }] }),
    'affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].values: must fit the operator: at least one for In and NotIn, one whole number for Gt and Lt, none for the others, got ["five"]; correct the value [schema-format]',
  ],
  [
    "a node affinity above two numbers",
    nodes({ matchExpressions: [{ key: "generation", operator: "Gt", values: ["5", "6"] }] }),
    'affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].values: must fit the operator: at least one for In and NotIn, one whole number for Gt and Lt, none for the others, got ["5","6"]; correct the value [schema-format]',
  ],
  [
    "a node affinity with a label that is none",
    nodes({ matchExpressions: [{ key: "a zone", operator: "Exists" }] }),
    'affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].key: must be a key as Kubernetes has them, such as "release" or "example.com/team", got "a zone"; correct the value [schema-format]',
  ],
  [
    "a node affinity by a field that Kubernetes does not know",
    nodes({ matchFields: [{ key: "metadata.namespace", operator: "In", values: ["a"] }] }),
    'affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchFields[0].key: must be metadata.name, got "metadata.namespace"; did you mean metadata.name? [schema-choice]',
  ],
  [
    "a node affinity by an operator that fields do not know",
    nodes({ matchFields: [{ key: "metadata.name", operator: "Exists", values: ["a"] }] }),
    'affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchFields[0].operator: must be one of In, NotIn, got "Exists"; write one of them [schema-choice]',
  ],
  [
    "a node affinity by two names",
    nodes({ matchFields: [{ key: "metadata.name", operator: "In", values: ["a", "b"] }] }),
    "affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchFields[0].values: must have at most 1 entry, got 2; give it at most 1 entry [schema-range]",
  ],
  [
    "a node affinity by no name",
    nodes({ matchFields: [{ key: "metadata.name", operator: "In", values: [] }] }),
    "affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchFields[0].values: must have at least 1 entry, got 0; give it at least 1 entry [schema-range]",
  ],
  [
    "a node affinity by a name that is none",
    nodes({ matchFields: [{ key: "metadata.name", operator: "In", values: ["node a"] }] }),
    'affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchFields[0].values[0]: must be a name of a node, got "node a"; correct the value [schema-format]',
  ],
  [
    "a preference that counts nothing",
    {
      affinity: { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 0, preference: {} }] } },
    },
    "affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].weight: must be at least 1, got 0; choose a value of at least 1 [schema-range]",
  ],
  [
    "a preference that counts too much",
    {
      affinity: {
        podAntiAffinity: {
          preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 101, podAffinityTerm: { topologyKey: "zone" } }],
        },
      },
    },
    "affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].weight: must be at most 100, got 101; choose a value of at most 100 [schema-range]",
  ],
  [
    "a preference of nothing",
    { affinity: { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1 }] } } },
    "affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].preference: is required and must be a table; add it [schema-required]",
  ],
  [
    "neighbours without a topology",
    { affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ labelSelector: {} }] } } },
    "affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].topologyKey: is required and must be a text; add it [schema-required]",
  ],
  [
    "neighbours above a number",
    neighbours({ labelSelector: { matchExpressions: [{ key: "a", operator: "Gt", values: ["1"] }] } }),
    'affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].labelSelector.matchExpressions[0].operator: must be one of In, NotIn, Exists, DoesNotExist, got "Gt"; write one of them [schema-choice]',
  ],
  [
    "neighbours that do not exist with a value",
    neighbours({ labelSelector: { matchExpressions: [{ key: "a", operator: "DoesNotExist", values: ["1"] }] } }),
    'affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].labelSelector.matchExpressions[0].values: must fit the operator: at least one for In and NotIn, one whole number for Gt and Lt, none for the others, got ["1"]; correct the value [schema-format]',
  ],
  [
    "neighbours by a label with a space",
    neighbours({ labelSelector: { matchLabels: { app: "my app" } } }),
    'affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].labelSelector.matchLabels.app: must be a value of a label: at most 63 letters, digits, dots, dashes and underscores, got "my app"; correct the value [schema-format]',
  ],
  [
    "neighbours in a namespace with a capital",
    neighbours({ namespaces: ["Team"] }),
    'affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].namespaces[0]: must be a Kubernetes namespace, got "Team"; correct the value [schema-format]',
  ],
  [
    "neighbours by a key with two slashes",
    neighbours({ matchLabelKeys: ["a/b/c"] }),
    'affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].matchLabelKeys[0]: must be a key as Kubernetes has them, such as "release" or "example.com/team", got "a/b/c"; correct the value [schema-format]',
  ],
  [
    "an affinity that is misspelt",
    { affinity: { nodeAffinity: { requiredDuringScheduling: {} } } },
    "affinity.nodeAffinity.requiredDuringScheduling: unknown key; remove it or use one of requiredDuringSchedulingIgnoredDuringExecution, preferredDuringSchedulingIgnoredDuringExecution, extra [schema-unknown-key]",
  ],
  [
    "pause pods below nothing",
    { autoscaler: { maxPausePods: -1 } },
    "autoscaler.maxPausePods: must be at least 0, got -1; choose a value of at least 0 [schema-range]",
  ],
  [
    "an image of pause pods with a space",
    { autoscaler: { pausePodImage: "pause 3" } },
    'autoscaler.pausePodImage: must be an image, got "pause 3"; correct the value [schema-format]',
  ],
  [
    "a pull secret of pause pods with an underscore",
    { autoscaler: { pausePodImagePullSecrets: ["my_registry"] } },
    'autoscaler.pausePodImagePullSecrets[0]: must be a name of a Kubernetes Secret, got "my_registry"; correct the value [schema-format]',
  ],
  [
    "a priority class of pause pods with a space",
    { autoscaler: { pausePodPriorityClassName: "low priority" } },
    'autoscaler.pausePodPriorityClassName: must be a name of a PriorityClass of yours; for gitlab-runner-idle-capacity leave the key out, got "low priority"; correct the value [schema-format]',
  ],
  [
    "the priority class that the chart makes for pause pods",
    { autoscaler: { pausePodPriorityClassName: "gitlab-runner-idle-capacity" } },
    'autoscaler.pausePodPriorityClassName: must be a name of a PriorityClass of yours; for gitlab-runner-idle-capacity leave the key out, got "gitlab-runner-idle-capacity"; correct the value [schema-format]',
  ],
  [
    "a policy of pause pods as config.toml calls it",
    { autoscaler: { policy: [] } },
    "autoscaler.policy: is not a key of the description; write it as policies [schema-unknown-key]",
  ],
  [
    "half a pause pod",
    { autoscaler: { policies: [{ idleCount: 0.5, idleTime: "20m" }] } },
    "autoscaler.policies[0].idleCount: must be a whole number, got 0.5; write a whole number [schema-type]",
  ],
  [
    "pause pods that stay a day",
    { autoscaler: { policies: [{ idleTime: "1d" }] } },
    'autoscaler.policies[0].idleTime: must be a Go duration such as "90s", "20m" or "1h30m", got "1d"; correct the value [schema-format]',
  ],
  [
    "pause pods that are asked for before a job",
    { autoscaler: { policies: [{ preemptiveMode: true, idleTime: "20m" }] } },
    "autoscaler.policies[0].preemptiveMode: is not a key of the description; for machines; pause pods do not know it [schema-unknown-key]",
  ],
  [
    "pause pods by a factor below nothing",
    { autoscaler: { policies: [{ scaleFactor: -1, idleTime: "20m" }] } },
    "autoscaler.policies[0].scaleFactor: must be at least 0, got -1; choose a value of at least 0 [schema-range]",
  ],
]);
