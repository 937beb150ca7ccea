import { descriptionWith } from "../changed";
import type { Refusal } from "./refusal";

/** Descriptions that are refused for what they say of policies. */
export const policiesRefusals: readonly Refusal[] = [
  {
    name: "policies as a table",
    input: descriptionWith({ "linux.policies": { idleCount: 1 } }),
    says: ['fleets.linux.policies: must be a list, got {"idleCount":1}; write a list [schema-type]'],
  },
  {
    name: "the key policy",
    input: descriptionWith({ "linux.policy": [] }),
    says: ["fleets.linux.policy: is not a key of the description; write it as policies [schema-unknown-key]"],
  },
  {
    name: "a negative idle count",
    input: descriptionWith({ "linux.policies": [{ idleCount: -1 }] }),
    says: [
      "fleets.linux.policies[0].idleCount: must be at least 0, got -1; choose a value of at least 0 [schema-range]",
    ],
  },
  {
    name: "an idle count with a typo",
    input: descriptionWith({ "linux.policies": [{ idelCount: 1 }] }),
    says: ["fleets.linux.policies[0].idelCount: unknown key; did you mean idleCount? [schema-unknown-key]"],
  },
  {
    name: "an idle time as a number",
    input: descriptionWith({ "linux.policies": [{ idleTime: 600 }] }),
    says: [
      'fleets.linux.policies[0].idleTime: must be a Go duration such as "90s", "20m" or "1h30m", got 600; correct the value [schema-type]',
    ],
  },
  {
    name: "an idle time in days",
    input: descriptionWith({ "linux.policies": [{ idleTime: "1d" }] }),
    says: [
      'fleets.linux.policies[0].idleTime: must be a Go duration such as "90s", "20m" or "1h30m", got "1d"; correct the value [schema-format]',
    ],
  },
  {
    name: "a negative scale factor",
    input: descriptionWith({ "linux.policies": [{ scaleFactor: -0.5 }] }),
    says: [
      "fleets.linux.policies[0].scaleFactor: must be at least 0, got -0.5; choose a value of at least 0 [schema-range]",
    ],
  },
  {
    name: "a scale factor as a text",
    input: descriptionWith({ "linux.policies": [{ scaleFactor: "0.5" }] }),
    says: ['fleets.linux.policies[0].scaleFactor: must be a number, got "0.5"; write a number [schema-type]'],
  },
  {
    name: "a limit with a fraction",
    input: descriptionWith({ "linux.policies": [{ scaleFactor: 1, scaleFactorLimit: 1.5 }] }),
    says: [
      "fleets.linux.policies[0].scaleFactorLimit: must be a whole number, got 1.5; write a whole number [schema-type]",
    ],
  },
  {
    name: "a period that is no list",
    input: descriptionWith({ "linux.policies": [{ periods: "* * * * *" }] }),
    says: ['fleets.linux.policies[0].periods: must be a list, got "* * * * *"; write a list [schema-type]'],
  },
  {
    name: "an empty period",
    input: descriptionWith({ "linux.policies": [{ periods: [""] }] }),
    says: [
      'fleets.linux.policies[0].periods[0]: must not be empty, got ""; leave the key out or give it a value [schema-range]',
    ],
  },
  {
    name: "preemptive mode as a number",
    input: descriptionWith({ "linux.policies": [{ preemptiveMode: 1 }] }),
    says: ["fleets.linux.policies[0].preemptiveMode: must be true or false, got 1; write true or false [schema-type]"],
  },
  {
    name: "a policy that is null",
    input: descriptionWith({ "linux.policies": [null] }),
    says: ["fleets.linux.policies[0]: must be a table, got null; write a table [schema-type]"],
  },
];
