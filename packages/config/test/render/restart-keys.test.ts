import { readConfig } from "../../src/check/read-config";
import { restartKeys } from "../../src/render/restart-keys";
import type { RunnerFleetInput } from "../../src/schema/runner-fleet-config";
import { descriptionWith, fleetWith, type Changes } from "../changed";

const keysOf = (changes: Changes) =>
  restartKeys(readConfig(descriptionWith(changes) as RunnerFleetInput).config).toString();
const before = keysOf({});

test.each<[string, Changes]>([
  ["an idle policy", { "linux.policies": [{ idleCount: 2, idleTime: "30m" }] }],
  ["the image of jobs", { "linux.docker.image": "alpine:3.23" }],
  ["a limit of containers", { "linux.docker.memory": "2g" }],
  ["variables of jobs", { "linux.environment": ["LC_ALL=C.UTF-8"] }],
  ["a feature flag", { "linux.featureFlags": { FF_TIMESTAMPS: false } }],
  ["the log's format", { "manager.logFormat": "text" }],
  ["the check interval", { "manager.checkInterval": 5 }],
  ["the cache", { cache: { path: "ci" } }],
  ["the number of requests", { "linux.requestConcurrency": 4 }],
])("a change of %s restarts no manager", (_what, changes) => {
  expect(keysOf(changes)).toBe(before);
});

test.each<[string, Changes]>([
  ["the plugin's version", { "manager.pluginVersion": "1.1.1" }],
  ["GitLab's address", { "gitlab.url": "https://gitlab.example.org" }],
  ["the runner's id", { "linux.id": 7 }],
  ["the deployment's name", { name: "ci" }],
  ["the machines of a fleet", { "linux.maxInstances": 11 }],
  ["how often a machine is used", { "linux.maxUseCount": 2 }],
  ["the ready command", { "linux.autoscaler.instanceReadyCommand": "cloud-init status --wait" }],
  ["the web terminal", { "manager.sessionServer": { listenAddress: "[::]:8093" } }],
  ["heartbeats, which spot machines turn on", { "linux.machines.onDemandPercentageAboveBaseCapacity": 0 }],
  ["the fleets", { "fleets.arm": fleetWith() }],
])("a change of %s restarts the manager", (_what, changes) => {
  expect(keysOf(changes)).not.toBe(before);
});

test("the reference of a token is among the keys, so that another one restarts the manager", () => {
  expect(before).toContain('token = "${RUNNER_TOKEN_LINUX}"');
  expect(before).not.toContain("[[runners.autoscaler.policy]]");
});
