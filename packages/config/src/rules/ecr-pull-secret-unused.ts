import { logsInToEcr } from "../fleets/ecr-registries";
import { everyKubernetesFleet } from "../rule/every-fleet";
import type { Rule } from "../rule/rule";

/** Pods take the pull secret that the manager makes for ECR. */
export const ecrPullSecretUnused: Rule = {
  id: "ecr-pull-secret-unused",
  title: "Pods take the pull secret that the manager makes for ECR",
  why:
    "With useServiceAccountImagePullSecrets GitLab Runner gives a pod no pull secret at all, so not the one with the " +
    "login to ECR either: the job fails with ImagePullBackOff, unless the node may pull the image.",
  fix: 'leave useServiceAccountImagePullSecrets out, or set ecr.pods to "node-role"',
  severity: "warning",
  check: everyKubernetesFleet(function* (fleet, at, config) {
    if (logsInToEcr(config, fleet) && fleet.kubernetes.useServiceAccountImagePullSecrets === true) {
      yield {
        path: at("kubernetes", "useServiceAccountImagePullSecrets"),
        message: 'should be false while ecr.pods is "image-pull-secrets", got true',
      };
    }
  }),
};
