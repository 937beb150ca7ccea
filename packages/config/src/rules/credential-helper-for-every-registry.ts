import { dockerAuthConfigs } from "../rule/docker-auth-config";
import { everyFleet } from "../rule/every-fleet";
import type { Rule } from "../rule/rule";

/** A credential helper is named for its registries. */
export const credentialHelperForEveryRegistry: Rule = {
  id: "credential-helper-for-every-registry",
  title: "A credential helper is named for its registries",
  why:
    "credsStore asks one helper for the credentials of every registry. When it fails, such as ecr-login without a network, " +
    "the runner drops all credentials of DOCKER_AUTH_CONFIG, those of other registries too.",
  fix: 'name the registries in credHelpers: {"credHelpers":{"<registry>":"ecr-login"}}',
  severity: "warning",
  check: everyFleet(function* (fleet, at) {
    for (const { path, value } of dockerAuthConfigs(fleet, at)) {
      if (value?.credsStore !== undefined) {
        yield { path, message: "DOCKER_AUTH_CONFIG should have credHelpers in place of credsStore" };
      }
    }
  }),
};
