import { awsTokensSchema, type tokenSources } from "../schema/manager-tokens";
import type { RunnerFleetConfig } from "../schema/runner-fleet-config";
import type { NumberOrExpression } from "../values/expression";

/** Where the managers' runner tokens come from, whatever the managers run on. */
export interface TokensOfManagers {
  /** Who makes what holds the tokens: you, Terraform from variables, or Terraform from the runners it makes in GitLab. */
  readonly source: (typeof tokenSources)[number];
  /** The number that is raised with every new token. */
  readonly revision: NumberOrExpression;
  /** Where the description says it. */
  readonly path: readonly string[];
}

/** What the description says of runner tokens, for the platform of its managers; the defaults where it says nothing. */
export function tokensOf({ manager, cluster, ec2, fargate }: RunnerFleetConfig): TokensOfManagers {
  const { platform } = manager;
  const section = platform === "kubernetes" ? "cluster" : platform;
  const { source, revision } = { cluster, ec2, fargate }[section]?.tokens ?? awsTokensSchema.parse({});
  return { source, revision, path: [section, "tokens"] };
}
