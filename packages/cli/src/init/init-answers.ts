/** A whole number, or the text that was given for one and is none, so that the schema says what is wrong with it. */
export type NumberAnswer = number | string;

/** What a description is written from. */
export interface InitAnswers {
  /** How jobs run. */
  readonly executor: "docker-autoscaler" | "instance" | "kubernetes";
  /** What the manager runs on. */
  readonly platform: "kubernetes" | "ec2" | "fargate";
  /** Address of GitLab. */
  readonly gitlabUrl: string;
  /** Name of the deployment. */
  readonly name: string;
  /** Name of the fleet. */
  readonly fleet: string;
  /** The most jobs at once. */
  readonly maxJobs: NumberAnswer;
  /** Image of a job that names none; without a meaning where jobs have no containers. */
  readonly image: string;
  /** Where `cache:` of a job is kept: a bucket, a server in the cluster, or nowhere but where the job runs. */
  readonly cache: "s3" | "in-cluster" | "none";
  /** Architecture of the machines. */
  readonly architecture: "amd64" | "arm64";
  /** EC2 instance types of the machines, the preferred first. */
  readonly instanceTypes: readonly string[];
  /** Whether the machines are spot machines. */
  readonly spot: boolean;
  /** Jobs that can start at once in office hours; 0 for none. */
  readonly idle: NumberAnswer;
  /**
   * IANA time zone of the office hours.
   *
   * @default - none; there are no office hours
   */
  readonly timezone?: string;
  /**
   * AWS region.
   *
   * @default - left to Terraform
   */
  readonly region?: string;
  /**
   * Name of the EKS cluster.
   *
   * @default - left to Terraform
   */
  readonly cluster?: string;
  /**
   * Kubeconfig file by which Terraform reaches a cluster that need not be in EKS.
   *
   * @default - the cluster is in EKS
   */
  readonly kubeconfig?: string;
  /**
   * Ids of the subnets of machines and manager, or the single word `default-vpc` for those of the account's default VPC.
   *
   * @default - left to Terraform
   */
  readonly subnets?: readonly string[];
  /**
   * Ids of the security groups of the nodes that the manager's pod runs on.
   *
   * @default - left to Terraform
   */
  readonly managerSecurityGroups?: readonly string[];
}

/** The word in place of subnet ids that stands for the account's default VPC. */
export const DEFAULT_VPC = "default-vpc";

/** Whether jobs run on EC2 machines. */
export const hasMachines = ({ executor }: Partial<InitAnswers>) => executor !== "kubernetes";

/** Whether machines and manager are in the account's default VPC. */
export const isInDefaultVpc = ({ subnets }: Partial<InitAnswers>) =>
  subnets?.length === 1 && subnets[0] === DEFAULT_VPC;

/** Whether jobs are pods of a cluster that only a kubeconfig file leads to: nothing of AWS is used then. */
export const isWithoutAws = ({ kubeconfig, cluster }: Partial<InitAnswers>) =>
  kubeconfig !== undefined && cluster === undefined;
