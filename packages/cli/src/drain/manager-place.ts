/** What a manager on Kubernetes may be: a StatefulSet of the project's chart, or a Deployment of GitLab's. */
export type WorkloadKind = "statefulset" | "deployment";

/** Where a manager on Kubernetes is. */
export interface KubernetesPlace {
  /** The platform. */
  readonly platform: "kubernetes";
  /** Name of the manager, which is its workload's. */
  readonly name: string;
  /** What it may be; more than one where that is not known. */
  readonly kinds: readonly WorkloadKind[];
  /** Its namespace. */
  readonly namespace: string;
  /**
   * Context of the kubeconfig file.
   *
   * @default - kubectl's own: in a pod its service account's
   */
  readonly context?: string;
  /**
   * The kubeconfig file.
   *
   * @default - kubectl's own
   */
  readonly kubeconfig?: string;
}

/** Where a manager on EC2 is. */
export interface Ec2Place {
  /** The platform. */
  readonly platform: "ec2";
  /** Name of the manager. */
  readonly name: string;
  /** Name of the manager's own Auto Scaling group, never of one with machines. */
  readonly groupName: string;
  /**
   * Region of the group.
   *
   * @default - the one that the aws command uses by itself
   */
  readonly region?: string;
}

/** Where a manager on Fargate is. */
export interface FargatePlace {
  /** The platform. */
  readonly platform: "fargate";
  /** Name of the manager, which is its service's. */
  readonly name: string;
  /** Name of the ECS cluster. */
  readonly clusterName: string;
  /**
   * Region of the cluster.
   *
   * @default - the one that the aws command uses by itself
   */
  readonly region?: string;
}

/** Where a manager is. */
export type ManagerPlace = KubernetesPlace | Ec2Place | FargatePlace;

/** The platforms. */
export type Platform = ManagerPlace["platform"];
