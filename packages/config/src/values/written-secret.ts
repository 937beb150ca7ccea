import { Duration } from "./duration";
import { Expression } from "./expression";
import { looksLikeSecret } from "../findings/finding";

const PLACES =
  "put a runner's token where its manager reads it (cluster.tokens, ec2.tokens or fargate.tokens), and refer to a Secret, a role or a variable of GitLab for others";

/** What to do about a secret that a description holds, with where it goes instead when that is known. */
export const writtenSecretFix = (instead = PLACES) => `revoke it, since it has been written down; ${instead}`;

/** Whether a value is, or has somewhere in it, a text or a key that is a secret by its form. */
export function holdsSecret(value: unknown): boolean {
  if (typeof value === "string") {
    return looksLikeSecret(value);
  }
  if (Expression.is(value)) {
    return looksLikeSecret(value.terraform);
  }
  return (
    typeof value === "object" &&
    value !== null &&
    !Duration.is(value) &&
    Object.entries(value).some(([key, item]) => looksLikeSecret(key) || holdsSecret(item))
  );
}
