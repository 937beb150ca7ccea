import { everyFleet } from "../rule/every-fleet";
import type { Rule } from "../rule/rule";

const LISTS = [
  "allowedImages",
  "allowedServices",
  "allowedPrivilegedImages",
  "allowedPrivilegedServices",
  "allowedUsers",
] as const;

/** A list of what is allowed is not empty. */
export const allowListEmpty: Rule = {
  id: "allow-list-empty",
  title: "A list of what is allowed is not empty",
  why: "GitLab Runner reads an empty list as no list: nothing in it allows everything.",
  fix: "leave the key out to allow everything, or name what is allowed",
  severity: "error",
  check: everyFleet(function* ({ docker }, at) {
    for (const key of LISTS) {
      const list = docker[key];
      if (Array.isArray(list) && list.length === 0) {
        yield { path: at("docker", key), message: "must not be empty: an empty list allows everything, got []" };
      }
    }
  }),
};
