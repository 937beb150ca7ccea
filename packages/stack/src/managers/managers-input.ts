import type { IamSettings, JobRoles, ManagerNetwork, ManagerRole } from "@runner-fleet/aws-fleet";
import type { RunnerFleetConfig } from "@runner-fleet/config";
import type { ManagerChart } from "@runner-fleet/eks-manager";
import type { IManagerImage } from "@runner-fleet/runner-image";
import type { RunnerRegistration } from "@runner-fleet/runner-registration";
import type { ITerraformDependable } from "cdktf";
import type { ImageBuildProps } from "./manager-image";

/** What only a program can say of managers. */
export interface ManagersProps {
  /**
   * The image of the managers, made or found elsewhere. Not for managers on EC2, which run no image.
   *
   * @default - what `manager.image` of the description says
   */
  readonly managerImage?: IManagerImage;
  /**
   * How the image is built where `manager.image` is "build": architectures, profile, key, whether a destroy takes the
   * images along.
   *
   * @default - for both architectures, in a repository of the deployment's name that a destroy leaves while it holds images
   */
  readonly imageBuild?: ImageBuildProps;
  /**
   * Where the managers' chart comes from, on Kubernetes. GitLab's own (`manager.chart`) can come from a registry alone.
   *
   * @default - the chart in the package eks-manager, or GitLab's own from https://charts.gitlab.io
   */
  readonly chart?: ManagerChart;
}

/** What the managers of a deployment are made from. */
export interface ManagersInput extends ManagersProps {
  /** The description, with all that was made for it. */
  readonly config: RunnerFleetConfig;
  /** What everything made in AWS has in common. */
  readonly iam: IamSettings;
  /** The managers' roles, one a shard; none where nothing of AWS is needed. */
  readonly roles: readonly ManagerRole[];
  /**
   * The roles of jobs.
   *
   * @default - none
   */
  readonly jobRoles?: JobRoles;
  /**
   * The runners that are made in GitLab, by fleet.
   *
   * @default - none; they exist already
   */
  readonly registered?: RunnerRegistration;
  /**
   * The security group of managers outside Kubernetes.
   *
   * @default - none; the managers are pods
   */
  readonly network?: ManagerNetwork;
  /** The Auto Scaling groups that a shard's manager starts with and must let go of before they are removed. */
  readonly groupsOf: (shard: number) => readonly ITerraformDependable[];
}
