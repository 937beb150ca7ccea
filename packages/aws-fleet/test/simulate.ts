import { runSimulation } from "@cloud-copilot/iam-simulate";

/** The account of all that is simulated. */
export const accountId = "123456789012";

/** A call of AWS. */
export interface Call {
  readonly action: string;
  readonly resource: string;
  /** What AWS knows of the call, by condition key. */
  readonly context?: Readonly<Record<string, string>>;
}

/** What stands for the tokens of `awsEnvironment` in a region of the plain partition, and for others as given. */
export const resolved = (value: unknown, others: Readonly<Record<string, string>> = {}): string =>
  Object.entries({
    "\\$\\{data\\.aws_partition\\.\\w+\\.partition\\}": "aws",
    "\\$\\{data\\.aws_region\\.\\w+\\.region\\}": "eu-west-1",
    "\\$\\{data\\.aws_caller_identity\\.\\w+\\.account_id\\}": accountId,
    ...others,
  }).reduce(
    (text, [pattern, replacement]) => text.replace(new RegExp(pattern, "g"), replacement),
    typeof value === "string" ? value : JSON.stringify(value),
  );

/** The statement of a key's policy by which IAM policies of the account decide. */
const accountDecides = {
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${accountId}:root` }, Action: "kms:*", Resource: "*" },
  ],
};

/** Whether a role with these statements may make a call. */
export async function allows(statements: string, { action, resource, context = {} }: Call): Promise<boolean> {
  const result = await runSimulation(
    {
      request: {
        principal: `arn:aws:iam::${accountId}:role/manager`,
        action,
        resource: { resource, accountId },
        contextVariables: { ...context },
      },
      identityPolicies: [
        { name: "manager", policy: { Version: "2012-10-17", Statement: JSON.parse(statements) as unknown } },
      ],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      ...(action.startsWith("kms:") && { resourcePolicy: accountDecides }),
    },
    {},
  );
  if (result.resultType === "error") {
    throw new Error(JSON.stringify(result.errors));
  }
  return result.overallResult === "Allowed";
}

/** Whether a service may assume a role with this trust policy. */
export async function mayAssume(
  trust: string,
  service: string,
  context: Readonly<Record<string, string>> = {},
): Promise<boolean> {
  const result = await runSimulation(
    {
      request: {
        principal: service,
        action: "sts:AssumeRole",
        resource: { resource: `arn:aws:iam::${accountId}:role/manager`, accountId },
        contextVariables: { ...context },
      },
      identityPolicies: [],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      resourcePolicy: JSON.parse(trust) as unknown,
    },
    {},
  );
  if (result.resultType === "error") {
    throw new Error(JSON.stringify(result.errors));
  }
  return result.overallResult === "Allowed";
}
