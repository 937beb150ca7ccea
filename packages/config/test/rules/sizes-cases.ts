import type { RuleCases } from "./rule-cases";

/** What the rules about sizes and idle capacity find and let pass. */
export const sizesCases: RuleCases = {
  "shards-above-max-instances": {
    fires: [
      {
        when: { "manager.shards": 3, "linux.maxInstances": 2 },
        says: [
          "fleets.linux.maxInstances: must be at least manager.shards (3), got 2; raise maxInstances to the number of shards at least, or lower manager.shards [shards-above-max-instances]",
        ],
      },
    ],
    quiet: [{ "manager.shards": 3, "linux.maxInstances": 3 }],
  },
  "max-use-count-required": {
    fires: [
      {
        when: { "linux.capacityPerInstance": 4 },
        says: [
          "fleets.linux.maxUseCount: is required with capacityPerInstance above 1, got nothing with 4; set maxUseCount, for example to 20, or to 0 for machines that are never replaced [max-use-count-required]",
        ],
      },
    ],
    quiet: [{ "linux.capacityPerInstance": 4, "linux.maxUseCount": 8 }, {}],
  },
  "max-use-count-below-capacity": {
    fires: [
      {
        when: { "linux.capacityPerInstance": 4, "linux.maxUseCount": 3 },
        says: [
          "fleets.linux.maxUseCount: must be 0 or at least capacityPerInstance (4), got 3; raise maxUseCount to capacityPerInstance at least, or set it to 0 [max-use-count-below-capacity]",
        ],
      },
    ],
    quiet: [
      { "linux.capacityPerInstance": 4, "linux.maxUseCount": 4 },
      { "linux.capacityPerInstance": 4, "linux.maxUseCount": 0 },
    ],
  },
  "request-concurrency-one": {
    fires: [
      {
        when: { "linux.requestConcurrency": 1 },
        says: [
          "fleets.linux.requestConcurrency: should be 2 to 4 in a fleet of several jobs at once, got 1; leave requestConcurrency out, or set it to 2 to 4 [request-concurrency-one]",
        ],
      },
    ],
    quiet: [{ "linux.requestConcurrency": 2 }, { "linux.requestConcurrency": 1, "linux.maxInstances": 1 }],
  },
  "idle-count-above-capacity": {
    fires: [
      {
        when: { "linux.policies": [{}, { idleCount: 11 }] },
        says: [
          "fleets.linux.policies[1].idleCount: must be at most maxInstances × capacityPerInstance (10), got 11; lower idleCount, or raise maxInstances [idle-count-above-capacity]",
        ],
      },
      {
        when: {
          "linux.maxInstances": 3,
          "linux.capacityPerInstance": 4,
          "linux.maxUseCount": 8,
          "manager.shards": 2,
          "linux.policies": [{ idleCount: 12 }],
        },
        says: [
          "fleets.linux.policies[0].idleCount: must fit every shard, got 12, of which shard 2 keeps 6 and has room for 4; lower idleCount, or make maxInstances a multiple of manager.shards [idle-count-above-capacity]",
        ],
      },
    ],
    quiet: [
      { "linux.policies": [{ idleCount: 10 }] },
      { "linux.capacityPerInstance": 2, "linux.maxUseCount": 8, "linux.policies": [{ idleCount: 20 }] },
    ],
  },
  "scale-factor-limit-below-idle-count": {
    fires: [
      {
        when: { "linux.policies": [{ idleCount: 4, scaleFactor: 0.5, scaleFactorLimit: 3 }] },
        says: [
          "fleets.linux.policies[0].scaleFactorLimit: must be at least idleCount (4), got 3; raise scaleFactorLimit to idleCount at least, or leave it out for no limit but the fleet's [scale-factor-limit-below-idle-count]",
        ],
      },
    ],
    quiet: [
      { "linux.policies": [{ idleCount: 4, scaleFactor: 0.5, scaleFactorLimit: 4 }] },
      { "linux.policies": [{ idleCount: 4, scaleFactor: 0.5 }] },
    ],
  },
  "scale-factor-limit-above-capacity": {
    fires: [
      {
        when: { "linux.policies": [{ scaleFactor: 0.5, scaleFactorLimit: 11 }] },
        says: [
          "fleets.linux.policies[0].scaleFactorLimit: should be at most maxInstances × capacityPerInstance (10), got 11; lower scaleFactorLimit, raise maxInstances, or leave scaleFactorLimit out for all that the fleet has [scale-factor-limit-above-capacity]",
        ],
      },
    ],
    quiet: [{ "linux.policies": [{ scaleFactor: 0.5, scaleFactorLimit: 10 }] }],
  },
  "scale-factor-limit-without-factor": {
    fires: [
      {
        when: { "linux.policies": [{ scaleFactorLimit: 3 }] },
        says: [
          "fleets.linux.policies[0].scaleFactorLimit: has no effect without a scaleFactor above 0; set scaleFactor, or remove scaleFactorLimit [scale-factor-limit-without-factor]",
        ],
      },
      {
        when: { "linux.policies": [{ scaleFactor: 0, scaleFactorLimit: 3 }] },
        says: [
          "fleets.linux.policies[0].scaleFactorLimit: has no effect without a scaleFactor above 0; set scaleFactor, or remove scaleFactorLimit [scale-factor-limit-without-factor]",
        ],
      },
    ],
    quiet: [{ "linux.policies": [{ scaleFactor: 1, scaleFactorLimit: 3 }] }],
  },
  "idle-time-below-second": {
    fires: [
      {
        when: { "linux.policies": [{ idleTime: "600ms" }] },
        says: [
          'fleets.linux.policies[0].idleTime: must be 0s or at least 1s, got 600ms; write a duration with its unit, such as "20m", or "0s" [idle-time-below-second]',
        ],
      },
    ],
    quiet: [{ "linux.policies": [{ idleTime: "0s" }] }, { "linux.policies": [{ idleTime: "1s" }] }],
  },
  "idle-time-below-boot": {
    fires: [
      {
        when: { "linux.policies": [{ idleTime: "9m59s" }] },
        says: [
          "fleets.linux.policies[0].idleTime: should be at least 10m, got 9m59s; raise idleTime to 10m or more, or set it to 0s if machines shall go as soon as no job needs them [idle-time-below-boot]",
        ],
      },
      {
        when: { "linux.policies": [{ idleTime: "1s" }] },
        says: [
          "fleets.linux.policies[0].idleTime: should be at least 10m, got 1s; raise idleTime to 10m or more, or set it to 0s if machines shall go as soon as no job needs them [idle-time-below-boot]",
        ],
      },
    ],
    quiet: [{ "linux.policies": [{ idleTime: "10m" }] }, { "linux.policies": [{ idleTime: "0s" }] }],
  },
  "preemptive-without-idle": {
    fires: [
      {
        when: { "linux.policies": [{ preemptiveMode: true }] },
        says: [
          "fleets.linux.policies[0].preemptiveMode: must not be true with an idleCount of 0: no job would ever be taken; raise idleCount, or remove preemptiveMode [preemptive-without-idle]",
        ],
      },
    ],
    quiet: [
      { "linux.policies": [{ preemptiveMode: true, idleCount: 1 }] },
      { "linux.policies": [{ preemptiveMode: false }] },
    ],
  },
};
