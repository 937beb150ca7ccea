import type { Fleet } from "../schema/fleet";
import type { RunnerFleetConfig } from "../schema/runner-fleet-config";
import { Expression, operand, terraformText, type TextOrExpression } from "../values/expression";
import { jsonDocument } from "../values/json-document";
import { ecrRegistries, logsInToEcr } from "./ecr-registries";

/** The credential helper that the manager's image has for ECR, as `docker-credential-<name>`. */
export const ECR_HELPER = "ecr-login";

const NAME = "DOCKER_AUTH_CONFIG=";

/** What a fleet says of registries itself, in the form of Docker's config.json. */
interface AuthConfig {
  readonly credHelpers?: Readonly<Record<string, string>>;
  readonly [key: string]: unknown;
}

/**
 * The variables that a fleet gives its jobs, in which the manager finds that it logs in to ECR: GitLab Runner reads
 * `DOCKER_AUTH_CONFIG` among the variables of the job and asks the helper itself, for every image. What the fleet says
 * there of other registries stays.
 */
export function withEcrLogin(config: RunnerFleetConfig, fleet: Fleet): Fleet["environment"] {
  const { environment = [] } = fleet;
  if (!logsInToEcr(config, fleet)) {
    return fleet.environment;
  }
  const registries = ecrRegistries(config);
  if (Expression.is(environment)) {
    return Expression.list(`concat([${terraformText(login(registries, {}))}], ${operand(environment)})`);
  }
  // GitLab Runner takes the last one. The rules see to it that it is JSON.
  const own = environment.filter((entry) => typeof entry === "string").findLast((entry) => entry.startsWith(NAME));
  const authConfig = own === undefined ? {} : (JSON.parse(own.slice(NAME.length)) as AuthConfig);
  return [login(registries, authConfig), ...environment.filter((entry) => entry !== own)];
}

function login(registries: readonly TextOrExpression[], { credHelpers, ...others }: AuthConfig): TextOrExpression {
  const known = registries.filter((registry) => typeof registry === "string");
  const helpers = { ...credHelpers, ...Object.fromEntries(known.map((registry) => [registry, ECR_HELPER])) };
  const planned = registries.filter((registry) => Expression.is(registry));
  if (planned.length === 0) {
    return `${NAME}${jsonDocument({ ...others, credHelpers: helpers })}`;
  }
  // Terraform may find that several are the same: the last entry of a key counts.
  const entries = [
    ...Object.entries(helpers).map(([registry, helper]) => `${terraformText(registry)} = ${terraformText(helper)}`),
    ...planned.map(({ terraform }) => `(${terraform}) = ${terraformText(ECR_HELPER)}`),
  ];
  const keys = [
    ...Object.entries(others).map(([key, value]) => `${terraformText(key)} = jsondecode(${json(value)})`),
    `credHelpers = { ${entries.join(", ")} }`,
  ];
  return Expression.joined([NAME, Expression.text(`jsonencode({ ${keys.join(", ")} })`)]);
}

const json = (value: unknown) => terraformText(jsonDocument(value));
