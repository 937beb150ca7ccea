import { descriptionWith } from "../changed";
import type { Refusal } from "./refusal";

/** Descriptions that are refused for what they say of the manager. */
export const managerRefusals: readonly Refusal[] = [
  {
    name: "concurrent",
    input: descriptionWith({ "manager.concurrent": 10 }),
    says: [
      "manager.concurrent: is not a key of the description; remove it: it is derived from maxInstances and capacityPerInstance of all fleets [schema-unknown-key]",
    ],
  },
  {
    name: "listenAddress",
    input: descriptionWith({ "manager.listenAddress": ":9252" }),
    says: [
      "manager.listenAddress: is not a key of the description; remove it: it is derived from the port of the manager's metrics, which the chart and its probes use [schema-unknown-key]",
    ],
  },
  {
    name: "sentryDsn",
    input: descriptionWith({ "manager.sentryDsn": "https://x@sentry.io/1" }),
    says: [
      "manager.sentryDsn: is not a key of the description; holds a secret; the manager reads it from its environment, SENTRY_DSN [schema-unknown-key]",
    ],
  },
  {
    name: "a snake_case spelling",
    input: descriptionWith({ "manager.check_interval": 5 }),
    says: ["manager.check_interval: unknown key; did you mean checkInterval? [schema-unknown-key]"],
  },
  {
    name: "a check interval of 0",
    input: descriptionWith({ "manager.checkInterval": 0 }),
    says: ["manager.checkInterval: must be at least 1, got 0; choose a value of at least 1 [schema-range]"],
  },
  {
    name: "a check interval as a text",
    input: descriptionWith({ "manager.checkInterval": "3s" }),
    says: ['manager.checkInterval: must be a number, got "3s"; write a number [schema-type]'],
  },
  {
    name: "a log level with a typo",
    input: descriptionWith({ "manager.logLevel": "warning" }),
    says: [
      'manager.logLevel: must be one of debug, info, warn, error, fatal, panic, got "warning"; write one of them [schema-choice]',
    ],
  },
  {
    name: "a log format that is none",
    input: descriptionWith({ "manager.logFormat": "xml" }),
    says: ['manager.logFormat: must be one of runner, text, json, got "xml"; write one of them [schema-choice]'],
  },
  {
    name: "a connection age without a unit",
    input: descriptionWith({ "manager.connectionMaxAge": "900" }),
    says: [
      'manager.connectionMaxAge: must be a Go duration such as "90s", "20m" or "1h30m", got "900"; correct the value [schema-format]',
    ],
  },
  {
    name: "a connection age as a number",
    input: descriptionWith({ "manager.connectionMaxAge": 900 }),
    says: [
      'manager.connectionMaxAge: must be a Go duration such as "90s", "20m" or "1h30m", got 900; correct the value [schema-type]',
    ],
  },
  {
    name: "a shutdown timeout with a fraction",
    input: descriptionWith({ "manager.shutdownTimeout": 1.5 }),
    says: ["manager.shutdownTimeout: must be a whole number, got 1.5; write a whole number [schema-type]"],
  },
  {
    name: "a label with a bad key",
    input: descriptionWith({ "manager.labels": { "a b": "x" } }),
    says: [
      'manager.labels["a b"]: must be 3 to 65 letters, digits, dots, dashes and underscores, starting with no dot or dash, got "a b"; rename it [schema-name]',
    ],
  },
  {
    name: "a label with a bad value",
    input: descriptionWith({ "manager.labels": { team: "a b" } }),
    says: [
      'manager.labels.team: must be 1 to 256 letters, digits, dots, dashes and underscores, got "a b"; correct the value [schema-format]',
    ],
  },
  {
    name: "a web terminal without an address",
    input: descriptionWith({ "manager.sessionServer": {} }),
    says: ["manager.sessionServer.listenAddress: is required and must be a text; add it [schema-required]"],
  },
  {
    name: "a web terminal without a port",
    input: descriptionWith({ "manager.sessionServer": { listenAddress: "0.0.0.0" } }),
    says: [
      'manager.sessionServer.listenAddress: must be an address as host:port, such as "[::]:8093", got "0.0.0.0"; correct the value [schema-format]',
    ],
  },
  {
    name: "no shards",
    input: descriptionWith({ "manager.shards": 0 }),
    says: ["manager.shards: must be at least 1, got 0; choose a value of at least 1 [schema-range]"],
  },
  {
    name: "too many shards",
    input: descriptionWith({ "manager.shards": 21 }),
    says: ["manager.shards: must be at most 20, got 21; choose a value of at most 20 [schema-range]"],
  },
  {
    name: "a drain of a second",
    input: descriptionWith({ "manager.drainTimeout": "1s" }),
    says: ["manager.drainTimeout: must be at least 1m, got 1s; correct the value [schema-format]"],
  },
  {
    name: "a runner version that is a range",
    input: descriptionWith({ "manager.runnerVersion": "^19" }),
    says: [
      'manager.runnerVersion: must be an exact version of GitLab Runner, such as "19.4.0", got "^19"; correct the value [schema-format]',
    ],
  },
  {
    name: "a plugin version of two numbers",
    input: descriptionWith({ "manager.pluginVersion": "1.1" }),
    says: [
      'manager.pluginVersion: must be an exact version of the plugin, such as "1.1.0", got "1.1"; correct the value [schema-format]',
    ],
  },
  {
    name: "a manager's image that is latest",
    input: descriptionWith({ "manager.image": { repository: "registry.example.com/manager", tag: "latest" } }),
    says: ['manager.image.tag: must be a tag other than latest, got "latest"; correct the value [schema-format]'],
  },
  {
    name: "a manager's image with its tag in the repository",
    input: descriptionWith({ "manager.image": { repository: "registry.example.com/manager:1", tag: "1" } }),
    says: [
      'manager.image.repository: must be an image reference without tag or digest, got "registry.example.com/manager:1"; correct the value [schema-format]',
    ],
  },
  {
    name: "a manager's image that is another word",
    input: descriptionWith({ "manager.image": "own" }),
    says: ['manager.image: must be one of official, build, got "own"; write one of them [schema-choice]'],
  },
  {
    name: "a key of an experiment that moved",
    input: descriptionWith({ "manager.experimental": { usageLogger: { logDir: "/x" } } }),
    says: [
      "manager.experimental.usageLogger.logDir: is not a key of the description; deprecated since GitLab Runner 19.2; use the key of the same name in logrotate [schema-unknown-key]",
    ],
  },
  {
    name: "a drain of a week",
    input: descriptionWith({ "manager.drainTimeout": "168h" }),
    says: ["manager.drainTimeout: must be at most 144h, got 168h; correct the value [schema-format]"],
  },
  {
    name: "a shutdown of two hours",
    input: descriptionWith({ "manager.shutdownTimeout": 7200 }),
    says: ["manager.shutdownTimeout: must be at most 3600, got 7200; choose a value of at most 3600 [schema-range]"],
  },
  {
    name: "an image whose name begins with a dot",
    input: descriptionWith({ "manager.image": { repository: "registry.example.com/.ci/manager", tag: "1" } }),
    says: [
      'manager.image.repository: must be an image reference without tag or digest, got "registry.example.com/.ci/manager"; correct the value [schema-format]',
    ],
  },
];
