import type { InitAnswers } from "./init-answers";
import { questions } from "./questions";
import type { Question } from "./question";

/** What `runner-fleet init` is told. Numbers and lists are texts, as they are typed. */
export interface InitOptions {
  /**
   * File to write; `-` is stdout.
   *
   * @default "runner-fleet.yaml"
   */
  readonly output?: string;
  /**
   * Whether a file that is there is overwritten.
   *
   * @default false
   */
  readonly force?: boolean;
  /**
   * Whether nothing is asked and what is suggested is taken for all that is not given.
   *
   * @default false
   */
  readonly yes?: boolean;
  /**
   * How jobs run.
   *
   * @default - asked; "docker-autoscaler" with `yes`
   */
  readonly executor?: InitAnswers["executor"];
  /**
   * What the manager runs on.
   *
   * @default - asked; "kubernetes" with `yes` and for jobs in pods
   */
  readonly platform?: InitAnswers["platform"];
  /**
   * Address of GitLab.
   *
   * @default "https://gitlab.com"
   */
  readonly gitlabUrl?: string;
  /**
   * Name of the deployment.
   *
   * @default "gitlab-runner"
   */
  readonly name?: string;
  /**
   * Name of the fleet.
   *
   * @default - "linux"; "pods" for jobs in pods
   */
  readonly fleet?: string;
  /**
   * Kubeconfig file of a cluster that need not be in EKS. For jobs in pods.
   *
   * @default - the cluster is in EKS
   */
  readonly kubeconfig?: string;
  /**
   * Name of the EKS cluster. For a manager on Kubernetes.
   *
   * @default - left to Terraform
   */
  readonly cluster?: string;
  /**
   * AWS region.
   *
   * @default - left to Terraform
   */
  readonly region?: string;
  /**
   * Ids of subnets with commas, or `default-vpc`. For jobs on machines.
   *
   * @default - left to Terraform
   */
  readonly subnets?: string;
  /**
   * Ids, with commas, of the security groups of the manager's nodes. For jobs on machines with a manager on Kubernetes.
   *
   * @default - left to Terraform
   */
  readonly managerSecurityGroups?: string;
  /**
   * The most jobs at once, a whole number from 1.
   *
   * @default "10"
   */
  readonly maxJobs?: string;
  /**
   * Image of a job that names none. For jobs in containers.
   *
   * @default "alpine:3.22"
   */
  readonly image?: string;
  /**
   * Architecture of the machines. For jobs on machines.
   *
   * @default - that of the first of `instanceTypes`, else "amd64"
   */
  readonly architecture?: InitAnswers["architecture"];
  /**
   * EC2 instance types with commas, the preferred first. For jobs on machines.
   *
   * @default - large general-purpose types of the architecture
   */
  readonly instanceTypes?: string;
  /**
   * Whether machines are spot machines. For jobs on machines.
   *
   * @default false
   */
  readonly spot?: boolean;
  /**
   * Jobs that can start at once in office hours, a whole number. For jobs on machines.
   *
   * @default "0"
   */
  readonly idle?: string;
  /**
   * IANA time zone of the office hours. Must be given with `idle` above 0 where nobody is asked.
   *
   * @default - asked
   */
  readonly timezone?: string;
  /**
   * Where `cache:` of a job is kept.
   *
   * @default - "s3"; "in-cluster" with `kubeconfig`
   */
  readonly cache?: InitAnswers["cache"];
}

/** A flag of a command, as commander takes it. */
export interface InitOption {
  /** The flag, with the name of its value if it has one. */
  readonly flags: string;
  /** What the help says. */
  readonly description: string;
  /**
   * The values that it takes.
   *
   * @default - any
   */
  readonly choices?: readonly string[];
}

/** The flags of `runner-fleet init`: where the file goes, then one for each question. */
export const initOptions: readonly InitOption[] = [
  { flags: "-o, --output <file>", description: "file to write, - for stdout (default: runner-fleet.yaml)" },
  { flags: "--force", description: "overwrite a file that is there" },
  { flags: "-y, --yes", description: "ask nothing: take what is suggested for all that is not given" },
  ...questions.flatMap(flagsOf),
];

function flagsOf({ flag, argument, description, opposite = "", values: choices }: Question): InitOption[] {
  return argument === undefined
    ? [
        { flags: flag, description },
        { flags: flag.replace("--", "--no-"), description: opposite },
      ]
    : [{ flags: `${flag} <${argument}>`, description, ...(choices ? { choices } : {}) }];
}
