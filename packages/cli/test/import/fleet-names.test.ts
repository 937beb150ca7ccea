import { fleetNames } from "../../src/import/fleet-names";
import { TrackedTable } from "../../src/import/tracked-table";

const names = (...runners: readonly Readonly<Record<string, unknown>>[]) =>
  fleetNames(runners.map((runner, index) => new TrackedTable(runner, `runners[${index}]`, [])));

test("a fleet is named after its runner, in lower-case letters, digits and dashes", () => {
  expect(names({ name: "static-scaler" }, { name: "Équipe CI (eu-west-1)" }, { name: "42 machines" })).toEqual([
    { fleet: "static-scaler" },
    { fleet: "equipe-ci-eu-west-1" },
    { fleet: "machines" },
  ]);
});

test("a runner without a usable name gets a number", () => {
  expect(names({}, { name: "日本" }, { name: "glrt-abcdefghijklmnopqrst" }, { name: 7 })).toEqual([
    { fleet: "fleet-1" },
    { fleet: "fleet-2" },
    { fleet: "fleet-3" },
    { fleet: "fleet-4" },
  ]);
});

test("no two fleets have one name, and none has more than 32 characters", () => {
  const long = "a-very-long-name-of-a-runner-somewhere";
  const found = names({ name: "linux" }, { name: "Linux" }, { name: "linux-2" }, { name: long }, { name: long });
  expect(found.map(({ fleet }) => fleet)).toEqual([
    "linux",
    "linux-2",
    "linux-2-2",
    "a-very-long-name-of-a-runner-som",
    "a-very-long-name-of-a-runner-s-2",
  ]);
});

test("a config.toml that was rendered from a description gives back its names, of a further shard as well", () => {
  expect(
    names(
      { name: "ci-large-arm", token: "${RUNNER_TOKEN_LARGE_ARM}" },
      { name: "ci-linux-2", token: "${RUNNER_TOKEN_LINUX}" },
    ),
  ).toEqual([
    { fleet: "large-arm", deployment: "ci" },
    { fleet: "linux", deployment: "ci" },
  ]);
});

test("a token of another form, or of another runner, says nothing of the deployment", () => {
  expect(
    names({ name: "ci-linux", token: "${CI_SERVER_TOKEN}" }, { name: "ci-linux", token: "${RUNNER_TOKEN_OTHER}" }),
  ).toEqual([{ fleet: "ci-linux" }, { fleet: "ci-linux-2" }]);
});
