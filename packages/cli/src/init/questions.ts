import { instanceArchitecture } from "@runner-fleet/config";
import { DEFAULT_VPC, hasMachines, isWithoutAws, type InitAnswers } from "./init-answers";
import {
  both,
  inAws,
  inCluster,
  inContainers,
  inOfficeHours,
  inPods,
  onMachines,
  type AnswerValue,
  type Choice,
  type Question,
} from "./question";

const wholeNumber = (text: string): AnswerValue => (/^-?\d+$/.test(text) ? Number(text) : text);
const list = (text: string): AnswerValue =>
  text
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");

const inFleet =
  (...path: readonly PropertyKey[]) =>
  ({ fleet }: InitAnswers): readonly (readonly PropertyKey[])[] => [["fleets", fleet, ...path]];

const at =
  (...path: readonly PropertyKey[]) =>
  (): readonly (readonly PropertyKey[])[] => [path];

const values = (choices: readonly Choice[]) => choices.map(({ value }) => value);

const executors: readonly Choice[] = [
  { value: "docker-autoscaler", label: "in containers on EC2 machines", hint: "docker-autoscaler" },
  { value: "instance", label: "on EC2 machines themselves, without containers", hint: "instance" },
  { value: "kubernetes", label: "in pods of a Kubernetes cluster", hint: "kubernetes" },
];

const platforms: readonly Choice[] = [
  { value: "kubernetes", label: "an EKS cluster that you have", hint: "alerts and a dashboard come with it" },
  { value: "ec2", label: "one small EC2 instance", hint: "for an account and nothing else; you patch it" },
  {
    value: "fargate",
    label: "a Fargate service",
    hint: "no system to patch; a task that AWS retires has 120 seconds",
  },
];

const caches: readonly Choice[] = [
  { value: "s3", label: "in an S3 bucket that is made for it" },
  { value: "in-cluster", label: "in a small server in the cluster" },
  { value: "none", label: "nowhere", hint: "it lasts as long as the machine or pod of the job" },
];

/** The caches that fit: a server in the cluster is for pods, a bucket for what uses AWS. */
const fittingCaches = (answers: Partial<InitAnswers>): readonly Choice[] =>
  caches.filter(({ value }) =>
    value === "in-cluster" ? !hasMachines(answers) : value === "none" || !isWithoutAws(answers),
  );

/** Instance types of about one size and of several makers, so that one of them has capacity. */
const usualTypes = {
  amd64: ["m7i.large", "m6i.large", "m7a.large", "m6a.large"],
  arm64: ["m7g.large", "m6g.large", "c7g.xlarge"],
} as const;

