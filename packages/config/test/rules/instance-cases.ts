import type { Changes } from "../changed";
import type { RuleCases } from "./rule-cases";

/** A fleet whose jobs run on its machines without containers, with changes. */
const instance = (changes: Changes = {}): Changes => ({
  "linux.executor": "instance",
  "linux.docker": undefined,
  ...changes,
});

const share =
  "leave capacityPerInstance and maxUseCount at 1, or accept the rule for a fleet whose projects trust each other [instance-jobs-share-machine]";
const slice =
  'name a slice such as "runner-slot-${slot}.slice", or accept the rule for an image in which Docker uses cgroupfs, or that makes the cgroups itself [slot-cgroup-not-a-slice]';

/** What the rules about jobs on machines themselves, and about what machines install, find and let pass. */
export const instanceCases: RuleCases = {
  "instance-jobs-share-machine": {
    fires: [
      {
        when: instance({ "linux.capacityPerInstance": 4, "linux.maxUseCount": 20 }),
        says: [`fleets.linux.capacityPerInstance: must be 1 where jobs run on the machine itself, got 4; ${share}`],
      },
      {
        when: instance({ "linux.maxUseCount": 0 }),
        says: [`fleets.linux.maxUseCount: must be 1 where jobs run on the machine itself, got 0; ${share}`],
      },
    ],
    quiet: [
      instance(),
      instance({ "linux.capacityPerInstance": 1, "linux.maxUseCount": 1 }),
      { "linux.capacityPerInstance": 4, "linux.maxUseCount": 20 },
    ],
  },
  "instance-jobs-with-instance-role": {
    fires: [
      {
        when: instance({ "linux.machines.instanceProfileName": "jobs" }),
        says: [
          "fleets.linux.machines.jobsMayUseInstanceRole: must be true on machines that get a role by machines.instanceProfileName: jobs reach it in any case; run the machines without a role, or set jobsMayUseInstanceRole to true for a role that any job may have [instance-jobs-with-instance-role]",
        ],
      },
      {
        when: instance({ "linux.machines.machineAccess": "ssm" }),
        says: [
          "fleets.linux.machines.jobsMayUseInstanceRole: must be true on machines that get a role by machines.machineAccess: jobs reach it in any case; run the machines without a role, or set jobsMayUseInstanceRole to true for a role that any job may have [instance-jobs-with-instance-role]",
        ],
      },
    ],
    quiet: [
      instance(),
      instance({ "linux.machines.instanceProfileName": "jobs", "linux.machines.jobsMayUseInstanceRole": true }),
      { "linux.machines.instanceProfileName": "jobs" },
    ],
  },
  "use-common-build-dir-without-effect": {
    fires: [
      {
        when: instance({ "linux.instance.useCommonBuildDir": true, "linux.maxUseCount": 10 }),
        says: [
          "fleets.linux.instance.useCommonBuildDir: has no effect unless maxUseCount is 1, got 10; set maxUseCount to 1, or remove useCommonBuildDir [use-common-build-dir-without-effect]",
        ],
      },
    ],
    quiet: [
      instance({ "linux.instance.useCommonBuildDir": true }),
      instance({ "linux.instance.useCommonBuildDir": true, "linux.maxUseCount": 1 }),
      instance({ "linux.instance.useCommonBuildDir": false, "linux.maxUseCount": 10 }),
    ],
  },
  "slot-cgroup-not-a-slice": {
    fires: [
      {
        when: instance({ "linux.useSlotCgroups": true }),
        says: [
          `fleets.linux.useSlotCgroups: must have a slotCgroupTemplate beside it: GitLab Runner's own, "gitlab-runner/slot-\${slot}", is no slice; ${slice}`,
        ],
      },
      {
        when: {
          "linux.useSlotCgroups": true,
          "linux.slotCgroupTemplate": "ci/slot-${slot}.slice",
          "linux.docker.serviceSlotCgroupTemplate": "services-${slot}",
        },
        says: [
          `fleets.linux.slotCgroupTemplate: must be the name of a slice, ending in .slice, got "ci/slot-\${slot}.slice"; ${slice}`,
          `fleets.linux.docker.serviceSlotCgroupTemplate: must be the name of a slice, ending in .slice, got "services-\${slot}"; ${slice}`,
        ],
      },
    ],
    quiet: [
      instance({ "linux.useSlotCgroups": true, "linux.slotCgroupTemplate": "runner-slot-${slot}.slice" }),
      { "linux.useSlotCgroups": true, "linux.slotCgroupTemplate": "runner-slot-${slot}.slice" },
      { "linux.slotCgroupTemplate": "gitlab-runner/slot-${slot}" },
      { "linux.useSlotCgroups": false },
    ],
  },
  "setting-without-effect-in-executor": {
    fires: [
      {
        when: instance({ "linux.stepRunnerImage": "registry.gitlab.com/gitlab-org/step-runner:v0" }),
        says: [
          "fleets.linux.stepRunnerImage: has no effect with the executor instance; remove the key [setting-without-effect-in-executor]",
        ],
      },
      {
        when: {
          "fleets.linux": {
            executor: "kubernetes",
            limit: 10,
            kubernetes: { image: "alpine:3.22" },
            useSlotCgroups: true,
            slotCgroupTemplate: "runner-slot-${slot}.slice",
          },
        },
        says: [
          "fleets.linux.useSlotCgroups: has no effect with the executor kubernetes; remove the key [setting-without-effect-in-executor]",
          "fleets.linux.slotCgroupTemplate: has no effect with the executor kubernetes; remove the key [setting-without-effect-in-executor]",
        ],
      },
    ],
    quiet: [
      instance({ "linux.useSlotCgroups": true, "linux.slotCgroupTemplate": "runner-slot-${slot}.slice" }),
      { "linux.stepRunnerImage": "registry.gitlab.com/gitlab-org/step-runner:v0" },
      {
        "fleets.linux": {
          executor: "kubernetes",
          limit: 10,
          kubernetes: { image: "alpine:3.22" },
          useSlotCgroups: false,
        },
      },
    ],
  },
  "docker-settings-without-docker": {
    fires: [
      {
        when: instance({
          "linux.machines.image": { dockerPackage: "moby-engine" },
          "linux.machines.registryMirrors": ["https://mirror.example.com"],
          "linux.machines.preloadImages": ["alpine:3.22"],
        }),
        says: ["image.dockerPackage", "registryMirrors", "preloadImages"].map(
          (key) =>
            `fleets.linux.machines.${key}: has no effect with a machines.image.docker of "none"; set machines.image.docker to "install" or "present" for jobs that call Docker, or remove the key [docker-settings-without-docker]`,
        ),
      },
    ],
    quiet: [
      instance(),
      instance({
        "linux.machines.image": { docker: "install" },
        "linux.machines.registryMirrors": ["https://mirror.example.com"],
      }),
      { "linux.machines.preloadImages": ["alpine:3.22"] },
    ],
  },
  "runner-settings-without-installation": {
    fires: [
      {
        when: instance({
          "linux.machines.image": {
            runner: "present",
            runnerDownloads: "https://mirror.example.com/gitlab-runner",
            runnerSha256: "0".repeat(64),
          },
        }),
        says: ["runnerDownloads", "runnerSha256"].map(
          (key) =>
            `fleets.linux.machines.image.${key}: has no effect with a machines.image.runner of "present"; set machines.image.runner to "install", or remove the key [runner-settings-without-installation]`,
        ),
      },
    ],
    quiet: [
      instance({ "linux.machines.image": { runner: "present" } }),
      instance({ "linux.machines.image": { runnerSha256: "0".repeat(64) } }),
      {},
    ],
  },
  "ready-command-ignores-cloud-init": {
    fires: [
      {
        when: { "linux.autoscaler.instanceReadyCommand": "docker info" },
        says: [
          "fleets.linux.autoscaler.instanceReadyCommand: should wait for cloud-init, which installs Docker; begin the command with `(cloud-init status --wait >/dev/null || test $? -eq 2) &&`, or leave it out [ready-command-ignores-cloud-init]",
        ],
      },
      {
        when: instance({
          "linux.machines.image": { docker: "install" },
          "linux.autoscaler.instanceReadyCommand": "git --version",
        }),
        says: [
          "fleets.linux.autoscaler.instanceReadyCommand: should wait for cloud-init, which installs Docker, git and gitlab-runner; begin the command with `(cloud-init status --wait >/dev/null || test $? -eq 2) &&`, or leave it out [ready-command-ignores-cloud-init]",
        ],
      },
    ],
    quiet: [
      instance({
        "linux.machines.image": { runner: "present" },
        "linux.autoscaler.instanceReadyCommand": "git --version",
      }),
      { "linux.autoscaler.instanceReadyCommand": "docker info", "linux.machines.image": { docker: "present" } },
      { "linux.autoscaler.instanceReadyCommand": "cloud-init status --wait" },
    ],
  },
};
