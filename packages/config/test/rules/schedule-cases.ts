import { Expression } from "../../src/values/expression";
import type { RuleCases } from "./rule-cases";

/** What the rules about when policies hold find and let pass. */
export const scheduleCases: RuleCases = {
  "policy-period-invalid": {
    fires: [
      {
        when: { "linux.policies": [{ periods: ["* 8-17 * *"] }] },
        says: [
          'fleets.linux.policies[0].periods[0]: must be five cron fields (minute, hour, day of month, month, day of week), has 4, got "* 8-17 * *"; write minute, hour, day of month, month and day of week, such as `* 8-17 * * mon-fri` for 08:00 to 17:59 on workdays [policy-period-invalid]',
        ],
      },
      {
        when: { "linux.policies": [{ periods: ["* * * * * * *"] }] },
        says: [
          'fleets.linux.policies[0].periods[0]: must be five cron fields (minute, hour, day of month, month, day of week), has 7, got "* * * * * * *"; write minute, hour, day of month, month and day of week, such as `* 8-17 * * mon-fri` for 08:00 to 17:59 on workdays [policy-period-invalid]',
        ],
      },
      {
        when: { "linux.policies": [{ periods: ["* 24 * * *"] }] },
        says: [
          'fleets.linux.policies[0].periods[0]: hour must be 0 to 23, got "24" in "* 24 * * *"; write minute, hour, day of month, month and day of week, such as `* 8-17 * * mon-fri` for 08:00 to 17:59 on workdays [policy-period-invalid]',
        ],
      },
      {
        when: { "linux.policies": [{ periods: ["* * 0 * *"] }] },
        says: [
          'fleets.linux.policies[0].periods[0]: day of month must be 1 to 31, got "0" in "* * 0 * *"; write minute, hour, day of month, month and day of week, such as `* 8-17 * * mon-fri` for 08:00 to 17:59 on workdays [policy-period-invalid]',
        ],
      },
      {
        when: { "linux.policies": [{ periods: ["* 22-6 * * *"] }] },
        says: [
          'fleets.linux.policies[0].periods[0]: hour "22-6" ends before it starts, got "* 22-6 * * *"; write 22-23,0-6 [policy-period-invalid]',
        ],
      },
      {
        when: { "linux.policies": [{ periods: ["* * * * sat-sun"] }] },
        says: [
          'fleets.linux.policies[0].periods[0]: day of week "sat-sun" is a range with sun, got "* * * * sat-sun"; write the days one by one, such as sat,sun, or as numbers, where Sunday is 0 and 7 [policy-period-invalid]',
        ],
      },
      {
        when: { "linux.policies": [{ periods: ["*/0 * * * *"] }] },
        says: [
          'fleets.linux.policies[0].periods[0]: minute "*/0" has a step of 0, got "*/0 * * * *"; write minute, hour, day of month, month and day of week, such as `* 8-17 * * mon-fri` for 08:00 to 17:59 on workdays [policy-period-invalid]',
        ],
      },
      {
        when: { "linux.policies": [{ periods: ["5/15 * * * *"] }] },
        says: [
          'fleets.linux.policies[0].periods[0]: minute "5/15" has a step after a single value, got "5/15 * * * *"; write 5-59/15 [policy-period-invalid]',
        ],
      },
      {
        when: { "linux.policies": [{ periods: ["@daily"] }] },
        says: [
          'fleets.linux.policies[0].periods[0]: must be five cron fields and no macro, got "@daily"; write minute, hour, day of month, month and day of week, such as `* 8-17 * * mon-fri` for 08:00 to 17:59 on workdays [policy-period-invalid]',
        ],
      },
      {
        when: { "linux.policies": [{ periods: ["* * * foo *"] }] },
        says: [
          'fleets.linux.policies[0].periods[0]: month must be 1 to 12 or jan, …, got "foo" in "* * * foo *"; write minute, hour, day of month, month and day of week, such as `* 8-17 * * mon-fri` for 08:00 to 17:59 on workdays [policy-period-invalid]',
        ],
      },
      {
        when: { "linux.policies": [{ periods: ["* 8,,9 * * *"] }] },
        says: [
          'fleets.linux.policies[0].periods[0]: hour "" is no number, name, range or list, got "* 8,,9 * * *"; write minute, hour, day of month, month and day of week, such as `* 8-17 * * mon-fri` for 08:00 to 17:59 on workdays [policy-period-invalid]',
        ],
      },
      {
        when: { "linux.policies": [{ periods: [] }] },
        says: [
          "fleets.linux.policies[0].periods: must hold at least one period, got []; leave periods out for a policy that always holds [policy-period-invalid]",
        ],
      },
      {
        when: { "linux.policies": [{ periods: ["* * * * *", "* * ? * *"] }] },
        says: [
          'fleets.linux.policies[0].periods[1]: day of month "?" is no number, name, range or list, got "* * ? * *"; write minute, hour, day of month, month and day of week, such as `* 8-17 * * mon-fri` for 08:00 to 17:59 on workdays [policy-period-invalid]',
        ],
      },
    ],
    quiet: [
      {
        "linux.policies": [
          { periods: ["* 8-17 * * mon-fri", "*/5 0-12/2 1,15 JAN,Mar-Dec 0-7", "0-30 13,16 * * SUN", "* * * * 7"] },
        ],
      },
    ],
  },
  "policy-period-single-minute": {
    fires: [
      {
        when: { "linux.policies": [{ periods: ["0 8 * * *"] }] },
        says: [
          'fleets.linux.policies[0].periods[0]: should hold for longer than a minute at a time, got "0 8 * * *"; write * for the minute and a range of hours, such as `* 8-17 * * mon-fri` [policy-period-single-minute]',
        ],
      },
      {
        when: { "linux.policies": [{ periods: ["*/15 8-17 * * mon-fri"] }] },
        says: [
          'fleets.linux.policies[0].periods[0]: should hold for longer than a minute at a time, got "*/15 8-17 * * mon-fri"; write * for the minute and a range of hours, such as `* 8-17 * * mon-fri` [policy-period-single-minute]',
        ],
      },
    ],
    quiet: [{ "linux.policies": [{ periods: ["0-30 8 * * *", "* 8 * * *", "59,0 * * * *"] }] }],
  },
  "time-zone-unknown": {
    fires: [
      {
        when: { "linux.policies": [{ timezone: "Europe/Pariss" }] },
        says: [
          'fleets.linux.policies[0].timezone: must be an IANA time zone, got "Europe/Pariss"; did you mean Europe/Paris? [time-zone-unknown]',
        ],
      },
      {
        when: { "linux.policies": [{ timezone: "europe/paris" }] },
        says: [
          'fleets.linux.policies[0].timezone: must be an IANA time zone, got "europe/paris"; did you mean Europe/Paris? [time-zone-unknown]',
        ],
      },
      {
        when: { "linux.policies": [{ timezone: "CEST" }] },
        says: [
          'fleets.linux.policies[0].timezone: must be an IANA time zone, got "CEST"; use a name such as Europe/Paris, America/New_York or UTC [time-zone-unknown]',
        ],
      },
      {
        when: { "linux.policies": [{ timezone: "+02:00" }] },
        says: [
          'fleets.linux.policies[0].timezone: must be an IANA time zone, got "+02:00"; use a name such as Europe/Paris, America/New_York or UTC [time-zone-unknown]',
        ],
      },
      {
        when: { "linux.policies": [{ timezone: "Local" }] },
        says: [
          'fleets.linux.policies[0].timezone: must be an IANA time zone, got "Local"; use a name such as Europe/Paris, America/New_York or UTC [time-zone-unknown]',
        ],
      },
      {
        when: {
          "linux.monitoring": {
            jobQueuingDurations: [{ periods: ["* * 8-17 * * mon-fri *"], timezone: "Berlin", threshold: "1m" }],
          },
        },
        says: [
          'fleets.linux.monitoring.jobQueuingDurations[0].timezone: must be an IANA time zone, got "Berlin"; use a name such as Europe/Paris, America/New_York or UTC [time-zone-unknown]',
        ],
      },
    ],
    quiet: [
      {
        "linux.policies": [
          { timezone: "Europe/Paris" },
          { timezone: "UTC" },
          { timezone: "US/Eastern" },
          { timezone: "Asia/Kolkata" },
          { timezone: "America/Port-au-Prince" },
          { timezone: "Etc/GMT+1" },
        ],
      },
    ],
  },
  "policy-never-holds": {
    fires: [
      {
        when: { "linux.policies": [{ periods: ["* * 31 2 *"] }] },
        says: [
          'fleets.linux.policies[0].periods[0]: must hold on some date, got "* * 31 2 *"; correct the day and the month [policy-never-holds]',
        ],
      },
      {
        when: { "linux.policies": [{ periods: ["* * * * *", "* * 31 apr,jun */2"] }] },
        says: [
          'fleets.linux.policies[0].periods[1]: must hold on some date, got "* * 31 apr,jun */2"; correct the day and the month [policy-never-holds]',
        ],
      },
    ],
    quiet: [{ "linux.policies": [{ periods: ["* * 29 2 *", "* * 31 * mon", "* * 30 2 mon"] }] }],
  },
  "policy-never-seen": {
    fires: [
      {
        when: { "linux.policies": [{ periods: ["* 8-17 * * mon-fri"], idleCount: 4 }, {}] },
        says: [
          "fleets.linux.policies[0]: should count at some minute, got later policies at every minute of its own; move it behind the policies that it is an exception from, or remove it [policy-never-seen]",
        ],
      },
      {
        when: { "linux.policies": [{}, { periods: ["* 9 * * mon"] }, { periods: ["* 8-17 * * mon-fri"] }] },
        says: [
          "fleets.linux.policies[1]: should count at some minute, got later policies at every minute of its own; move it behind the policies that it is an exception from, or remove it [policy-never-seen]",
        ],
      },
      {
        when: {
          "linux.policies": [
            {},
            { periods: ["* 9 * * *"] },
            { periods: ["* 8-17 * * mon-fri"] },
            { periods: ["* * * * 0,6"] },
          ],
        },
        says: [
          "fleets.linux.policies[1]: should count at some minute, got later policies at every minute of its own; move it behind the policies that it is an exception from, or remove it [policy-never-seen]",
        ],
      },
      {
        when: {
          "linux.policies": [
            {},
            { periods: ["* 9 * * mon"], timezone: "Europe/Paris" },
            { periods: ["* 7-8 * * mon"], timezone: "UTC" },
          ],
        },
        says: [
          "fleets.linux.policies[1]: should count at some minute, got later policies at every minute of its own; move it behind the policies that it is an exception from, or remove it [policy-never-seen]",
        ],
      },
    ],
    quiet: [
      { "linux.policies": [{}, { periods: ["* 8-17 * * mon-fri"], idleCount: 4 }] },
      {
        "linux.policies": [
          {},
          { periods: ["* 8-11 * * *"] },
          { periods: ["* 12-23 * * *"] },
          { periods: ["* 0-7 * * *"] },
        ],
      },
      {
        "linux.policies": [
          {},
          { periods: ["* 9 * * mon"], timezone: "Europe/Paris" },
          { periods: ["* 8 * * mon"], timezone: "UTC" },
        ],
      },
      { "linux.policies": [{}, { periods: ["* 9 * * mon"] }, { periods: Expression.list("var.periods") }] },
    ],
  },
};
