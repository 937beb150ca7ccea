import { ConfigError, formatFinding } from "../../src/findings/config-error";
import { Duration } from "../../src/values/duration";
import { checkConfig, readConfig } from "../../src/check/read-config";
import type { RunnerFleetInput } from "../../src/schema/runner-fleet-config";
import { descriptionWith, type Changes } from "../changed";
import { minimalDescription } from "../descriptions";

const input = (changes: Changes) => descriptionWith(changes) as RunnerFleetInput;
const reason = "one type is all there is here";
const warned = { "linux.machines.onDemandPercentageAboveBaseCapacity": 50 };

test("a description is read with its defaults", () => {
  const { config, warnings } = readConfig(minimalDescription());
  expect(warnings).toEqual([]);
  expect(config).toMatchObject({
    name: "gitlab-runner",
    manager: { shards: 1, logFormat: "json", drainTimeout: Duration.hours(1) },
    fleets: { linux: { capacityPerInstance: 1, policies: [] } },
  });
});

test("what was read can be read again, to the same", () => {
  const { config } = readConfig(input({ "linux.policies": [{ periods: ["* 8 * * *"] }], cache: {} }));
  expect(readConfig(config).config).toEqual(config);
});

test("a key that is undefined is as if it were not there, 'extra' too", () => {
  const plain = minimalDescription();
  const linux = { ...plain.fleets.linux!, extra: undefined, shell: undefined };
  expect(readConfig({ ...plain, fleets: { linux } })).toEqual(readConfig(plain));
});

test("the input is left as it was", () => {
  const description = input({ "linux.policy": [], "linux.maxInstances": "x", "linux.docker.priviledged": true });
  const before = JSON.stringify(description);
  checkConfig(description);
  expect(JSON.stringify(description)).toBe(before);
});

test("all errors are in one message, a line each, under the name of the source", () => {
  expect(() => readConfig(input({ "gitlab.url": "gitlab.com", "linux.maxInstances": 0 }), "runners.yaml")).toThrow(
    [
      "runners.yaml is not a valid description of runner fleets:",
      '  gitlab.url: must be an http or https address without credentials, such as "https://gitlab.example.com", got "gitlab.com"; correct the value [schema-format]',
      "  fleets.linux.maxInstances: must be at least 1, got 0; choose a value of at least 1 [schema-range]",
    ].join("\n"),
  );
  expect(() => readConfig(null as never)).toThrow(ConfigError);
});

test("warnings come with the description and are no error", () => {
  const { warnings } = readConfig(input(warned));
  expect(warnings.map(formatFinding)).toEqual([
    "fleets.linux.machines.instanceTypes: should hold several types in a fleet with spot machines, got 1; name several types of about the same size, such as m7i.large, m6i.large and m7a.large, or use instanceRequirements [spot-single-type]",
  ]);
  expect(warnings.map(({ severity }) => severity)).toEqual(["warning"]);
});

describe("an acceptance", () => {
  const findings = (changes: Changes) =>
    checkConfig(input(changes)).findings.map(({ path, rule, severity }) => `${severity} ${path} ${rule}`);

  test("takes out every finding of its rule", () => {
    expect(findings({ ...warned, accept: [{ rule: "spot-single-type", reason }] })).toEqual([]);
  });

  test("with a path takes out the finding there and no other", () => {
    const path = "fleets.linux.machines.instanceTypes";
    expect(findings({ ...warned, accept: [{ rule: "spot-single-type", path, reason }] })).toEqual([]);
    expect(findings({ ...warned, accept: [{ rule: "spot-single-type", path: "fleets.arm", reason }] })).toEqual([
      `warning ${path} spot-single-type`,
      "warning accept[0] accept-without-effect",
    ]);
  });

  test("of nothing is itself a warning", () => {
    expect(findings({ accept: [{ rule: "spot-single-type", reason }] })).toEqual([
      "warning accept[0] accept-without-effect",
    ]);
  });

  test("of an error that can't be accepted, or of no rule at all, is an error", () => {
    expect(
      findings({
        "linux.maxInstances": 1,
        "manager.shards": 2,
        accept: [{ rule: "shards-above-max-instances", reason }],
      }),
    ).toEqual(["error fleets.linux.maxInstances shards-above-max-instances", "error accept[0] accept-without-effect"]);
    expect(findings({ accept: [{ rule: "no-such-rule", reason }] })).toEqual(["error accept[0] accept-without-effect"]);
  });
});
