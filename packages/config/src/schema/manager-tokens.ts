import * as z from "zod";
import { anyArn } from "./machines";
import { settings } from "./section";
import { integer, text } from "./value";

/**
 * Who makes what holds the runner tokens: `existing` is yours; `variable` is made from an ephemeral Terraform variable for
 * each fleet, by a write-only argument, so that neither plan nor state holds a token; `gitlab` is made from the runners
 * that Terraform creates in GitLab, whose tokens are in the state.
 */
export const tokenSources = ["existing", "variable", "gitlab"] as const;

/** Where a manager outside Kubernetes finds its runner tokens. It reads them when it starts, by its role. */
export const awsTokensSchema = settings({
  /**
   * What holds the tokens: `ssm` is one SecureString parameter of Systems Manager a fleet, `secrets-manager` one secret
   * of Secrets Manager a fleet.
   *
   * @default "ssm"
   */
  store: z.enum(["ssm", "secrets-manager"]).default("ssm"),
  /**
   * What the names of the parameters or secrets begin with, with a slash at both ends; a fleet's token key follows.
   *
   * @default - the deployment's name between slashes
   */
  path: text({
    pattern: /^\/([A-Za-z0-9_.-]+\/){1,13}$/,
    expected: 'a path with a slash at both ends, such as "/ci/runners/"',
  }).optional(),
  /**
   * Who makes the parameters or secrets: `existing` is yours; `variable` is made from an ephemeral Terraform variable for
   * each fleet, by a write-only argument, so that neither plan nor state holds a token; `gitlab` is made from the runners
   * that Terraform creates in GitLab, whose tokens are in the state.
   *
   * @default "existing"
   */
  source: z.enum(tokenSources).default("existing"),
  /**
   * ARN of the KMS key that encrypts the tokens, which the manager's role may then use to read them.
   *
   * @default - AWS's own key of the store
   */
  kmsKeyArn: anyArn().optional(),
  /**
   * A number to raise with every new token: the manager then drains and restarts, and what Terraform writes of tokens it
   * writes again.
   *
   * @default 1
   */
  revision: integer({ min: 1 }).default(1),
});
