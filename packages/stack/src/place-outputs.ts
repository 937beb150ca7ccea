import { awsEnvironment } from "@runner-fleet/aws-fleet";
import { namespaceName, type RunnerFleetConfig } from "@runner-fleet/config";
import { resolveExpressions } from "@runner-fleet/terraform-values";
import type { Construct } from "constructs";
import type { ManagerOutput } from "./managers/made-manager";

/** Where the managers of a deployment are, and how long they drain, by the name of an output. */
export function placeOutputs(scope: Construct, config: RunnerFleetConfig): Readonly<Record<string, ManagerOutput>> {
  const { platform, drainTimeout } = config.manager;
  return {
    drain_timeout: {
      description: "How long a manager that is told to stop waits for its jobs.",
      value: String(resolveExpressions(drainTimeout)),
    },
    ...(platform === "kubernetes"
      ? { namespace: { description: "Namespace of the managers.", value: resolveExpressions(namespaceName(config)) } }
      : { region: { description: "AWS region of the managers.", value: awsEnvironment(scope).region } }),
  };
}
