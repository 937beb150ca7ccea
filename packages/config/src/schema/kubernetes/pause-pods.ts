import * as z from "zod";
import { kubernetesPatterns } from "../kubernetes-pattern";
import { section } from "../section";
import { duration, float, integer, tableNames, text, textList } from "../value";

// With this name GitLab Runner makes the class itself, for which it would need rights in all of the cluster.
const priorityClass = {
  pattern: /^(?!gitlab-runner-idle-capacity$)[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/,
  expected: "a name of a PriorityClass of yours; for gitlab-runner-idle-capacity leave the key out",
};

/** `[[runners.kubernetes.autoscaler.policy]]`: how many pause pods hold places for jobs, and when. */
export const pausePodPolicySchema = section({
  /**
   * When the policy holds: each text is five cron fields (minute, hour, day of month, month, day of week) that are
   * compared with the current minute, so that `* 8-17 * * mon-fri` is 08:00 to 17:59 and `0 8 * * *` is one minute.
   * Of several policies that hold at once the last one counts; where none does, there are no pause pods.
   *
   * @default - ["* * * * *"]
   * @since GitLab Runner 18.11
   */
  periods: textList({ since: "18.11" }).optional(),
  /**
   * IANA name of the time zone in which `periods` are read.
   *
   * @default "UTC"
   * @since GitLab Runner 18.11
   */
  timezone: text({ since: "18.11" }).default("UTC"),
  /**
   * Pause pods to keep, from 0. Over several shards it is the total.
   *
   * @default 0
   * @since GitLab Runner 18.11
   */
  idleCount: integer({ since: "18.11" }).default(0),
  /**
   * How long pause pods stay when fewer of them are wanted.
   *
   * @default "5m"
   * @since GitLab Runner 18.11
   */
  idleTime: duration({ since: "18.11" }).prefault("5m"),
  /**
   * Pause pods to keep for each job that runs, if that is more than `idleCount`: with 0.5 and 20 jobs running, 10.
   *
   * @default - 0, only `idleCount` is kept
   * @since GitLab Runner 18.11
   */
  scaleFactor: float({ since: "18.11" }).optional(),
  /**
   * The most pause pods that `scaleFactor` may ask for; 0 for no limit. Over several shards it is the total.
   *
   * @default - 0
   * @since GitLab Runner 18.11
   */
  scaleFactorLimit: integer({ since: "18.11" }).optional(),
});

/**
 * `[runners.kubernetes.autoscaler]`: pods that do nothing and hold places on nodes, until a job's pod, whose priority is
 * higher, takes one. Each requests the CPU and memory that the build container does, has no limits and no security
 * context: the Pod Security level `restricted` refuses it, and so does a quota that asks for limits.
 */
export const pausePodsSchema = section({
  /**
   * The most pause pods at once; 0 for no limit. Over several shards it is the total.
   *
   * @default - 0
   * @since GitLab Runner 18.11
   */
  maxPausePods: integer({ since: "18.11" }).optional(),
  /**
   * Image of pause pods.
   *
   * @default - registry.k8s.io/pause:3.10
   * @since GitLab Runner 18.11
   */
  pausePodImage: text({ pattern: /^\S+$/, expected: "an image", since: "18.11" }).optional(),
  /**
   * Names of the Secrets, in the jobs' namespace, with the credentials of that image's registry.
   *
   * @default - none
   * @since GitLab Runner 19.1
   */
  pausePodImagePullSecrets: textList({
    ...kubernetesPatterns.subdomain,
    expected: "a name of a Kubernetes Secret",
    since: "19.1",
  }).optional(),
  /**
   * PriorityClass of pause pods, whose value must be below that of jobs' pods.
   *
   * @default - one with the value -1 that the manager's chart makes
   * @since GitLab Runner 18.11
   */
  pausePodPriorityClassName: text({ ...priorityClass, since: "18.11" }).optional(),
  /**
   * How many pause pods are kept, and when.
   *
   * @default - no pause pods
   */
  policies: z.array(pausePodPolicySchema).register(tableNames, { key: "policy" }).optional(),
});
