import { onlyRunner, runnersOf, synthesise } from "./synthesise";
import type { RunnerProps, RunnerRegistrationProps } from "../src";

const told = (runner: RunnerProps, props: Partial<RunnerRegistrationProps> = {}) =>
  onlyRunner(synthesise({ ...props, runners: { linux: runner } }));

describe("what is made", () => {
  test("is a runner for each name and one revision of all, under ids that never change", () => {
    const synthesised = synthesise({ runners: { linux: { tags: ["linux"] }, arm: { runUntagged: true } } });
    expect(synthesised.paths).toEqual(["Registration/Revision", "Registration/arm", "Registration/linux"]);
    expect(Object.keys(synthesised.json.resource).sort()).toEqual(["gitlab_user_runner", "terraform_data"]);
    expect(
      runnersOf(synthesised)
        .map(({ description }) => description)
        .sort(),
    ).toEqual(["arm", "linux"]);
  });

  test("has no output and no data source", () => {
    const { json } = synthesise();
    expect(json).not.toHaveProperty("output");
    expect(json).not.toHaveProperty("data");
  });

  test("goes to the API of this GitLab, and takes no token from the configuration", () => {
    expect(synthesise().json.provider.gitlab).toEqual([{ base_url: "https://gitlab.example.com/api/v4/" }]);
  });
});

describe("GitLab is told", () => {
  test("of a runner of the instance that takes tagged jobs of all branches", () => {
    const { lifecycle: _, ...runner } = told({ tags: ["linux", "a b"] });
    expect(runner).toEqual({
      runner_type: "instance_type",
      description: "linux",
      tag_list: ["linux", "a b"],
      untagged: false,
      access_level: "not_protected",
      paused: false,
    });
  });

  test("of everything that can be said of a runner of a project", () => {
    const runner: RunnerProps = {
      runUntagged: true,
      protected: true,
      locked: false,
      maximumTimeoutSeconds: 600,
      description: "ci linux",
      paused: true,
      maintenanceNote: "ask ci",
    };
    const { lifecycle: _, ...said } = told(runner, { type: "project", projectId: "9" });
    expect(said).toEqual({
      runner_type: "project_type",
      project_id: 9,
      description: "ci linux",
      tag_list: [],
      untagged: true,
      access_level: "ref_protected",
      locked: false,
      maximum_timeout: 600,
      paused: true,
      maintenance_note: "ask ci",
    });
  });

  test("that a runner of a project stays with it unless it may not", () => {
    expect(told({ tags: ["a"] }, { type: "project", projectId: "9" })).toHaveProperty("locked", true);
    expect(told({ tags: ["a"] }, { type: "group", groupId: "7" })).not.toHaveProperty("locked");
  });

  test("what only Terraform knows", () => {
    const runner = onlyRunner(
      synthesise((variable) => ({
        type: "group",
        groupId: variable("group").stringValue,
        runners: {
          linux: {
            tags: variable("tags").listValue,
            runUntagged: variable("untagged").booleanValue,
            protected: variable("protected").booleanValue,
            paused: variable("paused").booleanValue,
            maximumTimeoutSeconds: variable("timeout").numberValue,
            description: variable("description").stringValue,
          },
        },
      })),
    );
    expect(runner).toMatchObject({
      group_id: "${var.group}",
      tag_list: "${var.tags}",
      untagged: "${var.untagged}",
      access_level: '${var.protected ? "ref_protected" : "not_protected"}',
      paused: "${var.paused}",
      maximum_timeout: "${var.timeout}",
      description: "${var.description}",
    });
  });
});

describe("a runner that is replaced", () => {
  test("ends after its successor is there and what uses it was updated", () => {
    expect(onlyRunner(synthesise()).lifecycle).toMatchObject({ create_before_destroy: true });
  });

  test("is replaced by another revision, whose address is written without interpolation", () => {
    const { json } = synthesise((variable) => ({ revision: variable("revision").numberValue }));
    const [[id, data]] = Object.entries<{ input: unknown }>(json.resource.terraform_data) as [[string, object]];
    expect(data).toEqual({ input: "${var.revision}" });
    const [runner] = Object.values<{ lifecycle: object }>(json.resource.gitlab_user_runner);
    expect(runner?.lifecycle).toMatchObject({ replace_triggered_by: [`terraform_data.${id}`] });
  });
});

describe("what is handed on", () => {
  const synthesised = synthesise({ runners: { linux: { tags: ["linux"] }, arm: { tags: ["arm"] } } });
  const [arm, linux] = Object.keys(synthesised.json.resource.gitlab_user_runner).map(
    (id) => `gitlab_user_runner.${id}`,
  );

  test("is each runner's number and token, by its name", () => {
    expect(synthesised.resolved(synthesised.registration.runners)).toEqual({
      linux: { id: `\${tonumber(${linux}.id)}`, token: `\${${linux}.token}` },
      arm: { id: `\${tonumber(${arm}.id)}`, token: `\${${arm}.token}` },
    });
  });

  test("is a number that another runner changes, for what holds all tokens", () => {
    expect(synthesised.resolved(synthesised.registration.tokensRevision)).toBe(
      `\${parseint(substr(sha256(join(" ", [${arm}.id, ${linux}.id])), 0, 7), 16)}`,
    );
  });

  test("is the same number for another order of the runners", () => {
    const other = synthesise({ runners: { arm: { tags: ["arm"] }, linux: { tags: ["linux"] } } });
    expect(other.resolved(other.registration.tokensRevision)).toBe(
      synthesised.resolved(synthesised.registration.tokensRevision),
    );
  });

  test("are the runners themselves, to depend on", () => {
    expect(synthesised.registration.dependables.map((each) => synthesised.resolved(each.fqn))).toEqual([
      `\${${linux}}`,
      `\${${arm}}`,
    ]);
  });
});

test.each<[string, Partial<RunnerRegistrationProps>]>([
  [`'groupId' must be given for a type of "group"`, { type: "group" }],
  [`'projectId' must be given for a type of "project"`, { type: "project" }],
  [`'groupId' must not be given for a type of "instance", got "7"`, { groupId: "7" }],
  [`'projectId' must not be given for a type of "group", got "9"`, { type: "group", groupId: "7", projectId: "9" }],
  [`'groupId' must be a number as text, got "platform/ci"`, { type: "group", groupId: "platform/ci" }],
  [`'runners' must hold at least one runner`, { runners: {} }],
  [`'revision' must be a whole number of at least 1, got 0`, { revision: 0 }],
  [`'revision' must be a whole number of at least 1, got 1.5`, { revision: 1.5 }],
  [
    `'runners.linux.tags' must be given where 'runUntagged' is not true: GitLab refuses a runner that takes no jobs`,
    { runners: { linux: { tags: [] } } },
  ],
  [
    `'runners.linux.locked' must not be given for a type of "instance": only runners of a project are locked`,
    { runners: { linux: { tags: ["a"], locked: false } } },
  ],
  [
    `'runners.linux.maximumTimeoutSeconds' must be at least 600, got 599`,
    { runners: { linux: { tags: ["a"], maximumTimeoutSeconds: 599 } } },
  ],
])("fails with: %s", (says, props) => {
  expect(() => synthesise(props)).toThrow(`test/Registration: ${says}`);
});
