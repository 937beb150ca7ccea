import { everyFleet } from "../rule/every-fleet";
import type { Rule } from "../rule/rule";

const MOST = 32;

/** A runner has at most 32 labels. */
export const labelsTooMany: Rule = {
  id: "labels-too-many",
  title: "A runner has at most 32 labels",
  why: "GitLab Runner does not start with more: the manager exits, and so do all fleets beside this one.",
  fix: "remove labels of the fleet or of the manager",
  severity: "error",
  check: everyFleet(function* (fleet, at, { manager }) {
    const count = Object.keys({ ...manager.labels, ...fleet.labels }).length;
    if (count > MOST) {
      yield { path: at("labels"), message: `must be at most ${MOST} together with manager.labels, got ${count}` };
    }
  }),
};
