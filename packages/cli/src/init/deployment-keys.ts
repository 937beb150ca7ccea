import { managerResources, terraformName, type VariableName } from "@runner-fleet/config";
import type { CommentedKey } from "./commented-yaml";
import { hasMachines, isInDefaultVpc, isWithoutAws, type InitAnswers } from "./init-answers";

/** How a variable of Terraform gets its value, in words. */
const leftTo = (variable: VariableName) => {
  const name = terraformName(variable);
  return `Left to Terraform, as the variable ${name} (TF_VAR_${name}); or write it here.`;
};

/** A key whose value was answered; or, off and with an example, one that is left to Terraform. */
export const answeredKey = (
  key: string,
  comment: string,
  answer: unknown,
  example: unknown,
  variable: VariableName,
): CommentedKey =>
  answer === undefined
    ? { key, comment: `${comment} ${leftTo(variable)}`, value: example, isOff: true }
    : { key, comment, value: answer };

/** Ids as a person finds them in an account. */
export const exampleSubnets = ["subnet-0123456789abcdef0", "subnet-0fedcba9876543210"];

/** The keys of a description that are about no single fleet. */
export function deploymentKeys(answers: InitAnswers): CommentedKey[] {
  const { platform } = answers;
  const ofPlatform = { kubernetes: clusterKey, ec2: ec2Key, fargate: fargateKey }[platform];
  return [
    {
      key: "name",
      comment: "What the names of all that is made begin with. A change replaces everything.",
      value: answers.name,
    },
    ...(isWithoutAws(answers)
      ? []
      : [answeredKey("region", "AWS region of all that is made.", answers.region, "eu-west-1", "region")]),
    {
      key: "gitlab",
      keys: [
        {
          key: "url",
          comment:
            "Address of the GitLab whose jobs are run. The token of its runner (glrt-…) never belongs in this file.",
          value: answers.gitlabUrl,
        },
      ],
    },
    managerKey(answers),
    ofPlatform(answers),
    cacheKey(answers),
    ...(isWithoutAws(answers) ? [] : [awsKey(answers)]),
  ];
}

function managerKey({ platform, executor }: InitAnswers): CommentedKey {
  const isInCluster = platform === "kubernetes";
  const image: CommentedKey = {
    key: "image",
    comment: isInCluster
      ? "An image of its own with the AWS plugin in it, which needs docker buildx where Terraform runs. Without it every pod of the manager installs the plugin when it starts."
      : "The manager's image: build makes one and keeps it in ECR, which needs docker buildx where Terraform runs. One that exists is { repository: …, tag: … }.",
    value: "build",
    isOff: isInCluster,
  };
  const hasImage = platform === "fargate" || (isInCluster && executor !== "kubernetes");
  return {
    key: "manager",
    keys: [
      {
        key: "platform",
        comment:
          "What the manager runs on: kubernetes, ec2 or fargate. Never change it in place: two managers would be on the same machines. Make a deployment of another name, then remove this one.",
        value: platform,
      },
      ...(hasImage ? [image] : []),
      {
        key: "drainTimeout",
        comment: `How long a manager that is told to stop waits for its jobs: as long as the longest one may take, 1m to ${isInCluster ? 144 : 48}h.`,
        value: "2h",
      },
      {
        key: "shards",
        comment:
          "Managers that share the work, 1 to 20; without it there is one. With several, jobs go on starting while one of them drains.",
        value: 2,
        isOff: true,
      },
    ],
  };
}