/** Everything that is asked, in the order in which it is: what others depend on comes first. */
export const questions: readonly Question[] = [
  {
    key: "executor",
    flag: "--executor",
    argument: "executor",
    description: "how jobs run: in containers on machines, on machines themselves, or in pods",
    values: values(executors),
    suggestion: () => "docker-autoscaler",
    mustBeSaid: "unless-yes",
    paths: inFleet("executor"),
    prompt: { kind: "select", message: "How do jobs run?", choices: () => executors },
  },
  {
    key: "platform",
    flag: "--platform",
    argument: "platform",
    description: "what the manager runs on; the pods of --executor kubernetes need kubernetes",
    values: values(platforms),
    suggestion: () => "kubernetes",
    mustBeSaid: "unless-yes",
    paths: at("manager", "platform"),
    prompt: {
      kind: "select",
      message: "What does the manager run on, which asks GitLab for jobs and starts the machines?",
      choices: () => platforms,
      isAsked: hasMachines,
    },
  },
  {
    key: "gitlabUrl",
    flag: "--gitlab-url",
    argument: "url",
    description: "address of the GitLab whose jobs are run",
    suggestion: () => "https://gitlab.com",
    paths: at("gitlab", "url"),
    prompt: { kind: "text", message: "What is the address of your GitLab?" },
  },
  {
    key: "name",
    flag: "--name",
    argument: "name",
    description: "name of the deployment, the first part of the name of everything made",
    suggestion: () => "gitlab-runner",
    paths: at("name"),
    prompt: { kind: "text", message: "What shall the names of all that is made begin with?" },
  },
  {
    key: "fleet",
    flag: "--fleet",
    argument: "name",
    description: "name of the fleet, which is in every resource, tag and metric",
    suggestion: (answers) => (hasMachines(answers) ? "linux" : "pods"),
    paths: inFleet(),
  },
  {
    key: "kubeconfig",
    flag: "--kubeconfig",
    argument: "file",
    description: "kubeconfig file of a cluster that need not be in EKS",
    suggestion: () => undefined,
    condition: inPods,
    paths: at("cluster", "access", "kubeconfigPath"),
    prompt: {
      kind: "select",
      message: "Which cluster is it?",
      choices: () => [
        { value: "", label: "one in EKS" },
        { value: "~/.kube/config", label: "any other", hint: "reached by ~/.kube/config" },
      ],
    },
  },
  {
    key: "cluster",
    flag: "--cluster",
    argument: "name",
    description: "name of the EKS cluster; else a variable of Terraform",
    suggestion: () => undefined,
    condition: inCluster,
    paths: at("cluster", "name"),
    prompt: {
      kind: "text",
      message: "What is the name of the EKS cluster?",
      empty: "left to Terraform",
      isAsked: inAws.holds,
    },
  },
  {
    key: "region",
    flag: "--region",
    argument: "region",
    description: "AWS region; else a variable of Terraform",
    suggestion: () => undefined,
    condition: inAws,
    paths: at("region"),
    prompt: { kind: "text", message: "Which AWS region?", empty: "left to Terraform" },
  },
  {
    key: "subnets",
    flag: "--subnets",
    argument: "ids",
    description: `subnets of machines and manager, with commas, or ${DEFAULT_VPC}; else a variable of Terraform`,
    read: list,
    suggestion: () => undefined,
    condition: onMachines,
    paths: ({ fleet, platform }) => [
      ["fleets", fleet, "machines", "subnetIds"],
      [platform, "subnetIds"],
      ["aws", "defaultVpc"],
    ],
    prompt: {
      kind: "select",
      message: "Where are machines and manager?",
      choices: () => [
        { value: DEFAULT_VPC, label: "in the default VPC of the account" },
        { value: "", label: "in other subnets", hint: "left to Terraform" },
      ],
      isAsked: ({ platform }) => platform !== "kubernetes",
    },
  },
  {
    key: "managerSecurityGroups",
    flag: "--manager-security-groups",
    argument: "ids",
    description: "security groups of the manager's nodes, with commas; else a variable of Terraform",
    read: list,
    suggestion: () => undefined,
    condition: both(onMachines, inCluster),
    paths: inFleet("machines", "managerSecurityGroupIds"),
  },
  {
    key: "maxJobs",
    flag: "--max-jobs",
    argument: "number",
    description: "the most jobs at once, each on a machine or in a pod of its own",
    read: wholeNumber,
    suggestion: () => 10,
    paths: ({ fleet }) => [
      ["fleets", fleet, "maxInstances"],
      ["fleets", fleet, "limit"],
    ],
    prompt: { kind: "text", message: "How many jobs may run at once?" },
  },
  {
    key: "image",
    flag: "--image",
    argument: "image",
    description: "image of a job that names none",
    suggestion: () => "alpine:3.22",
    condition: inContainers,
    paths: ({ fleet, executor }) => [["fleets", fleet, executor === "kubernetes" ? "kubernetes" : "docker", "image"]],
  },
  {
    key: "architecture",
    flag: "--architecture",
    argument: "architecture",
    description: "architecture of the machines",
    values: ["amd64", "arm64"],
    suggestion: ({ instanceTypes: [type = ""] = [] }) => instanceArchitecture(type) ?? "amd64",
    condition: onMachines,
    paths: inFleet("machines", "architecture"),
    prompt: {
      kind: "select",
      message: "Of which architecture are the machines?",
      choices: () => [
        { value: "amd64", label: "amd64", hint: usualTypes.amd64.join(", ") },
        { value: "arm64", label: "arm64", hint: usualTypes.arm64.join(", ") },
      ],
    },
  },
  {
    key: "instanceTypes",
    flag: "--instance-types",
    argument: "types",
    description: "EC2 instance types with commas, the preferred first",
    read: list,
    suggestion: ({ architecture = "amd64" }) => usualTypes[architecture],
    condition: onMachines,
    paths: inFleet("machines", "instanceTypes"),
  },
  {
    key: "spot",
    flag: "--spot",
    description: "spot machines, whose jobs AWS may end with two minutes' notice",
    opposite: "on-demand machines",
    suggestion: () => false,
    condition: onMachines,
    paths: inFleet("machines", "onDemandPercentageAboveBaseCapacity"),
    prompt: { kind: "confirm", message: "Spot machines? AWS may end their jobs with two minutes' notice." },
  },
  {
    key: "idle",
    flag: "--idle",
    argument: "number",
    description: "jobs that can start at once in office hours, Monday to Friday from 8:00 to 18:00; 0 for none",
    read: wholeNumber,
    suggestion: () => 0,
    condition: onMachines,
    paths: inFleet("policies", 0, "idleCount"),
    prompt: {
      kind: "text",
      message: "For how many jobs are machines kept ready in office hours (Monday to Friday, 8:00 to 18:00)?",
    },
  },
  {
    key: "timezone",
    flag: "--timezone",
    argument: "zone",
    description: "IANA time zone of the office hours, such as Europe/Paris",
    suggestion: () => undefined,
    mustBeSaid: "always",
    condition: inOfficeHours,
    paths: inFleet("policies", 0, "timezone"),
    prompt: {
      kind: "text",
      message: "In which time zone are the office hours?",
      suggestion: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    },
  },
  {
    key: "cache",
    flag: "--cache",
    argument: "where",
    description: "where cache: of a job is kept; in-cluster is for jobs in pods",
    values: values(caches),
    suggestion: (answers) => fittingCaches(answers)[0]?.value,
    paths: at("cache"),
    prompt: { kind: "select", message: "Where is cache: of a job kept?", choices: fittingCaches },
  },
];
