import { everyFleet } from "../rule/every-fleet";
import { jobCapacity } from "../fleets/job-capacity";
import { knownValue } from "../values/known-value";
import type { Rule } from "../rule/rule";

/** A fleet may ask for several jobs at once. */
export const requestConcurrencyOne: Rule = {
  id: "request-concurrency-one",
  title: "A fleet may ask for several jobs at once",
  why:
    "With long polling GitLab keeps a question for jobs open until there is one. With a single question " +
    "the manager learns of the next job only when that one is answered: jobs stay pending while machines idle.",
  fix: "leave requestConcurrency out, or set it to 2 to 4",
  severity: "warning",
  check: everyFleet(function* (fleet, at) {
    const { units, perUnit } = jobCapacity(fleet);
    const jobs = (knownValue(units) ?? 2) * (knownValue(perUnit) ?? 2);
    if (fleet.requestConcurrency === 1 && jobs > 1) {
      yield { path: at("requestConcurrency"), message: "should be 2 to 4 in a fleet of several jobs at once, got 1" };
    }
  }),
};
