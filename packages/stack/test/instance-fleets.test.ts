import type { RunnerFleetsProps } from "../src";
import { fleet, only, synthesiseFleets } from "./synthesise";

const instance = (changes: object = {}): RunnerFleetsProps["fleets"] => ({
  linux: { executor: "instance", maxInstances: fleet.maxInstances, machines: fleet.machines, ...changes },
});

const userDataOf = (props: Partial<RunnerFleetsProps>) => {
  const { user_data: encoded } = only(synthesiseFleets(props), "aws_launch_template");
  return Buffer.from(encoded as string, "base64").toString();
};

describe("a fleet whose jobs run without containers", () => {
  test("has the manager's gitlab-runner on its machines", () => {
    expect(userDataOf({ fleets: instance(), manager: { runnerVersion: "19.3.1" } })).toContain(
      'gitlab-runner-downloads", "19.3.1", "amd64"]\n',
    );
  });

  test("has the directories on its machines that config.toml names, as they are written", () => {
    const fleets = instance({ buildsDir: "/srv/builds", cacheDir: "/srv/100%{cache}" });
    const text = userDataOf({ fleets });
    expect(text).toContain(', sh, "ec2-user", "/srv/builds"]\n');
    expect(text).toContain(', sh, "ec2-user", "/srv/100%{cache}"]\n');
  });

  test("is made of what a fleet with containers is made of, under the same paths", () => {
    expect(synthesiseFleets({ fleets: instance() }).paths).toEqual(synthesiseFleets().paths);
  });

  test("asks for the same rights in AWS: the manager does the same there", () => {
    const policies = (props: Partial<RunnerFleetsProps>) => {
      const { resources } = synthesiseFleets(props);
      return Object.values(resources.aws_iam_policy ?? {}).map(({ policy }) => policy as string);
    };
    expect(policies({}).length).toBeGreaterThan(0);
    expect(policies({ fleets: instance() })).toEqual(policies({}));
  });
});
