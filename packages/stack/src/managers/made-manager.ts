import type { Ec2Manager } from "@runner-fleet/ec2-manager";
import type { EcsManager } from "@runner-fleet/ecs-manager";
import type { OfficialManager, RunnerManager } from "@runner-fleet/eks-manager";
import type { ITerraformDependable } from "cdktf";
import type { RenderedText } from "../rendered-files";

/** A manager: a release of the project's own chart or of GitLab's, an EC2 instance, or a Fargate service. */
export type Manager = RunnerManager | OfficialManager | Ec2Manager | EcsManager;

/** Something that is of use once Terraform has made it. */
export interface ManagerOutput {
  /** What it is. */
  readonly description: string;
  /** Its value. */
  readonly value: string;
}

/** A manager, and what its platform says of it. */
export interface MadeManager {
  /** The manager. */
  readonly manager: Manager;
  /** What is done when it has taken over. */
  readonly rollout: ITerraformDependable;
  /** What people ask for, by the name of an output. */
  readonly outputs: Readonly<Record<string, ManagerOutput>>;
  /** Files for people to read, by their name. */
  readonly files: Readonly<Record<string, RenderedText>>;
}

/** The output that every manager has. */
export const configTomlOutput = (value: string): ManagerOutput => ({
  description: "The manager's config.toml as Terraform evaluates it.",
  value,
});
