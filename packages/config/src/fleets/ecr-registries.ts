import type { Fleet } from "../schema/fleet";
import type { RunnerFleetConfig } from "../schema/runner-fleet-config";
import { Expression, terraformText, type TextOrExpression } from "../values/expression";
import { hasContainers, hasPods } from "./fleet-kinds";

/** Whether the manager logs in to ECR for a fleet's jobs. Jobs without containers log in themselves. */
export const logsInToEcr = ({ ecr }: RunnerFleetConfig, fleet: Fleet): boolean =>
  ecr !== undefined && (hasContainers(fleet) || (hasPods(fleet) && ecr.pods === "image-pull-secrets"));

/** Whether the manager logs in to ECR for jobs of any fleet, for which it needs an AWS role and the helper. */
export const managerLogsInToEcr = (config: RunnerFleetConfig): boolean =>
  Object.values(config.fleets).some((fleet) => logsInToEcr(config, fleet));

/** The hosts of the registries that jobs pull from, each once as far as they are known. */
export function ecrRegistries({ ecr }: RunnerFleetConfig): TextOrExpression[] {
  const hosts = (ecr?.repositories ?? []).map((address) =>
    Expression.is(address)
      ? Expression.text(`regex("^[^/]+", ${address.terraform})`)
      : address.slice(0, address.indexOf("/")),
  );
  return [...new Set([...hosts, ...(ecr?.plannedRegistry ? [ecr.plannedRegistry] : [])])];
}

/** Account, region and name, of which Terraform's `regex` makes a list too. */
const ADDRESS = "^(\\d{12})\\.dkr[.-]ecr(?:-fips)?\\.([a-z0-9-]+)\\.[^/]+/([a-z0-9*/._-]+)$";

/** The ARN of repositories without `arn:` and partition: AWS gives nobody a right in another partition than its own. */
export function ecrArnInPartition(address: TextOrExpression): TextOrExpression {
  if (Expression.is(address)) {
    const parts = `regex(${terraformText(ADDRESS)}, ${address.terraform})`;
    return Expression.text(`format("ecr:%[2]s:%[1]s:repository/%[3]s", ${parts}...)`);
  }
  const [, account, region, name] = new RegExp(ADDRESS).exec(address) as unknown as readonly string[];
  return `ecr:${region}:${account}:repository/${name}`;
}
