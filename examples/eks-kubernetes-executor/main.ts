import { RunnerStack, variable } from "@runner-fleet/stack";
import { App } from "cdktf";

const app = new App();

new RunnerStack(app, "eks-kubernetes-executor", {
  region: variable("region"),
  gitlab: { url: "https://gitlab.example.com" },
  cluster: {
    name: variable("clusterName"),
    // The manager never runs on spot nodes: its jobs fail with it.
    nodeSelector: { "eks.amazonaws.com/capacityType": "ON_DEMAND" },
    monitoring: { labels: { release: "kube-prometheus-stack" } },
  },
  cache: { expirationDays: 14 },
  fleets: {
    pods: {
      executor: "kubernetes",
      limit: 20,
      // What the node group's largest type has allocatable, less what DaemonSets request on it.
      nodes: { largest: { cpu: "15500m", memory: "56Gi", ephemeralStorage: "85Gi" } },
      jobs: {
        // What `limit` jobs need, and a few pods that are still ending.
        resourceQuota: { pods: "25" },
        networkPolicy: {},
      },
      kubernetes: {
        image: "alpine:3.22",
        // On a node that jobs share, another policy gives a private image to whoever knows its name.
        pullPolicy: "always",
        allowedPullPolicies: ["always"],
        // Seconds: a node has to be bought and to boot first.
        pollTimeout: 600,
        podLabels: { team: "engineering" },

        // Spot nodes for jobs alone: the taint keeps others off them, selector and affinity keep jobs on them.
        nodeSelector: { "kubernetes.io/arch": "amd64" },
        affinity: {
          nodeAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: {
              nodeSelectorTerms: [
                {
                  matchExpressions: [
                    { key: "example.org/reservation", operator: "In", values: ["gitlab-runner"] },
                    { key: "eks.amazonaws.com/capacityType", operator: "In", values: ["SPOT"] },
                  ],
                },
              ],
            },
          },
        },
        nodeTolerations: { "example.org/reservation=gitlab-runner": "NoSchedule" },

        // What a job gets that asks for nothing.
        cpuRequest: "500m",
        cpuLimit: "2",
        memoryRequest: "1Gi",
        memoryLimit: "2Gi",
        ephemeralStorageRequest: "2Gi",
        ephemeralStorageLimit: "10Gi",
        helperCpuRequest: "100m",
        helperCpuLimit: "500m",
        helperMemoryRequest: "128Mi",
        helperMemoryLimit: "512Mi",
        helperEphemeralStorageRequest: "256Mi",
        helperEphemeralStorageLimit: "1Gi",
        serviceCpuRequest: "100m",
        serviceCpuLimit: "1",
        serviceMemoryRequest: "256Mi",
        serviceMemoryLimit: "512Mi",
        serviceEphemeralStorageRequest: "1Gi",
        serviceEphemeralStorageLimit: "5Gi",

        // What a job may ask for, by KUBERNETES_CPU_REQUEST and the like. With its helper and one service it fits the node.
        cpuRequestOverwriteMaxAllowed: "10",
        cpuLimitOverwriteMaxAllowed: "10",
        memoryRequestOverwriteMaxAllowed: "40Gi",
        memoryLimitOverwriteMaxAllowed: "40Gi",
        ephemeralStorageRequestOverwriteMaxAllowed: "50Gi",
        ephemeralStorageLimitOverwriteMaxAllowed: "50Gi",
        helperCpuRequestOverwriteMaxAllowed: "900m",
        helperCpuLimitOverwriteMaxAllowed: "900m",
        helperMemoryRequestOverwriteMaxAllowed: "1Gi",
        helperMemoryLimitOverwriteMaxAllowed: "1Gi",
        helperEphemeralStorageRequestOverwriteMaxAllowed: "1Gi",
        helperEphemeralStorageLimitOverwriteMaxAllowed: "1Gi",
        serviceCpuRequestOverwriteMaxAllowed: "3900m",
        serviceCpuLimitOverwriteMaxAllowed: "3900m",
        serviceMemoryRequestOverwriteMaxAllowed: "15Gi",
        serviceMemoryLimitOverwriteMaxAllowed: "15Gi",
        serviceEphemeralStorageRequestOverwriteMaxAllowed: "15Gi",
        serviceEphemeralStorageLimitOverwriteMaxAllowed: "15Gi",
      },
    },
  },
});

app.synth();
