import { descriptionWith, type Changes } from "../changed";
import type { Refusal } from "./refusal";

const instanceWith = (changes: Changes = {}) =>
  descriptionWith({ "linux.executor": "instance", "linux.docker": undefined, ...changes });

const LINUX_ONLY =
  "the machines of a fleet are Linux: what the manager does on them, from the login by SSH to what they install at boot, is made for it";
const systems = "amazon-linux-2023, ubuntu-22.04, ubuntu-24.04";

/** Descriptions that are refused for what they say of jobs on machines without containers. */
export const instanceRefusals: readonly Refusal[] = [
  ...["windows-2022", "macos-15"].map((os) => ({
    name: `jobs on a machine with ${os}`,
    input: instanceWith({ "linux.machines.image": { os } }),
    says: [
      `fleets.linux.machines.image.os: must be one of ${systems}, got "${os}": ${LINUX_ONLY}; write one of them [schema-choice]`,
    ],
  })),
  {
    name: "jobs on a Mac",
    input: instanceWith({ "linux.machines.instanceTypes": ["mac2.metal"] }),
    says: [
      'fleets.linux.machines.instanceTypes[0]: must be an EC2 instance type such as "m7i.large"; mac types run macOS, and the machines of a fleet are Linux, got "mac2.metal"; correct the value [schema-format]',
    ],
  },
  {
    name: "a shell of Windows for jobs without containers",
    input: instanceWith({ "linux.shell": "pwsh" }),
    says: ['fleets.linux.shell: must be one of bash, sh, got "pwsh"; write one of them [schema-choice]'],
  },
  {
    name: "an image for jobs that have no containers",
    input: instanceWith({ "linux.docker": { image: "alpine:3.22" } }),
    says: [
      "fleets.linux.docker: is not a key of the description; belongs to a fleet with the executor docker-autoscaler; this one has another [schema-unknown-key]",
    ],
  },
  {
    name: "a common builds directory by a word",
    input: instanceWith({ "linux.instance": { useCommonBuildDir: "yes" } }),
    says: [
      'fleets.linux.instance.useCommonBuildDir: must be true or false, got "yes"; write true or false [schema-type]',
    ],
  },
  {
    name: "virtual machines on a machine",
    input: instanceWith({ "linux.autoscaler": { vmIsolation: { enabled: true } } }),
    says: [
      "fleets.linux.autoscaler.vmIsolation: is not a key of the description; virtual machines on macOS hosts; the machines of a fleet are Linux [schema-unknown-key]",
    ],
  },
  {
    name: "gitlab-runner that is neither installed nor present",
    input: instanceWith({ "linux.machines.image": { runner: "none" } }),
    says: [
      'fleets.linux.machines.image.runner: must be one of install, present, got "none"; write one of them [schema-choice]',
    ],
  },
  {
    name: "Docker that is there by half",
    input: instanceWith({ "linux.machines.image": { docker: "maybe" } }),
    says: [
      'fleets.linux.machines.image.docker: must be one of none, install, present, got "maybe"; write one of them [schema-choice]',
    ],
  },
  ...["http://mirror.example.com/gitlab-runner", "https://mirror.example.com/gitlab-runner/"].map((address) => ({
    name: `downloads from ${address}`,
    input: instanceWith({ "linux.machines.image": { runnerDownloads: address } }),
    says: [
      `fleets.linux.machines.image.runnerDownloads: must be an address by https without a slash at its end, such as "https://mirror.example.com/gitlab-runner", got "${address}"; correct the value [schema-format]`,
    ],
  })),
  {
    name: "a checksum that is none",
    input: instanceWith({ "linux.machines.image": { runnerSha256: "latest" } }),
    says: [
      'fleets.linux.machines.image.runnerSha256: must be a SHA-256 of 64 digits 0-9 and a-f, got "latest"; correct the value [schema-format]',
    ],
  },
  {
    name: "gitlab-runner on machines for containers",
    input: descriptionWith({ "linux.machines.image": { runner: "install" } }),
    says: [
      "fleets.linux.machines.image.runner: unknown key; remove it or use one of os, id, ssmParameter, nameFilter, prepare, follow, user, rootDeviceName, docker, dockerPackage [schema-unknown-key]",
    ],
  },
  {
    name: "machines for containers without Docker",
    input: descriptionWith({ "linux.machines.image": { docker: "none" } }),
    says: [
      'fleets.linux.machines.image.docker: must be one of install, present, got "none"; write one of them [schema-choice]',
    ],
  },
];
