import { descriptionWith, type Changes } from "../changed";
import type { Refusal } from "./refusal";

const registered = (changes: Changes) =>
  descriptionWith({
    "cluster.tokens": { source: "gitlab" },
    registration: { type: "instance" },
    "linux.registration": { tags: ["linux"] },
    ...changes,
  });

/** Descriptions that are refused for what they say of runners that Terraform creates in GitLab. */
export const registrationRefusals: readonly Refusal[] = [
  {
    name: "runners to create of nobody",
    input: registered({ registration: undefined }),
    says: [
      'registration: must be given where cluster.tokens.source is "gitlab"; add registration with its type, or set the tokens\' source to existing or variable [registration-missing]',
    ],
  },
  {
    name: "runners to create while their tokens are others'",
    input: registered({ "cluster.tokens": undefined, "linux.registration": undefined }),
    says: [
      'registration: has no effect where cluster.tokens.source is "existing"; set the tokens\' source to "gitlab", or remove registration and set it in GitLab [registration-without-effect]',
    ],
  },
  {
    name: "a type of runner that is none",
    input: registered({ "registration.type": "shared" }),
    says: [
      'registration.type: must be one of instance, group, project, got "shared"; write one of them [schema-choice]',
      'registration: must be given where cluster.tokens.source is "gitlab"; add registration with its type, or set the tokens\' source to existing or variable [registration-missing]',
    ],
  },
  {
    name: "a runner of a group without the group",
    input: registered({ "registration.type": "group" }),
    says: [
      'registration.groupId: must be given with a type of "group"; give groupId with the type group alone, and projectId with the type project alone [registration-owner-contradiction]',
    ],
  },
  {
    name: "a group by its path",
    input: registered({ registration: { type: "group", groupId: "platform/ci" } }),
    says: [
      'registration.groupId: must be the number of a group, as text, got "platform/ci"; correct the value [schema-format]',
    ],
  },
  {
    name: "a fleet's runner that takes no jobs",
    input: registered({ "linux.registration": undefined }),
    says: [
      "fleets.linux.registration.tags: must be given where runUntagged is false; give the fleet registration.tags, or set its registration.runUntagged [registration-takes-no-jobs]",
    ],
  },
  {
    name: "two tags in one",
    input: registered({ "linux.registration.tags": ["linux,docker"] }),
    says: [
      'fleets.linux.registration.tags[0]: must be a tag of up to 255 characters without commas, got "linux,docker"; correct the value [schema-format]',
    ],
  },
  {
    name: "a timeout of a runner that GitLab refuses",
    input: registered({ "linux.registration.maximumTimeoutSeconds": 599 }),
    says: [
      "fleets.linux.registration.maximumTimeoutSeconds: must be at least 600, got 599; choose a value of at least 600 [schema-range]",
    ],
  },
  {
    name: "a locked runner of the instance",
    input: registered({ "linux.registration.locked": true }),
    says: [
      'fleets.linux.registration.locked: must not be given with a registration.type of "instance"; remove locked, or set registration.type to "project" [registration-locked-beyond-project]',
    ],
  },
  {
    name: "the number of a runner that is yet to be created",
    input: registered({ "linux.id": 42 }),
    says: [
      'fleets.linux.id: must not be given where cluster.tokens.source is "gitlab", got 42; remove id, or set the tokens\' source to existing or variable [registration-id-contradiction]',
    ],
  },
];
