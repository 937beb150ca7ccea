import { JobRoles, type IamSettings, type JobServiceAccount } from "@runner-fleet/aws-fleet";
import { fleetsOf, hasPods, jobsNamespace, type RunnerFleetConfig } from "@runner-fleet/config";
import { resolveExpressions } from "@runner-fleet/terraform-values";
import type { Construct } from "constructs";
import { podIdentity } from "./managers/pod-identity";

/** Name of a job's role, unique in the deployment. */
export const jobRoleName = (config: RunnerFleetConfig, fleet: string, account: string): string =>
  `${resolveExpressions(config.name)}-${fleet}-${account}`;

/** The roles of the service accounts that jobs may choose; `undefined` where none has one. */
export function jobRoles(scope: Construct, config: RunnerFleetConfig, iam: IamSettings): JobRoles | undefined {
  const accounts = fleetsOf(config, hasPods).flatMap(([fleet, { jobs }]) =>
    Object.entries(jobs.serviceAccounts ?? {}).flatMap<JobServiceAccount>(([account, { roleArn, policyArns }]) =>
      roleArn === undefined && policyArns === undefined
        ? []
        : [
            {
              name: jobRoleName(config, fleet, account),
              namespace: resolveExpressions(jobsNamespace(config, fleet)),
              serviceAccount: account,
              ...resolveExpressions({ roleArn, policyArns }),
            },
          ],
    ),
  );
  return accounts.length === 0
    ? undefined
    : new JobRoles(scope, "JobRoles", { ...iam, ...podIdentity(config), accounts });
}
