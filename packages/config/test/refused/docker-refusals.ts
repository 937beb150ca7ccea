import { descriptionWith } from "../changed";
import type { Refusal } from "./refusal";

/** Descriptions that are refused for what they say of containers. */
export const dockerRefusals: readonly Refusal[] = [
  {
    name: "no image",
    input: descriptionWith({ "linux.docker.image": undefined }),
    says: ["fleets.linux.docker.image: is required and must be a text; add it [schema-required]"],
  },
  {
    name: "no docker",
    input: descriptionWith({ "linux.docker": undefined }),
    says: ["fleets.linux.docker: is required and must be a table; add it [schema-required]"],
  },
  {
    name: "an image with a space",
    input: descriptionWith({ "linux.docker.image": "ruby 3" }),
    says: [
      'fleets.linux.docker.image: must be an image, such as "ruby:3.4", got "ruby 3"; correct the value [schema-format]',
    ],
  },
  {
    name: "shm_size as a text",
    input: descriptionWith({ "linux.docker.shmSize": "256m" }),
    says: ['fleets.linux.docker.shmSize: must be a number, got "256m"; write a number [schema-type]'],
  },
  {
    name: "privileged as a text",
    input: descriptionWith({ "linux.docker.privileged": "yes" }),
    says: ['fleets.linux.docker.privileged: must be true or false, got "yes"; write true or false [schema-type]'],
  },
  {
    name: "a pull policy of Kubernetes",
    input: descriptionWith({ "linux.docker.pullPolicy": "IfNotPresent" }),
    says: [
      'fleets.linux.docker.pullPolicy: must be one of always, if-not-present, never, got "IfNotPresent"; did you mean if-not-present? [schema-choice]',
    ],
  },
  {
    name: "a list with a wrong pull policy",
    input: descriptionWith({ "linux.docker.pullPolicy": ["always", "newer"] }),
    says: [
      'fleets.linux.docker.pullPolicy[1]: must be one of always, if-not-present, never, got "newer"; did you mean never? [schema-choice]',
    ],
  },
  {
    name: "no pull policy in a list",
    input: descriptionWith({ "linux.docker.pullPolicy": [] }),
    says: [
      "fleets.linux.docker.pullPolicy: must have at least 1 entry, got 0; give it at least 1 entry [schema-range]",
    ],
  },
  {
    name: "an allowed pull policy that is none",
    input: descriptionWith({ "linux.docker.allowedPullPolicies": ["sometimes"] }),
    says: [
      'fleets.linux.docker.allowedPullPolicies[0]: must be one of "always", "if-not-present" and "never", got "sometimes"; correct the value [schema-format]',
    ],
  },
  {
    name: "an image pattern that excludes",
    input: descriptionWith({ "linux.docker.allowedImages": ["**", "!*/kali*"] }),
    says: [
      'fleets.linux.docker.allowedImages[1]: must be an image pattern such as "registry.example.com/**"; it can allow only, "!" excludes nothing, got "!*/kali*"; correct the value [schema-format]',
    ],
  },
  {
    name: "a memory limit in words",
    input: descriptionWith({ "linux.docker.memory": "2 GB" }),
    says: [
      'fleets.linux.docker.memory: must be a size as <number>[b|k|m|g], such as "512m", got "2 GB"; correct the value [schema-format]',
    ],
  },
  {
    name: "CPUs as a number",
    input: descriptionWith({ "linux.docker.cpus": 2 }),
    says: ["fleets.linux.docker.cpus: must be a text, got 2; write a text [schema-type]"],
  },
  {
    name: "a relative volume",
    input: descriptionWith({ "linux.docker.volumes": ["cache"] }),
    says: [
      'fleets.linux.docker.volumes[0]: must be a volume as [<path or name>:]<absolute path>[:ro|rw], such as "/certs/client", got "cache"; correct the value [schema-format]',
    ],
  },
  {
    name: "a host by name in dns",
    input: descriptionWith({ "linux.docker.dns": ["resolver.example.com"] }),
    says: [
      'fleets.linux.docker.dns[0]: must be an IP address, such as "10.0.0.2", got "resolver.example.com"; correct the value [schema-format]',
    ],
  },
  {
    name: "a mapping without an address",
    input: descriptionWith({ "linux.docker.extraHosts": ["registry"] }),
    says: [
      'fleets.linux.docker.extraHosts[0]: must be a mapping as host:ip, such as "registry.internal:10.0.0.7", got "registry"; correct the value [schema-format]',
    ],
  },
  {
    name: "a capability in lower case",
    input: descriptionWith({ "linux.docker.capAdd": ["net_admin"] }),
    says: [
      'fleets.linux.docker.capAdd[0]: must be a Linux capability in upper case, such as "NET_ADMIN", or ALL, got "net_admin"; correct the value [schema-format]',
    ],
  },
  {
    name: "an option that is no pair",
    input: descriptionWith({ "linux.docker.securityOpt": ["unconfined"] }),
    says: [
      'fleets.linux.docker.securityOpt[0]: must be a security option as key=value, such as "no-new-privileges=true" (systempaths is not supported), got "unconfined"; correct the value [schema-format]',
    ],
  },
  {
    name: "an isolation of Windows",
    input: descriptionWith({ "linux.docker.isolation": "hyperv" }),
    says: [
      "fleets.linux.docker.isolation: is not a key of the description; for Windows containers; the machines of a fleet are Linux [schema-unknown-key]",
    ],
  },
  {
    name: "a host of Docker",
    input: descriptionWith({ "linux.docker.host": "tcp://10.0.0.1:2375" }),
    says: [
      "fleets.linux.docker.host: is not a key of the description; the manager talks to Docker on the machine through SSH; another way in is not set up [schema-unknown-key]",
    ],
  },
  {
    name: "a user namespace that is none",
    input: descriptionWith({ "linux.docker.usernsMode": "private" }),
    says: ['fleets.linux.docker.usernsMode: must be host, got "private"; write host [schema-choice]'],
  },
  {
    name: "the environment at the wrong place",
    input: descriptionWith({ "linux.docker.environment": ["A=b"] }),
    says: [
      "fleets.linux.docker.environment: is not a key of the description; write it as environment of the fleet; in the docker table it has no effect [schema-unknown-key]",
    ],
  },
  {
    name: "a service without a name",
    input: descriptionWith({ "linux.docker.services": [{ alias: "db" }] }),
    says: ["fleets.linux.docker.services[0].name: is required and must be a text; add it [schema-required]"],
  },
  {
    name: "a service as a text",
    input: descriptionWith({ "linux.docker.services": ["postgres:17"] }),
    says: ['fleets.linux.docker.services[0]: must be a table, got "postgres:17"; write a table [schema-type]'],
  },
  {
    name: "a packet size that is too small",
    input: descriptionWith({ "linux.docker.networkMtu": 10 }),
    says: [
      "fleets.linux.docker.networkMtu: must be at least 68, got 10; choose a value of at least 68 [schema-range]",
      "fleets.linux.docker.networkMtu: has no effect without FF_NETWORK_PER_BUILD, or with a networkMode; set featureFlags.FF_NETWORK_PER_BUILD to true and leave networkMode out, or remove the key [setting-without-network-per-build]",
    ],
  },
  {
    name: "a score below -1000",
    input: descriptionWith({ "linux.docker.oomScoreAdjust": -1001 }),
    says: [
      "fleets.linux.docker.oomScoreAdjust: must be at least -1000, got -1001; choose a value of at least -1000 [schema-range]",
    ],
  },
  {
    name: "a limit by another name",
    input: descriptionWith({ "linux.docker.ulimit": { files: "10" } }),
    says: [
      'fleets.linux.docker.ulimit.files: must be a limit that Docker knows, such as "nofile", got "files"; rename it [schema-name]',
    ],
  },
  {
    name: "a device that is none",
    input: descriptionWith({ "linux.docker.devices": ["fuse"] }),
    says: [
      'fleets.linux.docker.devices[0]: must be a device as <on the machine>[:<in the container>[:rwm]], such as "/dev/fuse", got "fuse"; correct the value [schema-format]',
    ],
  },
  {
    name: "waiting for services since -2",
    input: descriptionWith({ "linux.docker.waitForServicesTimeout": -2 }),
    says: [
      "fleets.linux.docker.waitForServicesTimeout: must be at least -1, got -2; choose a value of at least -1 [schema-range]",
    ],
  },
];
