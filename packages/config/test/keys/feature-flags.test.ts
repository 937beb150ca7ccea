import { featureFlags } from "../../src/keys/feature-flags";
import { runnerSettings } from "../../src/schema/runner-settings";

test("the list has each feature flag of GitLab Runner 19.4 once, in order", () => {
  expect(featureFlags).toHaveLength(51);
  expect([...new Set(featureFlags)].sort()).toEqual(featureFlags);
});

test("the list has the flags that every fleet is given", () => {
  expect(featureFlags).toEqual(
    expect.arrayContaining(["FF_DISABLE_AUTOMATIC_TOKEN_ROTATION", "FF_USE_FLEETING_ACQUIRE_HEARTBEATS"]),
  );
});

test("the model takes every flag of the list", () => {
  const flags = Object.fromEntries(featureFlags.map((name) => [name, true]));
  expect(runnerSettings.featureFlags.parse(flags)).toEqual(flags);
});
