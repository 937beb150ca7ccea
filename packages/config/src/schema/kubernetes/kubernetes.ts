import { section } from "../section";
import { kubernetesBuildResources } from "./kubernetes-build-resources";
import { kubernetesHelperResources } from "./kubernetes-helper-resources";
import { kubernetesImages } from "./kubernetes-images";
import { kubernetesLifecycle } from "./kubernetes-lifecycle";
import { kubernetesNetwork } from "./kubernetes-network";
import { kubernetesOverwrites } from "./kubernetes-overwrites";
import { kubernetesPod } from "./kubernetes-pod";
import { kubernetesPodResources } from "./kubernetes-pod-resources";
import { kubernetesRequests } from "./kubernetes-requests";
import { kubernetesScheduling } from "./kubernetes-scheduling";
import { kubernetesSecurity } from "./kubernetes-security";
import { kubernetesServiceResources } from "./kubernetes-service-resources";
import { kubernetesTables } from "./kubernetes-tables";

/** `[runners.kubernetes]`: the pod of a job, and how the manager makes it. */
export const kubernetesSchema = section({
  ...kubernetesImages,
  ...kubernetesPod,
  ...kubernetesBuildResources,
  ...kubernetesHelperResources,
  ...kubernetesServiceResources,
  ...kubernetesPodResources,
  ...kubernetesScheduling,
  ...kubernetesSecurity,
  ...kubernetesNetwork,
  ...kubernetesLifecycle,
  ...kubernetesRequests,
  ...kubernetesOverwrites,
  ...kubernetesTables,
});
