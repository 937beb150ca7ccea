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
  check: everyFleet(function* (fleet, at, { manager }) {
    for (const { path, value } of manager.image === "official" ? dockerAuthConfigs(fleet, at) : []) {
      const { credHelpers, credsStore } = value ?? {};
      const helpers: unknown[] = [
        credsStore,
        ...Object.values(typeof credHelpers === "object" ? (credHelpers ?? {}) : {}),
      ];
      if (helpers.includes("ecr-login")) {
        yield { path, message: 'DOCKER_AUTH_CONFIG must not name ecr-login with a manager.image of "official"' };
      }
    }
  }),
};
