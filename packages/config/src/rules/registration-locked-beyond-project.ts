import type { Rule } from "../rule/rule";

/** Only runners of a project are locked. */
export const registrationLockedBeyondProject: Rule = {
  id: "registration-locked-beyond-project",
  title: "Only runners of a project are locked",
  why: "A locked runner stays with its project. One of a group or of the instance takes the jobs of many, and locked would keep nobody out.",
  fix: 'remove locked, or set registration.type to "project"',
  severity: "error",
  *check({ registration, fleets }) {
    if (registration === undefined || registration.type === "project") {
      return;
    }
    for (const [name, fleet] of Object.entries(fleets)) {
      if (fleet.registration?.locked !== undefined) {
        yield {
          path: ["fleets", name, "registration", "locked"],
          message: `must not be given with a registration.type of "${registration.type}"`,
        };
      }
    }
  },
};
