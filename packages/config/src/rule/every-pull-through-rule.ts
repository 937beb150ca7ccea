import type { RunnerFleetConfig } from "../schema/runner-fleet-config";
import type { TextOrExpression } from "../values/expression";
import { knownValue } from "../values/known-value";
import type { PathInFleet } from "./every-fleet";
import type { Rule, RuleFinding } from "./rule";

/** A registry that ECR is told to fetch from, and with what. */
interface PullThroughRule {
  /** Host of the registry. */
  readonly upstream: string;
  readonly credentialArn?: TextOrExpression;
}

/** A rule's check that looks at every pull-through cache rule whose registry is known now. */
export const everyPullThroughRule =
  (check: (rule: PullThroughRule, at: PathInFleet) => Iterable<RuleFinding>): Rule["check"] =>
  ({ ecr }: RunnerFleetConfig) =>
    Object.entries(ecr?.pullThroughCache ?? {}).flatMap(([prefix, { upstreamRegistryUrl, credentialArn }]) => {
      const upstream = knownValue(upstreamRegistryUrl);
      const at: PathInFleet = (...segments) => ["ecr", "pullThroughCache", prefix, ...segments];
      return upstream === undefined ? [] : [...check({ upstream, credentialArn }, at)];
    });
