interface UpstreamRegistry {
  /** Its host, or the form of it. */
  readonly name: string;
  readonly host: RegExp;
  /** Whether ECR makes a rule for it only with credentials. */
  readonly needsCredential: boolean;
}

// https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache.html
const upstreamRegistries: readonly UpstreamRegistry[] = [
  { name: "public.ecr.aws", host: /^public\.ecr\.aws$/, needsCredential: false },
  { name: "registry.k8s.io", host: /^registry\.k8s\.io$/, needsCredential: false },
  { name: "quay.io", host: /^quay\.io$/, needsCredential: false },
  { name: "registry-1.docker.io", host: /^registry-1\.docker\.io$/, needsCredential: true },
  { name: "ghcr.io", host: /^ghcr\.io$/, needsCredential: true },
  { name: "registry.gitlab.com", host: /^registry\.gitlab\.com$/, needsCredential: true },
  { name: "cgr.dev", host: /^cgr\.dev$/, needsCredential: true },
  { name: "<name>.azurecr.io", host: /^[a-z0-9-]+\.azurecr\.io$/, needsCredential: true },
];

const upstreamRegistry = (host: string) => upstreamRegistries.find((registry) => registry.host.test(host));

/** The registries whose images ECR fetches, as a message names them. */
export const upstreamNames: readonly string[] = upstreamRegistries.map(({ name }) => name);

/** Whether ECR fetches images of a registry. */
export const isUpstream = (host: string): boolean => upstreamRegistry(host) !== undefined;

/** Whether ECR fetches images of a registry only with credentials. */
export const needsCredential = (host: string): boolean => upstreamRegistry(host)?.needsCredential ?? false;
