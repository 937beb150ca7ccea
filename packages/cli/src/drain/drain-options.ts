/** What `runner-fleet drain` is told. Texts are as they were written on the command line. */
export interface DrainOptions {
  /**
   * A description (a YAML or JSON file, `-` for stdin), or a folder in which `terraform output` or `tofu output` works.
   *
   * @default "runner-fleet.yaml"
   */
  readonly stack?: string;
  /**
   * The one manager to drain where there are several, by its number from 1 or its name.
   *
   * @default - all of them
   */
  readonly shard?: string;
  /**
   * AWS region of managers on EC2 or Fargate.
   *
   * @default - the description's or the state's, else the one that the aws command uses by itself
   */
  readonly region?: string;
  /**
   * ECS cluster of managers on Fargate.
   *
   * @default - the description's or the state's
   */
  readonly cluster?: string;
  /**
   * Namespace of managers on Kubernetes.
   *
   * @default - the description's or the state's
   */
  readonly namespace?: string;
  /**
   * Context of the kubeconfig file, for managers on Kubernetes.
   *
   * @default - the description's, else the current one
   */
  readonly context?: string;
  /**
   * The kubeconfig file, for managers on Kubernetes.
   *
   * @default - the description's, else kubectl's own
   */
  readonly kubeconfig?: string;
  /**
   * How long is waited, as a Go duration from 1s. The managers go on draining after it.
   *
   * @default - `drainTimeout`, `shutdownTimeout` and 15 minutes; on Kubernetes the time that the pod has and 15 minutes, where
   * that is longer; of a folder on EC2 or Fargate without `shutdownTimeout`, which no output says
   */
  readonly timeout?: string;
  /**
   * Whether the command waits until the managers have let go.
   *
   * @default true
   */
  readonly wait?: boolean;
  /**
   * Whether nobody is asked. Must be given where nobody can be: without a terminal.
   *
   * @default false
   */
  readonly yes?: boolean;
}

/** A flag of the command line. */
export interface DrainFlag {
  /** Name and argument. */
  readonly flags: string;
  /** What it is for. */
  readonly description: string;
}

/** The flags of `runner-fleet drain [stack]`, in the order of its help. */
export const drainOptions: readonly DrainFlag[] = [
  { flags: "--shard <number>", description: "one manager of several, by its number from 1 or its name (default: all)" },
  { flags: "--region <region>", description: "AWS region, for managers on EC2 or Fargate" },
  { flags: "--cluster <name>", description: "ECS cluster, for managers on Fargate" },
  { flags: "--namespace <name>", description: "namespace, for managers on Kubernetes" },
  { flags: "--context <name>", description: "context of the kubeconfig file, for managers on Kubernetes" },
  { flags: "--kubeconfig <file>", description: "kubeconfig file, for managers on Kubernetes" },
  {
    flags: "--timeout <duration>",
    description:
      'longest wait, such as "90m" (default: drainTimeout, shutdownTimeout and 15 minutes; of a folder on EC2 or Fargate without shutdownTimeout)',
  },
  { flags: "--no-wait", description: "scale down and end, without waiting for the jobs" },
  { flags: "-y, --yes", description: "ask nothing; needed where nobody can be asked" },
];
