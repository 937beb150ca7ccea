import { Expression } from "../../src/values/expression";
import { fleetWith } from "../changed";
import type { RuleCases } from "./rule-cases";

const onCluster = { "cluster.tokens": { source: "gitlab" } };
const onEc2 = { "manager.platform": "ec2", ec2: { tokens: { source: "gitlab" } } };
const onFargate = { "manager.platform": "fargate", fargate: { tokens: { source: "gitlab" } } };
const ofInstance = { registration: { type: "instance" } };
const ofGroup = { registration: { type: "group", groupId: "7" } };
const tagged = { "linux.registration": { tags: ["linux"] } };

/** What the rules about runners that Terraform creates in GitLab find and let pass. */
export const registrationCases: RuleCases = {
  "registration-missing": {
    fires: [
      {
        when: { ...onCluster, ...tagged },
        says: [
          'registration: must be given where cluster.tokens.source is "gitlab"; add registration with its type, or set the tokens\' source to existing or variable [registration-missing]',
        ],
      },
      {
        when: { ...onEc2, ...tagged },
        says: [
          'registration: must be given where ec2.tokens.source is "gitlab"; add registration with its type, or set the tokens\' source to existing or variable [registration-missing]',
        ],
      },
      {
        when: { ...onFargate, ...tagged },
        says: [
          'registration: must be given where fargate.tokens.source is "gitlab"; add registration with its type, or set the tokens\' source to existing or variable [registration-missing]',
        ],
      },
    ],
    quiet: [
      {},
      { ...onCluster, ...ofInstance, ...tagged },
      { "cluster.tokens": { source: "variable" } },
      // The tokens of a platform that the manager is not on.
      { ec2: { tokens: { source: "gitlab" } } },
    ],
  },
  "registration-without-effect": {
    fires: [
      {
        when: { ...ofInstance },
        says: [
          'registration: has no effect where cluster.tokens.source is "existing"; set the tokens\' source to "gitlab", or remove registration and set it in GitLab [registration-without-effect]',
        ],
      },
      {
        when: { "manager.platform": "ec2", ...ofInstance, ...tagged },
        says: [
          'registration: has no effect where ec2.tokens.source is "existing"; set the tokens\' source to "gitlab", or remove registration and set it in GitLab [registration-without-effect]',
          'fleets.linux.registration: has no effect where ec2.tokens.source is "existing"; set the tokens\' source to "gitlab", or remove registration and set it in GitLab [registration-without-effect]',
        ],
      },
      {
        when: { "cluster.tokens": { source: "variable" }, ...tagged },
        says: [
          'fleets.linux.registration: has no effect where cluster.tokens.source is "variable"; set the tokens\' source to "gitlab", or remove registration and set it in GitLab [registration-without-effect]',
        ],
      },
    ],
    quiet: [{}, { ...onCluster, ...ofInstance, ...tagged }, { ...onFargate, ...ofInstance, ...tagged }],
  },
  "registration-owner-contradiction": {
    fires: [
      {
        when: { ...onCluster, ...tagged, registration: { type: "group" } },
        says: [
          'registration.groupId: must be given with a type of "group"; give groupId with the type group alone, and projectId with the type project alone [registration-owner-contradiction]',
        ],
      },
      {
        when: { ...onCluster, ...tagged, registration: { type: "project", groupId: "7" } },
        says: [
          'registration.groupId: must not be given with a type of "project"; give groupId with the type group alone, and projectId with the type project alone [registration-owner-contradiction]',
          'registration.projectId: must be given with a type of "project"; give groupId with the type group alone, and projectId with the type project alone [registration-owner-contradiction]',
        ],
      },
      {
        when: {
          ...onCluster,
          ...tagged,
          registration: { type: "instance", projectId: Expression.text("var.project") },
        },
        says: [
          'registration.projectId: must not be given with a type of "instance"; give groupId with the type group alone, and projectId with the type project alone [registration-owner-contradiction]',
        ],
      },
    ],
    quiet: [
      {},
      { ...onCluster, ...tagged, ...ofInstance },
      { ...onCluster, ...tagged, ...ofGroup },
      { ...onCluster, ...tagged, registration: { type: "project", projectId: Expression.text("var.project") } },
    ],
  },
  "registration-takes-no-jobs": {
    fires: [
      {
        when: { ...onCluster, ...ofInstance },
        says: [
          "fleets.linux.registration.tags: must be given where runUntagged is false; give the fleet registration.tags, or set its registration.runUntagged [registration-takes-no-jobs]",
        ],
      },
      {
        when: {
          ...onEc2,
          ...ofInstance,
          ...tagged,
          "fleets.arm": fleetWith({ registration: { tags: [], protected: true } }),
        },
        says: [
          "fleets.arm.registration.tags: must be given where runUntagged is false; give the fleet registration.tags, or set its registration.runUntagged [registration-takes-no-jobs]",
        ],
      },
    ],
    quiet: [
      {},
      { ...onCluster, ...ofInstance, ...tagged },
      { ...onCluster, ...ofInstance, "linux.registration": { runUntagged: true } },
      { ...onCluster, ...ofInstance, "linux.registration": { tags: Expression.list("var.tags") } },
      { ...onCluster, ...ofInstance, "linux.registration": { runUntagged: Expression.flag("var.untagged") } },
    ],
  },
  "registration-locked-beyond-project": {
    fires: [
      {
        when: { ...onCluster, ...ofGroup, "linux.registration": { tags: ["linux"], locked: false } },
        says: [
          'fleets.linux.registration.locked: must not be given with a registration.type of "group"; remove locked, or set registration.type to "project" [registration-locked-beyond-project]',
        ],
      },
      {
        when: { ...onCluster, ...ofInstance, "linux.registration": { tags: ["linux"], locked: true } },
        says: [
          'fleets.linux.registration.locked: must not be given with a registration.type of "instance"; remove locked, or set registration.type to "project" [registration-locked-beyond-project]',
        ],
      },
    ],
    quiet: [
      { ...onCluster, ...ofGroup, ...tagged },
      {
        ...onCluster,
        registration: { type: "project", projectId: "9" },
        "linux.registration": { tags: ["linux"], locked: false },
      },
    ],
  },
  "registration-id-contradiction": {
    fires: [
      {
        when: { ...onCluster, ...ofInstance, ...tagged, "linux.id": 42 },
        says: [
          'fleets.linux.id: must not be given where cluster.tokens.source is "gitlab", got 42; remove id, or set the tokens\' source to existing or variable [registration-id-contradiction]',
        ],
      },
      {
        when: { ...onFargate, ...ofInstance, ...tagged, "linux.id": Expression.number("var.id") },
        says: [
          'fleets.linux.id: must not be given where fargate.tokens.source is "gitlab", got ${var.id}; remove id, or set the tokens\' source to existing or variable [registration-id-contradiction]',
        ],
      },
    ],
    quiet: [{ "linux.id": 42 }, { ...onCluster, ...ofInstance, ...tagged }],
  },
};
