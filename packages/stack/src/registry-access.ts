import { awsEnvironment, ecrStatements, PullThroughCache, type ManagerRole } from "@runner-fleet/aws-fleet";
import { ecrArnInPartition, Expression, managerLogsInToEcr, type RunnerFleetConfig } from "@runner-fleet/config";
import { resolveExpressions, tokenOf } from "@runner-fleet/terraform-values";
import type { Construct } from "constructs";
import { expressionOf } from "./token-expressions";

/**
 * Makes the pull-through cache that the description asks for, and lets the managers pull from it and from the
 * repositories that it names.
 *
 * Nothing depends on the rules of the cache: what depends on a rule would have its successor made before it goes, and
 * ECR has a prefix once.
 *
 * @param roles the managers' roles
 * @returns the description with the registry of the cache
 */
export function withRegistryAccess(
  scope: Construct,
  config: RunnerFleetConfig,
  roles: readonly ManagerRole[],
): RunnerFleetConfig {
  const { ecr } = config;
  if (!ecr) {
    return config;
  }
  const { repositories, pullThroughCache } = ecr;
  const cache =
    pullThroughCache &&
    new PullThroughCache(scope, "PullThroughCache", { rules: resolveExpressions(pullThroughCache) });
  if (managerLogsInToEcr(config)) {
    const { partition } = awsEnvironment(scope);
    const statements = ecrStatements({
      repositoryArns: repositories.map((address, index) => {
        const arn = ecrArnInPartition(address);
        return `arn:${partition}:${Expression.is(arn) ? named(scope, `ecrRepository-${index}`, arn) : arn}`;
      }),
      cachedRepositoryArns: cache?.repositoryArns,
    });
    for (const role of roles) {
      role.addPolicy("EcrPolicy", statements);
    }
  }
  return cache
    ? { ...config, ecr: { ...ecr, plannedRegistry: expressionOf(scope, "ecrRegistry", "text", cache.registry) } }
    : config;
}

/** An expression as a local, whose name a policy can hold without the quotes of the expression. */
const named = (scope: Construct, id: string, expression: Expression<"text">) =>
  tokenOf(expressionOf(scope, id, "text", tokenOf(expression))) as string;
