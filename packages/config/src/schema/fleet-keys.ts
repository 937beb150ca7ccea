import { fleetRegistrationSchema } from "./registration";
import { runnerSettings } from "./runner-settings";
import { onlyExpression, text } from "./value";

/** The keys of every fleet: its name and token, and what `[[runners]]` says of every executor. */
export const fleetKeys = {
  /**
   * Name of the fleet where only Terraform knows it; the key then names it in the stack alone.
   *
   * @default - its key
   */
  plannedName: onlyExpression("text", "must be an expression; a name that is known is the fleet's key"),
  /**
   * Key of the fleet's runner token in the Secret of `cluster.tokens`, or the end of its name in the store of a manager outside
   * Kubernetes.
   *
   * @default - the fleet's name
   */
  tokenKey: text({ pattern: /^[-._a-zA-Z0-9]{1,253}$/, expected: "a key of a Kubernetes Secret" }).optional(),
  /**
   * What GitLab is told of the fleet's runner, where Terraform creates it.
   *
   * @default - jobs of no tag; give it with the tokens' source `gitlab`
   */
  registration: fleetRegistrationSchema.optional(),
  ...runnerSettings,
} as const;
