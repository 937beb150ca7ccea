import { descriptionWith } from "../changed";
import type { Refusal } from "./refusal";

/** Descriptions that are refused for what they say of the autoscaler. */
export const autoscalerRefusals: readonly Refusal[] = [
  {
    name: "plugin",
    input: descriptionWith({ "linux.autoscaler.plugin": "aws" }),
    says: [
      "fleets.linux.autoscaler.plugin: is not a key of the description; remove it: it is derived from the version of the AWS plugin [schema-unknown-key]",
    ],
  },
  {
    name: "pluginConfig",
    input: descriptionWith({ "linux.autoscaler.pluginConfig": { name: "x" } }),
    says: [
      "fleets.linux.autoscaler.pluginConfig: is not a key of the description; remove it: it is derived from the name of the fleet's Auto Scaling group [schema-unknown-key]",
    ],
  },
  {
    name: "max_instances",
    input: descriptionWith({ "linux.autoscaler.max_instances": 99 }),
    says: [
      "fleets.linux.autoscaler.max_instances: is not a key of the description; remove it: it is derived from the fleet's maxInstances [schema-unknown-key]",
    ],
  },
  {
    name: "vmIsolation",
    input: descriptionWith({ "linux.autoscaler.vmIsolation": { enabled: true } }),
    says: [
      "fleets.linux.autoscaler.vmIsolation: is not a key of the description; virtual machines on macOS hosts; the machines of a fleet are Linux [schema-unknown-key]",
    ],
  },
  {
    name: "a password",
    input: descriptionWith({ "linux.autoscaler.connectorConfig": { password: "x" } }),
    says: [
      "fleets.linux.autoscaler.connectorConfig.password: is not a key of the description; holds a secret; the manager connects by SSH key, and a key of your own comes from a Secret [schema-unknown-key]",
    ],
  },
  {
    name: "a user name",
    input: descriptionWith({ "linux.autoscaler.connectorConfig": { username: "root" } }),
    says: [
      "fleets.linux.autoscaler.connectorConfig.username: is not a key of the description; remove it: it is derived from the machines' image [schema-unknown-key]",
    ],
  },
  {
    name: "a port above the last",
    input: descriptionWith({ "linux.autoscaler.connectorConfig": { protocolPort: 70000 } }),
    says: [
      "fleets.linux.autoscaler.connectorConfig.protocolPort: must be at most 65535, got 70000; choose a value of at most 65535 [schema-range]",
    ],
  },
  {
    name: "a directory of the state",
    input: descriptionWith({ "linux.autoscaler.stateStorage": { dir: "/x" } }),
    says: [
      "fleets.linux.autoscaler.stateStorage.dir: is not a key of the description; the manager's state lies beside config.toml, in the directory or volume that the manager is given [schema-unknown-key]",
    ],
  },
  {
    name: "an update interval below a second",
    input: descriptionWith({ "linux.autoscaler.updateInterval": "500ms" }),
    says: ["fleets.linux.autoscaler.updateInterval: must be at least 1s, got 500ms; correct the value [schema-format]"],
  },
  {
    name: "a throttle below -1",
    input: descriptionWith({ "linux.autoscaler.scaleThrottle": { limit: -2 } }),
    says: [
      "fleets.linux.autoscaler.scaleThrottle.limit: must be at least -1, got -2; choose a value of at least -1 [schema-range]",
    ],
  },
  {
    name: "buckets of whole texts",
    input: descriptionWith({ "linux.autoscaler.instanceLifeDurationBuckets": ["60"] }),
    says: [
      'fleets.linux.autoscaler.instanceLifeDurationBuckets[0]: must be a number, got "60"; write a number [schema-type]',
    ],
  },
  {
    name: "no buckets",
    input: descriptionWith({ "linux.autoscaler.instanceLifeDurationBuckets": [] }),
    says: [
      "fleets.linux.autoscaler.instanceLifeDurationBuckets: must have at least 1 entry, got 0; give it at least 1 entry [schema-range]",
    ],
  },
  {
    name: "a bucket of 0",
    input: descriptionWith({ "linux.autoscaler.instanceLifeDurationBuckets": [0] }),
    says: [
      "fleets.linux.autoscaler.instanceLifeDurationBuckets[0]: must be above 0, got 0; choose a value above 0 [schema-range]",
    ],
  },
  {
    name: "a failure threshold of 0",
    input: descriptionWith({ "linux.autoscaler.failureThreshold": 0 }),
    says: [
      "fleets.linux.autoscaler.failureThreshold: must be at least 1, got 0; choose a value of at least 1 [schema-range]",
    ],
  },
];
