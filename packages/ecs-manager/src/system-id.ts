import { shortDigest } from "./short-digest";

/**
 * How GitLab tells a manager from the others of its runner: `r_` and 12 characters that stay the same over restarts and
 * replacements. Without it every new task would be one more manager in GitLab's list.
 *
 * @param deployment name of the deployment
 * @param manager name of the manager
 */
export const systemId = (deployment: string, manager: string): string => `r_${shortDigest([deployment, manager])}`;
