import { readConfig } from "../../src/check/read-config";
import { jobCacheDir } from "../../src/fleets/job-cache-dir";
import { jobVariables } from "../../src/fleets/job-variables";
import { Expression } from "../../src/values/expression";
import { descriptionWith } from "../changed";

const ofFleet = <Value>(changes: Record<string, unknown>, read: typeof jobVariables | typeof jobCacheDir): Value => {
  const { config } = readConfig(descriptionWith(changes) as Parameters<typeof readConfig>[0]);
  const fleet = Object.values(config.fleets)[0]!;
  return (read === jobCacheDir ? jobCacheDir(fleet) : jobVariables(config, fleet)) as Value;
};
const pods = (more: object = {}) => ({
  fleets: {
    pods: { executor: "kubernetes", limit: 1, kubernetes: { image: "ruby:3.4" }, jobs: { networkPolicy: {} }, ...more },
  },
});
const home = ["HOME=$CI_BUILDS_DIR", "ARCHIVER_STAGING_DIR=$CI_BUILDS_DIR"];

test.each<[string, Record<string, unknown>, unknown]>([
  ["nothing is said of", {}, undefined],
  ["the fleet has none of", { "linux.environment": [] }, []],
  ["the fleet has its own of", { "linux.environment": ["A=b"] }, ["A=b"]],
  ["a profile has", pods(), home],
  ["the fleet has more of than its profile", pods({ environment: ["A=b"] }), [...home, "A=b"]],
  ["the fleet has another of", pods({ environment: ["HOME=/tmp"] }), [home[1], "HOME=/tmp"]],
])("variables that %s", (_what, changes, variables) => {
  expect(ofFleet(changes, jobVariables)).toEqual(variables);
});

test("variables that Terraform alone knows come behind those of the profile", () => {
  const environment = Expression.list("var.environment");
  expect(String(ofFleet(pods({ environment }), jobVariables))).toBe(
    '${concat(["HOME=$CI_BUILDS_DIR", "ARCHIVER_STAGING_DIR=$CI_BUILDS_DIR"], var.environment)}',
  );
});

test.each([
  [{}, undefined],
  [pods(), "/builds/.cache"],
  [pods({ buildsDir: "/work" }), "/work/.cache"],
  [pods({ cacheDir: "/builds/c" }), "/builds/c"],
])("caches of %j are put together in %s", (changes, folder) => {
  expect(ofFleet(changes, jobCacheDir)).toBe(folder);
});
