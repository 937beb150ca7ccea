import { asDescribed } from "./as-described";
import { dockerAuthConfigs } from "./docker-auth-config";
import { objectsType } from "./object-type";
import { policyValidations } from "./policy-validations";
import { noSecret } from "./secret-form";
import { entries } from "./subject";
import type { Variable, VariableValidation } from "./variable";

/** GitLab Runner takes an empty list for no list. */
const notEmpty: VariableValidation = {
  rule: "allow-list-empty",
  condition: "length(var.NAME) > 0",
  must: "must not be empty: an empty list allows everything",
  fix: "leave the key out to allow everything, or name what is allowed",
};

/** A fleet: its sizes, when machines are kept ready, and what containers of jobs are given. */
export const fleetVariables = {
  maxInstances: {
    type: "number",
    description:
      "The most machines that may exist at once, from 1. Everything else follows from it: the group's size, the jobs at once, the limits of every policy.",
    default: 10,
    validations: asDescribed("fleets.*.maxInstances"),
  },
  capacityPerInstance: {
    type: "number",
    description: "Jobs that run at the same time on one machine, from 1.",
    default: 1,
    validations: asDescribed("fleets.*.capacityPerInstance"),
  },
  maxUseCount: {
    type: "number",
    description:
      "Jobs after which a machine is replaced; 0 for never; null for 1, so that every job gets a new machine. Must be given when capacity_per_instance is above 1.",
    default: null,
    validations: asDescribed("fleets.*.maxUseCount"),
  },
  policies: {
    type: objectsType({
      periods: 'optional(list(string), ["* * * * *"])',
      timezone: 'optional(string, "UTC")',
      idle_count: "optional(number, 0)",
      idle_time: 'optional(string, "20m")',
      scale_factor: "optional(number)",
      scale_factor_limit: "optional(number)",
      preemptive_mode: "optional(bool)",
    }),
    description:
      "How much idle capacity is kept, and when; without policies there are no idle machines. `periods` are five cron fields each that are compared with the current minute, so that `* 8-17 * * mon-fri` is 08:00 to 17:59, read in `timezone` (an area and a city as IANA names them, or UTC); of several policies that hold at once the last one counts. `idle_count` is the jobs that idle machines must be able to take at once, from 0 to max_instances × capacity_per_instance. `idle_time` is how long a machine may stay idle before it is removed, in whole hours, minutes and seconds; keep it above the time a machine needs to boot. `scale_factor` is the idle capacity to keep for each job that runs (null: only `idle_count`), `scale_factor_limit` the most of it, in jobs (null: every job the fleet can take). `preemptive_mode` is whether jobs are asked for only when a machine is ready for them (null: true when `idle_count` is above 0).",
    default: [],
    validations: policyValidations,
  },
  dockerImage: {
    type: "string",
    description: "Image of a job that names none. Write its version: `ruby:3.4`, not `ruby`.",
    validations: [...asDescribed("fleets.*.docker.image"), noSecret],
  },
  privileged: {
    type: "bool",
    description:
      "Whether the containers of jobs and services may do on the machine whatever root may, as Docker in Docker needs.",
    default: false,
  },
  allowedImages: {
    type: "list(string)",
    description:
      "Patterns of the images that a job may use, besides docker_image: `*` ends at a slash, `**` does not; nothing excludes. Null for every image.",
    default: null,
    validations: [notEmpty, ...asDescribed("fleets.*.docker.allowedImages.*", entries("pattern"))],
  },
  allowedPrivilegedImages: {
    type: "list(string)",
    description:
      "Patterns of the images whose containers are privileged when privileged is true, as in allowed_images. Null for every image.",
    default: null,
    validations: [notEmpty, ...asDescribed("fleets.*.docker.allowedPrivilegedImages.*", entries("pattern"))],
  },
  allowedPrivilegedServices: {
    type: "list(string)",
    description:
      'Patterns of the services whose containers are privileged when privileged is true, as in allowed_images; for Docker in Docker `["docker:dind", "docker:*-dind"]`. Null for every service.',
    default: null,
    validations: [notEmpty, ...asDescribed("fleets.*.docker.allowedPrivilegedServices.*", entries("pattern"))],
  },
  volumes: {
    type: "list(string)",
    description:
      "Volumes of a job's and a service's container: `<path>` for one that Docker makes, `<path or name>:<path>[:ro]` for a directory of the machine or a volume by name. A list of your own replaces the default: name `/cache` in it too, or the caches of jobs are in no volume.",
    default: ["/cache"],
    validations: asDescribed("fleets.*.docker.volumes.*", entries("volume")),
  },
  environment: {
    type: "list(string)",
    description:
      "Variables of every job, each as `NAME=value`. They are in plain text in config.toml, in its ConfigMap, in Terraform's state and in every job: no secret belongs here.",
    default: [],
    validations: [
      noSecret,
      ...asDescribed("fleets.*.environment.*", entries("entry"), { isHidden: true }),
      {
        rule: "docker-auth-config-invalid",
        condition: `alltrue([for text in ${dockerAuthConfigs("var.NAME")} : length(setintersection(["auths", "credHelpers", "credsStore"], try(keys(jsondecode(text)), []))) > 0])`,
        must: "DOCKER_AUTH_CONFIG must be a JSON object and have auths, credHelpers, credsStore or several of them (not shown)",
        fix: 'write it as DOCKER_AUTH_CONFIG={"credHelpers":{"<registry>":"ecr-login"}}',
        given: null,
      },
    ],
  },
} as const satisfies Record<string, Variable>;
