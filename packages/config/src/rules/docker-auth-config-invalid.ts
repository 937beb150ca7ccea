import { dockerAuthConfigs } from "../rule/docker-auth-config";
import { everyFleet } from "../rule/every-fleet";
import type { Rule } from "../rule/rule";

const KEYS = ["auths", "credHelpers", "credsStore"] as const;

/** DOCKER_AUTH_CONFIG is JSON in the form of Docker's config.json. */
export const dockerAuthConfigInvalid: Rule = {
  id: "docker-auth-config-invalid",
  title: "DOCKER_AUTH_CONFIG is JSON in the form of Docker's config.json",
  why:
    "GitLab Runner skips a value that it can't read with a warning in the job's log, and pulls without credentials: jobs " +
    "fail with “pull access denied”.",
  fix: 'write it as DOCKER_AUTH_CONFIG={"credHelpers":{"<registry>":"ecr-login"}}',
  severity: "error",
  check: everyFleet(function* (fleet, at) {
    for (const { path, value } of dockerAuthConfigs(fleet, at)) {
      if (!value) {
        yield { path, message: "DOCKER_AUTH_CONFIG must be a JSON object, got another text" };
      } else if (!KEYS.some((key) => value[key] !== undefined)) {
        yield { path, message: `DOCKER_AUTH_CONFIG must have ${KEYS.join(", ")} or several of them, got none` };
      }
    }
  }),
};
