/**
 * The regular expression by which jobs may choose exactly these service accounts. GitLab Runner looks for a match
 * anywhere in a name, so that only anchors keep `deploy` from allowing `deploy-production`.
 *
 * Source: the runner's `executors/kubernetes/overwrites.go`.
 *
 * @param names names of service accounts, at least one
 */
export function serviceAccountPattern(names: readonly string[]): string {
  return `^(${names.map((name) => name.replaceAll(".", "\\.")).join("|")})$`;
}
