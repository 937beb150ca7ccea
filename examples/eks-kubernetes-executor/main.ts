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
      limit: 40,
      // Allocatable of the largest node type in the node group, as `kubectl describe node` lists it.
      nodes: { largest: { cpu: "15890m", memory: "57Gi", ephemeralStorage: "90Gi" } },
      jobs: {
        resourceQuota: { pods: "50" },
        networkPolicy: {},
      },
      kubernetes: {
        image: "alpine:3.22",

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
        serviceCpuRequest: "100m",
        serviceCpuLimit: "1",
        serviceMemoryRequest: "256Mi",
        serviceMemoryLimit: "512Mi",

        // What a job may ask for, by KUBERNETES_CPU_REQUEST and the like: a whole node, with its helper and a service.
        cpuRequestOverwriteMaxAllowed: "11",
        cpuLimitOverwriteMaxAllowed: "11",
        memoryRequestOverwriteMaxAllowed: "40Gi",
        memoryLimitOverwriteMaxAllowed: "40Gi",
        ephemeralStorageRequestOverwriteMaxAllowed: "50Gi",
        ephemeralStorageLimitOverwriteMaxAllowed: "50Gi",
        helperCpuRequestOverwriteMaxAllowed: "900m",
        helperCpuLimitOverwriteMaxAllowed: "900m",
        helperMemoryRequestOverwriteMaxAllowed: "1Gi",
        helperMemoryLimitOverwriteMaxAllowed: "1Gi",
        serviceCpuRequestOverwriteMaxAllowed: "3900m",
        serviceCpuLimitOverwriteMaxAllowed: "3900m",
        serviceMemoryRequestOverwriteMaxAllowed: "15Gi",
        serviceMemoryLimitOverwriteMaxAllowed: "15Gi",
      },
    },
  },
});

app.synth();
