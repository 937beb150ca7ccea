import { runSimulation } from "@cloud-copilot/iam-simulate";
import { environment } from "./synthesise";

/** A call of AWS. */
export interface Call {
  readonly action: string;
  readonly resource: string;
  readonly context?: Record<string, string>;
}

/** Policies that decide about a call; what the caller's own policy is made of, and that of the resource. */
export interface Policies {
  readonly statements?: readonly object[];
  readonly resourcePolicy?: object;
  /** ARN of the caller. */
  readonly principal?: string;
}

/** Whether the call is allowed. */
export async function allows(
  { statements = [], resourcePolicy, principal = `arn:aws:iam::${environment.accountId}:role/ci-manager` }: Policies,
  { action, resource, context = {} }: Call,
): Promise<boolean> {
  const result = await runSimulation(
    {
      request: {
        principal,
        action,
        resource: { resource, accountId: environment.accountId },
        contextVariables: context,
      },
      identityPolicies: [{ name: "own", policy: { Version: "2012-10-17", Statement: statements } }],
      resourcePolicy,
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    {},
  );
  if (result.resultType === "error") {
    throw new Error(JSON.stringify(result.errors));
  }
  return result.overallResult === "Allowed";
}
