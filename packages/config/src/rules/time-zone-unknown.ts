import { everyFleet, policiesOf } from "../rule/every-fleet";
import { knownEntries, knownValue } from "../values/known-value";
import type { Rule, RuleFinding } from "../rule/rule";
import { timeZoneMistake } from "../schedule/time-zone";

/** A time zone is named as the IANA database names it. */
export const timeZoneUnknown: Rule = {
  id: "time-zone-unknown",
  title: "A time zone is named as the IANA database names it",
  why:
    "A manager that does not know a policy's time zone takes no job of the fleet: every attempt ends with “configuring " +
    "taskscaler schedules”. Names are the names of files for it, so capital letters matter.",
  fix: "use a name such as Europe/Paris, America/New_York or UTC",
  severity: "error",
  check: everyFleet(function* (fleet, at) {
    const { at: place, policies } = policiesOf(fleet);
    const zones = [
      ...knownEntries(policies).map(([index, { timezone }]) => [at(...place, index, "timezone"), timezone] as const),
      ...(fleet.monitoring?.jobQueuingDurations ?? []).map(
        ({ timezone }, index) => [at("monitoring", "jobQueuingDurations", index, "timezone"), timezone] as const,
      ),
    ];
    for (const [path, timezone] of zones) {
      const name = knownValue(timezone);
      const mistake = name === undefined ? undefined : timeZoneMistake(name);
      if (mistake) {
        yield { path, ...mistake } satisfies RuleFinding;
      }
    }
  }),
};
