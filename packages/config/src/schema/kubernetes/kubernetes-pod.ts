import { annotationsPattern, kubernetesPatterns, podLabelsPattern } from "../kubernetes-pattern";
import { patterns } from "../pattern";
import { flag, text, textMap } from "../value";

/** The keys of `[runners.kubernetes]` about a job's pod as such: where it is, as whom it runs, what it is marked with. */
export const kubernetesPod = {
  /**
   * Namespace of the jobs' pods.
   *
   * @default - the names of the deployment and of the fleet, with a dash between
   */
  namespace: text({ ...kubernetesPatterns.label, expected: "a Kubernetes namespace" }).optional(),
  /**
   * Service account of a job's pod, where the job chooses none.
   *
   * @default - the namespace's own, "default"
   */
  serviceAccount: text({
    ...kubernetesPatterns.subdomain,
    expected: "a name of a Kubernetes service account",
  }).optional(),
  /**
   * Whether containers get a token of the pod's service account, with which they can talk to the Kubernetes API. The
   * tokens of EKS Pod Identity and IRSA come without it.
   *
   * @default - as the profile says
   */
  automountServiceAccountToken: flag().optional(),
  /**
   * Labels of a job's pod, besides GitLab Runner's own. Values may name variables of the job.
   *
   * @default - GitLab Runner's own only
   */
  podLabels: textMap(podLabelsPattern).optional(),
  /**
   * Annotations of a job's pod, besides GitLab Runner's own and those that keep Karpenter and cluster-autoscaler from
   * moving it. Values may name variables of the job.
   *
   * @default - GitLab Runner's own and those two
   */
  podAnnotations: textMap(annotationsPattern).optional(),
  /**
   * Directory of a container below which the job's log is kept, an absolute path.
   *
   * @default - the root
   * @since GitLab Runner 17.2
   */
  logsBaseDir: text({ ...patterns.absolutePath, since: "17.2" }).optional(),
  /**
   * Directory of a container below which the job's scripts are kept, an absolute path.
   *
   * @default - the root
   * @since GitLab Runner 17.2
   */
  scriptsBaseDir: text({ ...patterns.absolutePath, since: "17.2" }).optional(),
  /**
   * Whether a job's log tells why its pod does not start, and what Kubernetes warned of when the job failed.
   *
   * @default - true
   * @since GitLab Runner 18.0
   */
  printPodWarningEvents: flag({ since: "18.0" }).optional(),
} as const;
