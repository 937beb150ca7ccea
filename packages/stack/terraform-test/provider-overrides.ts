/**
 * The helm and kubernetes providers read the cluster's address and certificate from EKS. A provider that calls no API
 * makes the certificate up, and base64decode() refuses it. So their blocks, and nothing else of a root, are replaced;
 * an attribute that is null is one that is not given.
 */
const replacements = {
  helm: { kubernetes: { config_path: "kubeconfig" } },
  kubernetes: { config_path: "kubeconfig", host: null, cluster_ca_certificate: null },
};

/** What override.tf.json says beside a root that configures the providers which `isConfigured` names. */
export const providerOverrides = (isConfigured: (provider: string) => boolean): string =>
  JSON.stringify(overridesOf(Object.entries(replacements).filter(([provider]) => isConfigured(provider))));

/** An empty block is refused. */
const overridesOf = (providers: readonly (readonly [string, object])[]) =>
  providers.length > 0 ? { provider: Object.fromEntries(providers) } : {};
