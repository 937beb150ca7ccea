import type { Rule } from "../rule/rule";

const owners = [
  { key: "groupId", type: "group" },
  { key: "projectId", type: "project" },
] as const;

/** Runners of a group name the group, those of a project the project. */
export const registrationOwnerContradiction: Rule = {
  id: "registration-owner-contradiction",
  title: "Runners of a group name the group, those of a project the project",
  why: "GitLab refuses a group's or a project's runner without the number of its group or project, and a number that goes with another type would say that runners work for whom they do not.",
  fix: "give groupId with the type group alone, and projectId with the type project alone",
  severity: "error",
  *check({ registration }) {
    for (const { key, type } of registration ? owners : []) {
      const isGiven = registration?.[key] !== undefined;
      if (isGiven !== (registration?.type === type)) {
        yield {
          path: ["registration", key],
          message: `must ${isGiven ? "not be" : "be"} given with a type of "${registration?.type}"`,
        };
      }
    }
  },
};
