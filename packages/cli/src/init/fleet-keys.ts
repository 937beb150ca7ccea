import type { CommentedKey } from "./commented-yaml";
import { answeredKey, exampleSubnets } from "./deployment-keys";
import { hasMachines, isInDefaultVpc, type InitAnswers } from "./init-answers";

/** The fleet of a description, under its name. */
export function fleetsKey(answers: InitAnswers): CommentedKey {
  return {
    key: "fleets",
    comment: "The fleets by name. A name is in every resource, tag and metric; a new name is a new fleet.",
    keys: [{ key: answers.fleet, keys: hasMachines(answers) ? machineFleetKeys(answers) : podFleetKeys(answers) }],
  };
}

function machineFleetKeys(answers: InitAnswers): CommentedKey[] {
  const { executor, maxJobs, image } = answers;
  // On a machine without containers a job finds what the one before it left behind, so there it is no choice to offer.
  const useCount: CommentedKey = {
    key: "maxUseCount",
    comment: "Jobs after which a machine is replaced. Without it every job gets a new machine.",
    value: 10,
    isOff: true,
  };
  const docker: CommentedKey = {
    key: "docker",
    keys: [{ key: "image", comment: "Image of a job that names none. Write its version.", value: image }],
  };
  return [
    {
      key: "executor",
      comment: "How jobs run: docker-autoscaler in containers on EC2 machines, instance on the machines themselves.",
      value: executor,
    },
    {
      key: "maxInstances",
      comment: "The most machines at once. Each takes one job at a time, so it is the most jobs at once, too.",
      value: maxJobs,
    },
    ...(executor === "docker-autoscaler" ? [useCount, docker] : []),
    { key: "machines", keys: machinesKeys(answers) },
    policiesKey(answers),
  ];
}

function machinesKeys(answers: InitAnswers): CommentedKey[] {
  const { executor, platform, architecture, instanceTypes, spot, subnets, managerSecurityGroups } = answers;
  const subnetIds = answeredKey(
    "subnetIds",
    "Subnets of the machines, best in several zones. They need a way to GitLab and to the registries.",
    subnets,
    exampleSubnets,
    "subnetIds",
  );
  const managerSecurityGroupIds = answeredKey(
    "managerSecurityGroupIds",
    "Security groups of the nodes that the manager's pod runs on: machines accept SSH from there alone.",
    managerSecurityGroups,
    ["sg-0123456789abcdef0"],
    "managerSecurityGroupIds",
  );
  const onMachine: CommentedKey = {
    key: "image",
    comment: "Docker on the machines, for jobs that use it. A job that may use it is root on its machine.",
    value: { docker: "install" },
    isOff: true,
  };
  return [
    { key: "architecture", comment: "amd64, or arm64 for Graviton. The types below are of it.", value: architecture },
    {
      key: "instanceTypes",
      comment: "EC2 instance types, the preferred first. Several find capacity where one does not.",
      value: instanceTypes,
    },
    {
      key: "onDemandPercentageAboveBaseCapacity",
      comment:
        "Percentage of machines that are on-demand, 0 to 100; without it 100. The others are spot machines, whose jobs AWS may end with two minutes' notice.",
      value: 0,
      isOff: !spot,
    },
    {
      key: "onDemandBaseCapacity",
      comment: "Machines that are on-demand whatever the percentage is: the first ones to start.",
      value: 1,
      isOff: true,
    },
    ...(isInDefaultVpc(answers) ? [] : [subnetIds]),
    ...(platform === "kubernetes" ? [managerSecurityGroupIds] : []),
    {
      key: "rootVolume",
      comment: "The disk, gp3 and encrypted; without it 50 GiB.",
      value: { sizeGiB: 100 },
      isOff: true,
    },
    ...(executor === "instance" ? [onMachine] : []),
  ];
}

function policiesKey({ idle, timezone }: InitAnswers): CommentedKey {
  const isOff = idle === 0;
  return {
    key: "policies",
    comment:
      "When machines are kept ready. The last policy that holds counts; when none does, a job waits until a machine has started.",
    isOff,
    items: [
      [
        {
          key: "periods",
          comment: "Minutes at which it holds, as cron has them: here 8:00 to 17:59, Monday to Friday.",
          value: ["* 8-17 * * mon-fri"],
        },
        ...(timezone === undefined && !isOff ? [] : [{ key: "timezone", value: timezone ?? "Europe/Paris" }]),
        { key: "idleCount", comment: "Jobs that can start at once.", value: isOff ? 2 : idle },
        {
          key: "idleTime",
          comment: "How long a machine may be idle before it goes. Keep it above the time that one takes to boot.",
          value: "20m",
        },
      ],
    ],
  };
}

function podFleetKeys({ executor, maxJobs, image }: InitAnswers): CommentedKey[] {
  return [
    { key: "executor", comment: "How jobs run: kubernetes, each in a pod of the manager's cluster.", value: executor },
    { key: "limit", comment: "The most jobs at once, so the most pods.", value: maxJobs },
    {
      key: "profile",
      comment:
        "What pods may do: restricted, image-builds (BuildKit, Buildah), or privileged (Docker in Docker). Without it restricted.",
      value: "image-builds",
      isOff: true,
    },
    {
      key: "jobs",
      keys: [
        {
          key: "networkPolicy",
          comment:
            "Jobs reach DNS, a cache in the cluster, and what is outside of private networks. Where GitLab is in a private network, name all that jobs need: { egressCidrs: [10.1.0.0/16] }.",
          value: {},
        },
        {
          key: "limitRange",
          comment: "What a container requests that says nothing, and the most that it then gets.",
          keys: [
            { key: "defaultRequest", value: { cpu: "100m", memory: "256Mi" } },
            { key: "default", value: { cpu: "1", memory: "1Gi" } },
          ],
        },
      ],
    },
    {
      key: "kubernetes",
      keys: [
        { key: "image", comment: "Image of a job that names none. Write its version.", value: image },
        {
          key: "pullPolicy",
          comment: "On a shared node any other policy gives a private image to whoever knows its name.",
          value: "always",
        },
        { key: "allowedPullPolicies", value: ["always"] },
        {
          key: "cpuRequest",
          comment: "What the build container of a job gets, and the most that it may take.",
          value: "500m",
        },
        { key: "cpuLimit", value: "2" },
        { key: "memoryRequest", value: "1Gi" },
        { key: "memoryLimit", value: "2Gi" },
        {
          key: "nodeSelector",
          comment: "Labels of the nodes for jobs.",
          value: { "kubernetes.io/arch": "amd64" },
          isOff: true,
        },
      ],
    },
  ];
}
