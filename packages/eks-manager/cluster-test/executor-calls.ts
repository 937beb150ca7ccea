/**
 * What the kubernetes executor of GitLab Runner 19.4 asks of the API server in the namespace of its jobs, by the feature
 * that makes it ask: verb, then resource with its API group and subresource. Its source names them beside each request,
 * as `kubeAPI`, and with them verbs of exec, attach and log that no request of its has.
 */
export const executorCalls = {
  jobs: [
    // requestPodCreation, checkPodStatus, the informer of watchers/pod.go, cleanupResources
    ...["create pods", "get pods", "list pods", "watch pods", "delete pods"],
    // exec.go; terminal.go, by a WebSocket, which begins with a GET
    ...["create pods/exec", "get pods/exec"],
    // requestSecretCreation, setOwnerReferencesForResources, secretExists, cleanupResources
    ...["create secrets", "get secrets", "update secrets", "delete secrets"],
    // serviceAccountExists
    "get serviceaccounts",
    // requestServiceCreation
    ...["create services", "get services"],
  ],
  // exec.go, captureContainerLogs
  attach: ["create pods/attach", "get pods/log"],
  warningEvents: ["list events"],
  podEvents: ["watch events"],
  podDisruptionBudget: ["create poddisruptionbudgets.policy", "get poddisruptionbudgets.policy"],
  suspendableEnvironments: [
    ...["create configmaps", "get configmaps", "update configmaps", "delete configmaps"],
    ...["create persistentvolumeclaims", "delete persistentvolumeclaims"],
  ],
  pausePods: [
    ...["create deployments.apps", "get deployments.apps", "list deployments.apps"],
    ...["update deployments.apps", "delete deployments.apps"],
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** A reason for which the executor asks. */
export type Feature = keyof typeof executorCalls;
