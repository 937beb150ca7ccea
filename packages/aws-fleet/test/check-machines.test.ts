import { Token } from "cdktf";
import type { RunnerFleetProps } from "../src";
import { checkMachines } from "../src/check-machines";
import { fleetProps, synthesiseFleet } from "./synthesise";

const refused: readonly [string, Partial<RunnerFleetProps>, string][] = [
  ["a group without machines", { maxInstances: 0 }, "test/Linux: 'maxInstances' must be at least 1, got 0"],
  [
    "a volume that is too small",
    { rootVolume: { sizeGiB: 4 } },
    "test/Linux: 'rootVolume.sizeGiB' must be at least 8, got 4",
  ],
  [
    "a throughput below gp3's",
    { rootVolume: { throughputMiBps: 100 } },
    "'rootVolume.throughputMiBps' must be at least 125, got 100",
  ],
  [
    "a percentage above 100",
    { onDemandPercentageAboveBaseCapacity: 101 },
    "'onDemandPercentageAboveBaseCapacity' must be at most 100, got 101",
  ],
  [
    "an unknown system",
    { image: { os: "debian-12" as "ubuntu-24.04" } },
    "'image.os' must be one of amazon-linux-2023, ubuntu-22.04, ubuntu-24.04, got \"debian-12\"",
  ],
  [
    "a misspelt key",
    { rootVolume: { sizeGib: 10 } as object },
    "'rootVolume.sizeGib' unknown key; did you mean sizeGiB?",
  ],
  ["a subnet that is none", { subnetIds: ["vpc-0123456789abcdef0"] }, "'subnetIds[0]' must be a subnet id such as"],
  [
    "no source of the manager",
    { managerSecurityGroupIds: undefined },
    "test/Linux: must have managerSecurityGroupIds or managerCidrs, got neither",
  ],
  [
    "types and requirements",
    { instanceRequirements: { vcpuCount: { min: 2 }, memoryMiB: { min: 1024 } } },
    "must have exactly one of instanceTypes and instanceRequirements, got both",
  ],
  ["types of another architecture", { architecture: "arm64" }, "'instanceTypes"],
  ["two images", { image: { id: "ami-0123456789abcdef0", ssmParameter: "/ami" } }, "'image"],
  [
    "user data that only Terraform knows",
    { userDataParts: [{ filename: "a.sh", content: Token.asString({ resolve: () => "x" }) }] },
    "'userDataParts[0].content' must be a text",
  ],
  [
    "a part's name that only Terraform knows",
    { userDataParts: [{ filename: Token.asString({ resolve: () => "x" }), content: "#!/bin/sh\n" }] },
    "'userDataParts[0].filename' must be known when the stack is synthesised",
  ],
  [
    "a way to run jobs that needs no machines",
    { executor: "kubernetes" as "instance" },
    "test/Linux: 'executor' must be docker-autoscaler or instance, got \"kubernetes\"; write one of them",
  ],
  [
    "a version of gitlab-runner for machines that have none",
    { runnerVersion: "19.4.0" },
    "test/Linux: 'runnerVersion' is for the executor instance alone, got \"19.4.0\" with docker-autoscaler; leave it out",
  ],
  [
    "directories for jobs that are in containers",
    { jobDirectories: ["/srv/builds"] },
    "test/Linux: 'jobDirectories' is for the executor instance alone",
  ],
  [
    "a directory that depends on where one is",
    { executor: "instance", jobDirectories: ["/srv/builds", "cache"] },
    "test/Linux: 'jobDirectories[1]' must be an absolute path, got \"cache\"; correct the value",
  ],
  [
    "directories that only Terraform counts",
    { executor: "instance", jobDirectories: Token.asList({ resolve: () => ["/srv"] }) },
    "test/Linux: 'jobDirectories' must be a list that is known when the stack is synthesised",
  ],
  [
    "a version that is none",
    { executor: "instance", runnerVersion: "latest" },
    'test/Linux: \'runnerVersion\' must be an exact version of GitLab Runner, such as "19.4.0", got "latest"',
  ],
  [
    "a mirror of gitlab-runner for machines whose jobs are in containers",
    { image: { runnerDownloads: "https://mirror.example.com/runner" } },
    "test/Linux: 'image.runnerDownloads' unknown key",
  ],
  [
    "settings of a Docker that no machine has",
    { executor: "instance", registryMirrors: ["https://mirror.example.com"] },
    "test/Linux: 'registryMirrors' has no effect with a machines.image.docker of \"none\"",
  ],
  [
    "a role that jobs without containers reach unsaid",
    { executor: "instance", instanceProfileName: "jobs" },
    "test/Linux: 'jobsMayUseInstanceRole' must be true on machines that get a role by machines.instanceProfileName",
  ],
  [
    "a group's name that is a pattern",
    { groupName: "ci-*" },
    "test/Linux: 'groupName' must be 3 to 128 letters, digits, dots, underscores and dashes, got \"ci-*\"",
  ],
];

test.each(refused)("refuses %s", (_what, props, message) => {
  expect(() => synthesiseFleet(props)).toThrow(message);
});

test("says everything that is wrong, one line each", () => {
  expect(() =>
    synthesiseFleet({ maxInstances: 0, rootVolume: { sizeGiB: 4 }, architecture: "arm" as "arm64" }),
  ).toThrow(
    /^test\/Linux: 'maxInstances'.*\ntest\/Linux: 'machines\.|^(test\/Linux: '[^\n]*\n){2}test\/Linux: '[^\n]*$/,
  );
});

test("gives what is left out its default, from the description's schema", () => {
  const { machines } = checkMachines("test", withoutOwn(fleetProps), 10);
  expect(machines).toMatchObject({
    architecture: "amd64",
    image: { os: "amazon-linux-2023", follow: "apply", docker: "install" },
    rootVolume: { sizeGiB: 50, throughputMiBps: 250, iops: 3000 },
    jobsMayUseInstanceRole: false,
  });
});

test("gives machines whose jobs run without containers defaults of their own", () => {
  const { machines } = checkMachines("test", withoutOwn(fleetProps), 10, { executor: "instance" });
  expect(machines.image).toEqual({ os: "amazon-linux-2023", follow: "apply", docker: "none", runner: "install" });
});

test("leaves tokens as they are, whatever their kind", () => {
  const text = Token.asString({ resolve: () => "x" });
  const list = Token.asList({ resolve: () => ["x"] });
  const number = Token.asNumber({ resolve: () => 1 });
  const { machines } = checkMachines(
    "test",
    { ...withoutOwn(fleetProps), vpcId: text, subnetIds: list, rootVolume: { sizeGiB: number } },
    10,
  );
  expect([machines.vpcId, machines.subnetIds, machines.rootVolume.sizeGiB]).toEqual([text, list, number]);
});

function withoutOwn({ groupName: _name, maxInstances: _max, ...machines }: RunnerFleetProps) {
  return machines;
}
