import { formatGiven } from "../findings/finding";
import type { Rule } from "../rule/rule";
import { knownEntries } from "../values/known-value";

/** A manager does not show its metrics to everyone. */
export const metricsOpenToTheWorld: Rule = {
  id: "metrics-open-to-the-world",
  title: "A manager does not show its metrics to everyone",
  why:
    "GitLab Runner asks nobody for a password: whoever reaches its metrics also sees its list of jobs, and can make it write " +
    "profiles of itself until it has no time for jobs.",
  fix: "name the network of Prometheus, or its security group in metricsSources.securityGroupIds",
  severity: "error",
  *check(config) {
    const { platform } = config.manager;
    const cidrs = platform === "kubernetes" ? undefined : config[platform]?.metricsSources?.cidrs;
    for (const [index, range] of knownEntries(cidrs)) {
      if (/\/0+$/.test(range)) {
        yield {
          path: [platform, "metricsSources", "cidrs", index],
          message: `must not be the whole internet, got ${formatGiven(range)}`,
        };
      }
    }
  },
};
