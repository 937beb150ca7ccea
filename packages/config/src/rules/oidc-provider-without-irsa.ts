import type { Rule } from "../rule/rule";

/** An OIDC provider is named for IRSA only. */
export const oidcProviderWithoutIrsa: Rule = {
  id: "oidc-provider-without-irsa",
  title: "An OIDC provider is named for IRSA only",
  why: "With EKS Pod Identity the provider plays no part. Whoever named it probably believes that the manager uses IRSA.",
  fix: 'set cluster.identity to "irsa", or remove oidcProviderArn',
  severity: "warning",
  *check({ cluster }) {
    if (cluster.oidcProviderArn !== undefined && cluster.identity !== "irsa") {
      yield {
        path: ["cluster", "oidcProviderArn"],
        message: `has no effect with an identity of "${cluster.identity}"`,
      };
    }
  },
};
