import { ECR_HELPER } from "../fleets/ecr-login";
import { managerLogsInToEcr } from "../fleets/ecr-registries";
import { dockerAuthConfigs } from "../rule/docker-auth-config";
import { everyFleet } from "../rule/every-fleet";
import type { Rule } from "../rule/rule";

/** A manager that logs in to ECR has the helper for it. */
export const ecrLoginWithoutHelper: Rule = {
  id: "ecr-login-without-helper",
  title: "A manager that logs in to ECR has the helper for it",
  why:
    "The manager, not the machine, asks for the credentials of a registry, and GitLab's own image lacks " +
    "docker-credential-ecr-login. The runner then drops DOCKER_AUTH_CONFIG as a whole, and jobs fail with “no basic auth credentials”.",
  fix: 'set manager.image to "build", or to an image that has docker-credential-ecr-login',
  severity: "error",
  *check(config) {
    const { image, platform } = config.manager;
    const isUsed = managerLogsInToEcr(config);
    // An EC2 instance installs the helper where ecr asks for it.
    if (image !== "official" || (platform === "ec2" && isUsed)) {
      return;
    }
    if (isUsed) {
      yield { path: ["manager", "image"], message: 'must have docker-credential-ecr-login for ecr, got "official"' };
    }
    for (const finding of everyFleet(namesHelper)(config)) {
      yield platform === "ec2" ? { ...finding, message: ON_EC2, fix: "name the repositories in ecr instead" } : finding;
    }
  },
};

const ON_EC2 = 'DOCKER_AUTH_CONFIG must not name ecr-login with a platform of "ec2" and no ecr';

const namesHelper: Parameters<typeof everyFleet>[0] = function* (fleet, at) {
  for (const { path, value } of dockerAuthConfigs(fleet, at)) {
    const { credHelpers, credsStore } = value ?? {};
    const helpers: unknown[] = [
      credsStore,
      ...Object.values(typeof credHelpers === "object" ? (credHelpers ?? {}) : {}),
    ];
    if (helpers.includes(ECR_HELPER)) {
      yield { path, message: 'DOCKER_AUTH_CONFIG must not name ecr-login with a manager.image of "official"' };
    }
  }
};
