import type { Construct } from "constructs";
import { ec2Managers } from "./ec2-managers";
import { fargateManagers } from "./fargate-managers";
import { kubernetesManagers } from "./kubernetes-managers";
import type { MadeManager } from "./made-manager";
import type { ManagersInput } from "./managers-input";

const byPlatform = { kubernetes: kubernetesManagers, ec2: ec2Managers, fargate: fargateManagers } as const;

/** The managers of a deployment, one a shard, on the platform that the description names. */
export const makeManagers = (scope: Construct, input: ManagersInput): MadeManager[] =>
  byPlatform[input.config.manager.platform](scope, input);
