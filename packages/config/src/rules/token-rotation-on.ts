import { everyFleet } from "../rule/every-fleet";
import type { Rule } from "../rule/rule";

const FLAG = "FF_DISABLE_AUTOMATIC_TOKEN_ROTATION";

/** The manager does not rotate its own token. */
export const tokenRotationOn: Rule = {
  id: "token-rotation-on",
  title: "The manager does not rotate its own token",
  why:
    "The manager's config.toml is mounted and can't be written. A manager that rotates its token loses the new one with its " +
    "next restart, starts with one that GitLab no longer accepts, and takes no job.",
  fix: "remove the flag",
  severity: "error",
  check: everyFleet(function* ({ featureFlags }, at) {
    if (featureFlags?.[FLAG] !== undefined && featureFlags[FLAG] !== true) {
      yield { path: at("featureFlags", FLAG), message: "must be true" };
    }
  }),
};
