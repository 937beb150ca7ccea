import { Command, Option } from "commander";
import { initOptions, type InitOptions } from "../../src/init/init-options";

/** What commander makes of a command line with these flags. */
function parsed(...args: string[]): InitOptions {
  const command = initOptions.reduce(
    (made, { flags, description, choices }) =>
      made.addOption(choices ? new Option(flags, description).choices(choices) : new Option(flags, description)),
    new Command(),
  );
  return command
    .exitOverride()
    .configureOutput({ writeErr: () => undefined })
    .parse(args, { from: "user" })
    .opts();
}

test("no flag says nothing, so that a person can be asked", () => {
  expect(parsed()).toEqual({});
});

test("every flag is an option of init", () => {
  const given = {
    output: "ci.yaml",
    force: true,
    yes: true,
    executor: "docker-autoscaler",
    platform: "ec2",
    gitlabUrl: "https://gitlab.example.com",
    name: "ci",
    fleet: "linux",
    kubeconfig: "~/.kube/config",
    cluster: "platform",
    region: "eu-west-1",
    subnets: "default-vpc",
    managerSecurityGroups: "sg-0a1b2c3d4e5f60718",
    maxJobs: "5",
    image: "ruby:3.4",
    architecture: "arm64",
    instanceTypes: "m7g.large",
    spot: true,
    idle: "2",
    timezone: "UTC",
    cache: "s3",
  } satisfies Required<InitOptions>;
  const args = Object.entries(given).flatMap(([key, value]) => {
    const flag = `--${key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    return value === true ? [flag] : [flag, String(value)];
  });
  expect(parsed(...args)).toEqual(given);
  expect(initOptions).toHaveLength(Object.keys(given).length + 1);
});

test("--no-spot is an answer, too", () => {
  expect(parsed("--no-spot")).toEqual({ spot: false });
});

test("a word that is no choice is refused with the choices", () => {
  expect(() => parsed("--cache", "disk")).toThrow("Allowed choices are s3, in-cluster, none");
  expect(() => parsed("--platform", "eks")).toThrow("Allowed choices are kubernetes, ec2, fargate");
});

test("every flag is described, and no description ends in a full stop", () => {
  expect(initOptions.filter(({ description }) => !/\w.*[^.]$/.test(description))).toEqual([]);
});
