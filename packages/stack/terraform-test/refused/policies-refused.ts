import { having, type RefusedValue } from "./refused-value";

/** One policy, as a module has it and as a description has it. */
const policy = (
  attributes: Readonly<Record<string, unknown>>,
  keys: Readonly<Record<string, unknown>>,
): Pick<RefusedValue, "variables" | "config"> => ({
  variables: { policies: [attributes] },
  config: having({ "linux.policies": [keys] }),
});

const period = (text: string) => policy({ periods: [text] }, { periods: [text] });

/** What is refused of policies. */
export const policiesRefused: readonly RefusedValue[] = [
  {
    ...policy({ periods: [] }, { periods: [] }),
    rule: "policy-period-invalid",
    says: "policies[*].periods",
    got: "[[]]",
  },
  ...[
    "* 8-17 * *",
    "* * * * * * *",
    "@daily",
    "* 24 * * *",
    "* * 0 * *",
    "* * * foo *",
    "* * ? * *",
    "* 8,,9 * * *",
    "*/0 * * * *",
    "5/15 * * * *",
    "* 22-6 * * *",
    "* * * nov-feb *",
    "* * * * fri-1",
    "* * * * sat-sun",
  ].map((text): RefusedValue => ({
    ...period(text),
    rule: "policy-period-invalid",
    says: "policies[*].periods[*]",
    got: JSON.stringify([text]),
    otherWords: "a finding tells which of the five fields is wrong",
  })),
  ...["* * 31 2 *", "* * 31 apr,jun */2", "* * 30,31 feb *"].map((text): RefusedValue => ({
    ...period(text),
    rule: "policy-never-holds",
    says: "policies[*].periods[*]",
    got: JSON.stringify([text]),
  })),
  ...["0 8 * * *", "*/15 8-17 * * mon-fri"].map((text): RefusedValue => ({
    ...period(text),
    rule: "policy-period-single-minute",
    says: "policies[*].periods[*]",
    got: JSON.stringify([text]),
  })),
  ...["europe/paris", "CEST", "+02:00", "Local", "Mars/Olympus", "Berlin"].map((text): RefusedValue => ({
    ...policy({ timezone: text }, { timezone: text }),
    rule: "time-zone-unknown",
    says: "policies[*].timezone",
    got: JSON.stringify([text]),
  })),
  {
    variables: { policies: [{ periods: ["* 8-17 * * mon-fri"], idle_count: 4 }, {}] },
    rule: "policy-never-seen",
    says: "policies",
    got: "a policy for every minute behind others",
    config: having({ "linux.policies": [{ periods: ["* 8-17 * * mon-fri"], idleCount: 4 }, {}] }),
    otherWords: "a module finds only a policy for every minute",
  },
  {
    ...policy({ idle_count: -1 }, { idleCount: -1 }),
    rule: "schema-range",
    says: "policies[*].idle_count",
    got: "[-1]",
  },
  {
    ...policy({ idle_count: 0.5 }, { idleCount: 0.5 }),
    rule: "schema-type",
    says: "policies[*].idle_count",
    got: "[0.5]",
  },
  {
    variables: { policies: [null] },
    rule: "schema-type",
    says: "policies[*]",
    got: "[null]",
    config: having({ "linux.policies": [null] }),
  },
  {
    variables: { policies: [{}, { idle_count: 11, periods: ["* 8-17 * * *"] }] },
    rule: "idle-count-above-capacity",
    says: "policies[*].idle_count",
    got: "[11]",
    config: having({ "linux.policies": [{}, { idleCount: 11, periods: ["* 8-17 * * *"] }] }),
  },
  {
    ...policy({ idle_time: "20" }, { idleTime: "20" }),
    rule: "schema-format",
    says: "policies[*].idle_time",
    got: '["20"]',
    otherWords: "Terraform calculates in whole seconds",
  },
  {
    ...policy({ idle_time: "9m59s" }, { idleTime: "9m59s" }),
    rule: "idle-time-below-boot",
    says: "policies[*].idle_time",
    got: '["9m59s"]',
  },
  {
    ...policy({ scale_factor: -1 }, { scaleFactor: -1 }),
    rule: "schema-range",
    says: "policies[*].scale_factor",
    got: "[-1]",
  },
  {
    ...policy({ scale_factor_limit: 1.5 }, { scaleFactorLimit: 1.5 }),
    rule: "schema-type",
    says: "policies[*].scale_factor_limit",
    got: "[1.5]",
  },
  {
    ...policy({ scale_factor_limit: -1 }, { scaleFactorLimit: -1 }),
    rule: "schema-range",
    says: "policies[*].scale_factor_limit",
    got: "[-1]",
  },
  {
    ...policy(
      { scale_factor: 1, scale_factor_limit: 1, idle_count: 2 },
      { scaleFactor: 1, scaleFactorLimit: 1, idleCount: 2 },
    ),
    rule: "scale-factor-limit-below-idle-count",
    says: "policies[*].scale_factor_limit",
    got: "[1]",
    otherWords: "the finding names the idle count of the one policy that it is about",
  },
  {
    ...policy({ scale_factor: 1, scale_factor_limit: 11 }, { scaleFactor: 1, scaleFactorLimit: 11 }),
    rule: "scale-factor-limit-above-capacity",
    says: "policies[*].scale_factor_limit",
    got: "[11]",
  },
  {
    ...policy({ scale_factor_limit: 5 }, { scaleFactorLimit: 5 }),
    rule: "scale-factor-limit-without-factor",
    says: "policies[*].scale_factor_limit",
    got: "[5]",
  },
  {
    ...policy({ scale_factor: 0, scale_factor_limit: 5 }, { scaleFactor: 0, scaleFactorLimit: 5 }),
    rule: "scale-factor-limit-without-factor",
    says: "policies[*].scale_factor_limit",
    got: "[5]",
  },
  {
    ...policy({ preemptive_mode: true }, { preemptiveMode: true }),
    rule: "preemptive-without-idle",
    says: "policies[*].preemptive_mode",
    got: "[true]",
  },
];
