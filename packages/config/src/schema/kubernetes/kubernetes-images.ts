import { containerImages, pullPolicies } from "../container-images";
import { kubernetesPatterns } from "../kubernetes-pattern";
import { choice, flag, text, textList, textOrList } from "../value";

const secrets = () =>
  textList({ ...kubernetesPatterns.subdomain, expected: "a name of a Kubernetes Secret" }).optional();

/** The keys of `[runners.kubernetes]` about images: which, from where, and which a job may choose. */
export const kubernetesImages = {
  /**
   * Image of a job that names none, which would fail without. It may name variables of the job. Write its version:
   * `ruby:3.4`, not `ruby`.
   */
  image: text({ pattern: /^\S+$/, expected: 'an image, such as "ruby:3.4"' }),
  /**
   * When images are pulled: `always`, `if-not-present` or `never`. Of several the first is tried first.
   *
   * @default - Kubernetes' own: always for the tag `latest` and for none, else if-not-present
   */
  pullPolicy: textOrList(pullPolicies).optional(),
  ...containerImages,
  /**
   * Names of the Secrets, in the jobs' namespace, with the credentials of registries. Each is of the type
   * `kubernetes.io/dockerconfigjson`.
   *
   * @default - none; what `DOCKER_AUTH_CONFIG` or GitLab gives the job is used all the same
   */
  imagePullSecrets: secrets(),
  /**
   * Whether pods get no pull secrets from the runner at all, neither `imagePullSecrets` nor the job's own credentials,
   * so that those of their service account hold.
   *
   * @default - false
   */
  useServiceAccountImagePullSecrets: flag().optional(),
  /**
   * Image of the helper, which fetches the repository and moves caches and artifacts. It may name variables of the job.
   * Its version must be the manager's.
   *
   * @default - the image that GitLab publishes for the runner's version
   */
  helperImage: text().optional(),
  /**
   * What GitLab's own helper image is built on. Without effect with `helperImage`.
   *
   * @default - "alpine"
   */
  helperImageFlavor: choice(["alpine", "alpine3.21", "alpine-latest", "ubi-fips", "ubuntu"]).optional(),
  /**
   * Whether the helper image is that of the manager's architecture. Without it, it is for amd64, unless `nodeSelector`
   * names `kubernetes.io/arch`, which comes first in any case.
   *
   * @default - false
   */
  helperImageAutosetArchAndOs: flag().optional(),
} as const;
