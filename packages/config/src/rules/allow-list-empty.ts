import { everyContainerFleet } from "../rule/every-fleet";
import type { Rule } from "../rule/rule";

const IDS = ["allowedUsers", "allowedGroups"];

const LISTS = ["allowedImages", "allowedServices", "allowedPrivilegedImages", "allowedPrivilegedServices", ...IDS];

/** A list of what is allowed is not empty. */
export const allowListEmpty: Rule = {
  id: "allow-list-empty",
  title: "A list of what is allowed is not empty",
  why: "GitLab Runner reads an empty list as no list: nothing in it allows everything.",
  fix: "leave the key out to allow everything, or name what is allowed",
  severity: "error",
  check: everyContainerFleet(function* ({ key, settings }, at) {
    const given: Readonly<Record<string, unknown>> = settings;
    for (const name of LISTS) {
      const list = given[name];
      if (Array.isArray(list) && list.length === 0) {
        const all = key === "kubernetes" && IDS.includes(name) ? "all but root" : "everything";
        yield { path: at(key, name), message: `must not be empty: an empty list allows ${all}, got []` };
      }
    }
  }),
};