function clusterKey(answers: InitAnswers): CommentedKey {
  const { cluster, kubeconfig } = answers;
  const usesAws = !isWithoutAws(answers);
  const name = answeredKey("name", "Name of the EKS cluster.", cluster, "platform", "clusterName");
  const access: CommentedKey = {
    key: "access",
    keys: [
      {
        key: "kubeconfigPath",
        comment: "The kubeconfig file by which Terraform reaches the cluster.",
        value: kubeconfig,
      },
      {
        key: "kubeconfigContext",
        comment: "Which context of it. Without it an apply goes to whichever is the current one.",
        value: "ci",
        isOff: true,
      },
    ],
  };
  const agent: CommentedKey = {
    key: "podIdentityAgent",
    comment:
      "For EKS Auto Mode, which has the Pod Identity agent built in. Any other cluster needs the add-on eks-pod-identity-agent.",
    value: "managed-elsewhere",
    isOff: true,
  };
  return {
    key: "cluster",
    keys: [
      ...(usesAws ? [name] : []),
      ...(kubeconfig === undefined ? [] : [access]),
      ...(hasMachines(answers) || answers.cache === "s3" ? [agent] : []),
      {
        key: "nodeSelector",
        comment:
          "Labels of the nodes for the manager. Choose on-demand nodes: a manager that is interrupted takes its jobs with it.",
        value: { "eks.amazonaws.com/capacityType": "ON_DEMAND" },
        isOff: true,
      },
      {
        key: "monitoring",
        comment:
          "Alerts, each with a runbook, and a Grafana dashboard. Needs the Prometheus Operator; the label is the one that your Prometheus selects by.",
        value: { labels: { release: "kube-prometheus-stack" } },
        isOff: true,
      },
    ],
  };
}

const alarms: CommentedKey = {
  key: "alarmActionArns",
  comment: "Whom the manager's alarms tell, such as a topic of SNS. Without it they are seen in CloudWatch alone.",
  value: ["arn:aws:sns:eu-west-1:123456789012:ci-alarms"],
  isOff: true,
};

function managerSubnets(answers: InitAnswers, comment: string, variable: VariableName): CommentedKey[] {
  return isInDefaultVpc(answers)
    ? []
    : [answeredKey("subnetIds", comment, answers.subnets, exampleSubnets.slice(0, 1), variable)];
}

function ec2Key(answers: InitAnswers): CommentedKey {
  return {
    key: "ec2",
    keys: [
      ...managerSubnets(
        answers,
        "Subnets of the managers: the first manager is in the first. They need a way to GitLab.",
        "managerSubnetId",
      ),
      {
        key: "instanceType",
        comment: "Type of the manager's instance, which is always on-demand.",
        value: "t4g.small",
      },
      alarms,
    ],
  };
}

function fargateKey(answers: InitAnswers): CommentedKey {
  return {
    key: "fargate",
    keys: [
      ...managerSubnets(answers, "Subnets of the managers, in several zones. They need a way to GitLab.", "subnetIds"),
      {
        key: "memoryMiB",
        comment: "Memory of the manager's task in MiB. Each machine and each job's log takes some of it.",
        value: taskMemoryMiB(answers),
      },
      {
        key: "fileSystem",
        comment:
          "A file system (EFS) for the manager's record of its machines, so that idle ones are there for the next task; without it they end with the old one.",
        value: {},
        isOff: true,
      },
      alarms,
    ],
  };
}

/** Memory for as many machines as there may be, but not less than Fargate's task has by default. */
function taskMemoryMiB({ maxJobs }: InitAnswers): number {
  const { memory } = managerResources(typeof maxJobs === "number" ? maxJobs : 0);
  const [, gibibytes = "1"] = /^(\d+)Gi$/.exec(String(memory)) ?? [];
  return Number(gibibytes) * 1_024;
}

function cacheKey({ cache, kubeconfig, executor }: InitAnswers): CommentedKey {
  const days: CommentedKey = {
    key: "expirationDays",
    comment: "Days, 1 to 365, after which an object is removed.",
    value: 14,
  };
  const server: CommentedKey = {
    key: "inCluster",
    comment: "A small server in the cluster, and what it may hold. With its pod goes what is in it.",
    value: { size: "20Gi" },
  };
  const place = executor === "kubernetes" ? "pod" : "machine";
  return {
    key: "cache",
    comment: `Where \`cache:\` of a job is kept; each fleet has a part of its own. Without it, it lasts as long as the job's ${place}.`,
    keys: cache === "in-cluster" || (cache === "none" && kubeconfig !== undefined) ? [server, days] : [days],
    isOff: cache === "none",
  };
}

function awsKey(answers: InitAnswers): CommentedKey {
  const defaultVpc: CommentedKey = {
    key: "defaultVpc",
    comment:
      "Machines, and a manager outside Kubernetes, are in the default VPC of the account unless they name subnetIds.",
    value: true,
  };
  return {
    key: "aws",
    keys: [
      ...(isInDefaultVpc(answers) ? [defaultVpc] : []),
      { key: "tags", comment: "Tags of everything made in AWS.", value: { team: "platform" }, isOff: true },
    ],
  };
}
