import { descriptionWith } from "../changed";
import type { Refusal } from "./refusal";

/** Descriptions that are refused for what they say of a fleet. */
export const fleetRefusals: readonly Refusal[] = [
  {
    name: "no executor",
    input: descriptionWith({ "linux.executor": undefined }),
    says: [
      "fleets.linux.executor: is required; write one of docker-autoscaler, instance, kubernetes [schema-required]",
    ],
  },
  {
    name: "the executor of Windows",
    input: descriptionWith({ "linux.executor": "docker-windows" }),
    says: [
      'fleets.linux.executor: must be one of docker-autoscaler, instance, kubernetes, got "docker-windows": the machines of a fleet are Linux: what the manager does on them, from the login by SSH to what they install at boot, is made for it; write one of them [schema-choice]',
    ],
  },
  {
    name: "the executor of docker+machine",
    input: descriptionWith({ "linux.executor": "docker+machine" }),
    says: [
      'fleets.linux.executor: must be one of docker-autoscaler, instance, kubernetes, got "docker+machine": deprecated since GitLab 17.5; docker-autoscaler takes its place; write one of them [schema-choice]',
    ],
  },
  {
    name: "the shell executor",
    input: descriptionWith({ "linux.executor": "shell" }),
    says: [
      'fleets.linux.executor: must be one of docker-autoscaler, instance, kubernetes, got "shell": it runs jobs in the manager\'s own container, beside the tokens of all fleets; write one of them [schema-choice]',
    ],
  },
  {
    name: "an executor with a typo",
    input: descriptionWith({ "linux.executor": "docker_autoscaler" }),
    says: [
      'fleets.linux.executor: must be one of docker-autoscaler, instance, kubernetes, got "docker_autoscaler"; did you mean docker-autoscaler? [schema-choice]',
    ],
  },
  {
    name: "a name that is known where only one that is planned may be",
    input: descriptionWith({ "linux.plannedName": "linux" }),
    says: [
      'fleets.linux.plannedName: must be an expression; a name that is known is the fleet\'s key, got "linux"; correct the value [schema-format]',
    ],
  },
  {
    name: "a group name that is known where only one that is planned may be",
    input: descriptionWith({ "linux.plannedGroupName": "ci-linux" }),
    says: [
      'fleets.linux.plannedGroupName: must be an expression; a name that is known follows from the fleet\'s key, got "ci-linux"; correct the value [schema-format]',
    ],
  },
  {
    name: "no maxInstances",
    input: descriptionWith({ "linux.maxInstances": undefined }),
    says: ["fleets.linux.maxInstances: is required and must be a number; add it [schema-required]"],
  },
  {
    name: "a maxInstances of 0",
    input: descriptionWith({ "linux.maxInstances": 0 }),
    says: ["fleets.linux.maxInstances: must be at least 1, got 0; choose a value of at least 1 [schema-range]"],
  },
  {
    name: "a maxInstances as a text",
    input: descriptionWith({ "linux.maxInstances": "10" }),
    says: ['fleets.linux.maxInstances: must be a number, got "10"; write a number [schema-type]'],
  },
  {
    name: "a maxInstances with a fraction",
    input: descriptionWith({ "linux.maxInstances": 1.5 }),
    says: ["fleets.linux.maxInstances: must be a whole number, got 1.5; write a whole number [schema-type]"],
  },
  {
    name: "a maxInstances beyond every number",
    input: descriptionWith({ "linux.maxInstances": Infinity }),
    says: ["fleets.linux.maxInstances: must be a number, got Infinity; write a number [schema-type]"],
  },
  {
    name: "a maxInstances in snake_case",
    input: descriptionWith({ "linux.max_instances": 10 }),
    says: ["fleets.linux.max_instances: unknown key; did you mean maxInstances? [schema-unknown-key]"],
  },
  {
    name: "a capacity of 0",
    input: descriptionWith({ "linux.capacityPerInstance": 0 }),
    says: ["fleets.linux.capacityPerInstance: must be at least 1, got 0; choose a value of at least 1 [schema-range]"],
  },
  {
    name: "a negative use count",
    input: descriptionWith({ "linux.maxUseCount": -1 }),
    says: ["fleets.linux.maxUseCount: must be at least 0, got -1; choose a value of at least 0 [schema-range]"],
  },
  {
    name: "limit",
    input: descriptionWith({ "linux.limit": 10 }),
    says: [
      "fleets.linux.limit: is not a key of the description; remove it: it is derived from maxInstances and capacityPerInstance [schema-unknown-key]",
    ],
  },
  {
    name: "a token",
    input: descriptionWith({ "linux.token": "glrt-0123456789abcdefghij" }),
    says: [
      "fleets.linux.token: is not a key of the description; revoke it, since it has been written down; put the token where its manager reads it (cluster.tokens, ec2.tokens or fargate.tokens) [schema-unknown-key]",
    ],
  },
  {
    name: "a name",
    input: descriptionWith({ "linux.name": "x" }),
    says: [
      "fleets.linux.name: is not a key of the description; remove it: it is derived from the names of the deployment, the fleet and the shard [schema-unknown-key]",
    ],
  },
  {
    name: "another executor's table",
    input: descriptionWith({ "linux.kubernetes": { image: "x" } }),
    says: [
      "fleets.linux.kubernetes: is not a key of the description; belongs to a fleet with the executor kubernetes; this one has another [schema-unknown-key]",
    ],
  },
  {
    name: "the settings of another executor in camelCase",
    input: descriptionWith({ "linux.virtualBox": {} }),
    says: [
      "fleets.linux.virtualBox: is not a key of the description; belongs to the virtualbox executor; those of fleets here are docker-autoscaler, instance and kubernetes [schema-unknown-key]",
    ],
  },
  {
    name: "an id of 0",
    input: descriptionWith({ "linux.id": 0 }),
    says: ["fleets.linux.id: must be at least 1, got 0; choose a value of at least 1 [schema-range]"],
  },
  {
    name: "a request concurrency of 0",
    input: descriptionWith({ "linux.requestConcurrency": 0 }),
    says: ["fleets.linux.requestConcurrency: must be at least 1, got 0; choose a value of at least 1 [schema-range]"],
  },
  {
    name: "an output limit of 0",
    input: descriptionWith({ "linux.outputLimit": 0 }),
    says: ["fleets.linux.outputLimit: must be at least 1, got 0; choose a value of at least 1 [schema-range]"],
  },
  {
    name: "a relative builds directory",
    input: descriptionWith({ "linux.buildsDir": "builds" }),
    says: [
      'fleets.linux.buildsDir: must be an absolute path, such as "/cache", got "builds"; correct the value [schema-format]',
    ],
  },
  {
    name: "a variable without a value",
    input: descriptionWith({ "linux.environment": ["DOCKER_TLS_CERTDIR"] }),
    says: [
      'fleets.linux.environment[0]: must be a variable as NAME=value, such as "LC_ALL=C.UTF-8", got "DOCKER_TLS_CERTDIR"; correct the value [schema-format]',
    ],
  },
  {
    name: "variables as a table",
    input: descriptionWith({ "linux.environment": { A: "b" } }),
    says: ['fleets.linux.environment: must be a list, got {"A":"b"}; write a list [schema-type]'],
  },
  {
    name: "a variable with a space in its name",
    input: descriptionWith({ "linux.environment": ["MY VAR=x"] }),
    says: [
      'fleets.linux.environment[0]: must be a variable as NAME=value, such as "LC_ALL=C.UTF-8", got "MY VAR=x"; correct the value [schema-format]',
    ],
  },
  {
    name: "a shell of Windows",
    input: descriptionWith({ "linux.shell": "pwsh" }),
    says: ['fleets.linux.shell: must be one of bash, sh, got "pwsh"; write one of them [schema-choice]'],
  },
  {
    name: "a feature flag as a text",
    input: descriptionWith({ "linux.featureFlags": { FF_TIMESTAMPS: "true" } }),
    says: [
      'fleets.linux.featureFlags.FF_TIMESTAMPS: must be true or false, got "true"; write true or false [schema-type]',
    ],
  },
  {
    name: "a feature flag without FF_",
    input: descriptionWith({ "linux.featureFlags": { TIMESTAMPS: true } }),
    says: [
      'fleets.linux.featureFlags.TIMESTAMPS: must be a feature flag, FF_…, got "TIMESTAMPS"; rename it [schema-name]',
    ],
  },
  {
    name: "a cgroup without a slot",
    input: descriptionWith({ "linux.slotCgroupTemplate": "gitlab-runner" }),
    says: [
      'fleets.linux.slotCgroupTemplate: must be a path that names the slot, such as "runner-slot-${slot}.slice", got "gitlab-runner"; correct the value [schema-format]',
    ],
  },
  {
    name: "a script that is a list",
    input: descriptionWith({ "linux.preBuildScript": ["a"] }),
    says: ['fleets.linux.preBuildScript: must be a text, got ["a"]; write a text [schema-type]'],
  },
  {
    name: "an empty script",
    input: descriptionWith({ "linux.preBuildScript": "" }),
    says: [
      'fleets.linux.preBuildScript: must not be empty, got ""; leave the key out or give it a value [schema-range]',
    ],
  },
  {
    name: "a script with a control character",
    input: descriptionWith({ "linux.preBuildScript": "a\u0000b" }),
    says: [
      'fleets.linux.preBuildScript: must hold no control characters other than tab and newline, got "a\\u0000b"; correct the value [schema-format]',
    ],
  },
  {
    name: "queue periods of five fields",
    input: descriptionWith({
      "linux.monitoring": { jobQueuingDurations: [{ periods: ["* * * * *"], threshold: "1m" }] },
    }),
    says: [
      'fleets.linux.monitoring.jobQueuingDurations[0].periods[0]: must be seven cron fields, seconds first and the year last, such as "* * 8-17 * * mon-fri *", got "* * * * *"; correct the value [schema-format]',
    ],
  },
  {
    name: "queue periods of none",
    input: descriptionWith({ "linux.monitoring": { jobQueuingDurations: [{ periods: [], threshold: "1m" }] } }),
    says: [
      "fleets.linux.monitoring.jobQueuingDurations[0].periods: must hold at least one period, got []; correct the value [schema-format]",
    ],
  },
  {
    name: "no threshold",
    input: descriptionWith({ "linux.monitoring": { jobQueuingDurations: [{ periods: ["* * * * * * *"] }] } }),
    says: [
      "fleets.linux.monitoring.jobQueuingDurations[0].threshold: is required and must be a text; add it [schema-required]",
    ],
  },
  {
    name: "a token key with a slash",
    input: descriptionWith({ "linux.tokenKey": "a/b" }),
    says: ['fleets.linux.tokenKey: must be a key of a Kubernetes Secret, got "a/b"; correct the value [schema-format]'],
  },
  {
    name: "a scheme that Git can't clone by",
    input: descriptionWith({ "linux.cloneUrl": "ssh://git@x" }),
    says: [
      'fleets.linux.cloneUrl: must be an http or https address without credentials, such as "https://gitlab.example.com", got "ssh://git@x"; correct the value [schema-format]',
    ],
  },
  {
    name: "an artifact timeout of 0",
    input: descriptionWith({ "linux.artifact": { uploadTimeout: "0s" } }),
    says: ["fleets.linux.artifact.uploadTimeout: must be at least 1s, got 0s; correct the value [schema-format]"],
  },
];
