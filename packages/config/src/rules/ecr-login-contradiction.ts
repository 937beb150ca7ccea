import { ECR_HELPER } from "../fleets/ecr-login";
import { ecrRegistries, logsInToEcr } from "../fleets/ecr-registries";
import { dockerAuthConfigs } from "../rule/docker-auth-config";
import { everyFleet } from "../rule/every-fleet";
import type { Rule } from "../rule/rule";
import { knownEntries } from "../values/known-value";

/** What a fleet says of registries itself leaves those of ecr alone. */
export const ecrLoginContradiction: Rule = {
  id: "ecr-login-contradiction",
  title: "What a fleet says of registries itself leaves those of ecr alone",
  why:
    "A job has one DOCKER_AUTH_CONFIG. That of the fleet and the logins to ECR are put together into one, which can't be " +
    "done where both speak of a registry, or where the fleet's is another variable that only the job knows.",
  fix: "leave the registries of ecr out of DOCKER_AUTH_CONFIG, and write it as JSON",
  severity: "error",
  check: everyFleet(function* (fleet, at, config) {
    if (!logsInToEcr(config, fleet)) {
      return;
    }
    for (const [index, entry] of knownEntries(fleet.environment)) {
      if (entry.startsWith("DOCKER_AUTH_CONFIG=$")) {
        yield { path: at("environment", index), message: "DOCKER_AUTH_CONFIG must be JSON beside ecr, got a variable" };
      }
    }
    const registries = ecrRegistries(config).filter((registry) => typeof registry === "string");
    for (const { path, value } of dockerAuthConfigs(fleet, at)) {
      const helpers = table(value?.credHelpers);
      const auths = table(value?.auths);
      for (const registry of registries) {
        if (registry in auths || (helpers[registry] ?? ECR_HELPER) !== ECR_HELPER) {
          yield { path, message: `DOCKER_AUTH_CONFIG must leave ${registry} to ecr` };
        }
      }
    }
  }),
};

const table = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
