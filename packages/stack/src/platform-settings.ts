import { ec2ManagerSchema, fargateManagerSchema, type RunnerFleetConfig } from "@runner-fleet/config";

/** What managers outside Kubernetes are told. */
export type PlatformSettings = NonNullable<RunnerFleetConfig["ec2"] | RunnerFleetConfig["fargate"]>;

/** What the EC2 instances of managers are, with the defaults where the description says nothing. */
export const ec2Settings = ({ ec2 }: RunnerFleetConfig) => ec2 ?? ec2ManagerSchema.parse({});

/** What the Fargate services of managers are, with the defaults where the description says nothing. */
export const fargateSettings = ({ fargate }: RunnerFleetConfig) => fargate ?? fargateManagerSchema.parse({});

/** What managers outside Kubernetes are told; `undefined` where managers are pods. */
export function platformSettings(config: RunnerFleetConfig): PlatformSettings | undefined {
  const { platform } = config.manager;
  return platform === "kubernetes" ? undefined : platform === "ec2" ? ec2Settings(config) : fargateSettings(config);
}
