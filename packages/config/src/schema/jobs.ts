import * as z from "zod";
import { jobNetworkPolicySchema } from "./job-network-policy";
import { kubernetesPatterns } from "./kubernetes-pattern";
import { anyArn } from "./machines";
import { quantity } from "./quantity";
import { settings } from "./section";
import { textList } from "./value";

const resourceName = z
  .string()
  .regex(
    /^([a-z0-9]([a-z0-9.-]*[a-z0-9])?\/)?[a-z0-9]([A-Za-z0-9._/-]*[A-Za-z0-9])?$/,
    'must be the name of a resource, such as "cpu" or "requests.memory"',
  );

const quantities = (example: string) => z.record(resourceName, quantity(example));

/** Limits of each container in the jobs' namespace, as in Kubernetes. */
export const limitRangeSchema = settings({
  /**
   * Limits of a container that has none, by resource.
   *
   * @default - none
   */
  default: quantities("1").optional(),
  /**
   * Requests of a container that has none, by resource.
   *
   * @default - its limits
   */
  defaultRequest: quantities("100m").optional(),
  /**
   * The most that a container may ask for, by resource. A container must then have a limit.
   *
   * @default - no limit
   */
  max: quantities("4").optional(),
  /**
   * The least that a container must ask for, by resource.
   *
   * @default - no limit
   */
  min: quantities("10m").optional(),
});

/** A Kubernetes service account that jobs may choose, and its AWS role. Without any key it has no role. */
export const jobServiceAccountSchema = settings({
  /**
   * ARN of a role of your own, which must trust the service account.
   *
   * @default - a role is made when there are `policyArns`
   */
  roleArn: anyArn().optional(),
  /**
   * ARNs of the policies of a role that is made for this service account alone.
   *
   * @default - no role is made
   */
  policyArns: textList({
    pattern: /^arn:aws[a-z-]*:iam::(aws|\d{12}):policy\/\S+$/,
    expected: "the ARN of an IAM policy",
  }).optional(),
});

/** The namespace of a kubernetes fleet's pods, and what is in it. Its name is `kubernetes.namespace`. */
export const jobsSchema = settings({
  /**
   * Whether the namespace is made, labelled with the profile's Pod Security level, or exists already.
   *
   * @default "create"
   */
  namespacePolicy: z.enum(["create", "existing"]).default("create"),
  /**
   * Pod Security level that a namespace made here enforces. A weaker one than the profile's lets in single settings that
   * are less safe, and pause pods, which `restricted` refuses.
   *
   * @default - that of the profile
   */
  podSecurity: z.enum(["restricted", "baseline", "privileged"]).optional(),
  /**
   * The most that all pods of the namespace may have together, by resource as a ResourceQuota names it:
   * `requests.cpu`, `limits.memory`, `pods`.
   *
   * @default - no quota
   */
  resourceQuota: quantities("64").optional(),
  /**
   * Limits of each container in the namespace.
   *
   * @default - none
   */
  limitRange: limitRangeSchema.optional(),
  /**
   * What pods of jobs may reach: `{}` is DNS, a cache in the cluster, and whatever is outside of private networks.
   *
   * @default - none; they reach whatever is in the cluster
   */
  networkPolicy: jobNetworkPolicySchema.optional(),
  /**
   * Service accounts that are made for jobs, by name. A job chooses one with `KUBERNETES_SERVICE_ACCOUNT_OVERWRITE`, and
   * gets its AWS role; any job of the runner may, so give a fleet with roles to the projects and branches that may have
   * them.
   *
   * @default - none; jobs run as `kubernetes.serviceAccount`
   */
  serviceAccounts: z
    .record(
      z.string().regex(kubernetesPatterns.subdomain.pattern, "must be a name of a Kubernetes service account"),
      jobServiceAccountSchema,
    )
    .optional(),
});
