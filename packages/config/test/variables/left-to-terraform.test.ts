import { checkConfig } from "../../src/check/read-config";
import { leaveToTerraform } from "../../src/variables/left-to-terraform";

const gitlab = { url: "https://gitlab.example.com" };
const linux = {
  executor: "docker-autoscaler",
  maxInstances: 10,
  docker: { image: "alpine:3.22" },
  machines: { instanceTypes: ["m7i.large", "m6i.large"] },
};
const pods = { executor: "kubernetes", limit: 5, kubernetes: { image: "ruby:3.4" } };

/** What is left to Terraform, each as `path: variable`. */
const left = (input: unknown) => leaveToTerraform(input).left.map(({ path, variable }) => `${path}: ${variable}`);

const errors = (input: unknown) =>
  checkConfig(leaveToTerraform(input).input).findings.filter((each) => each.severity === "error");

const sources = "fleets.linux.machines.managerSecurityGroupIds: managerSecurityGroupIds";
const subnets = "fleets.linux.machines.subnetIds: subnetIds";

test.each<readonly [string, object, readonly string[]]>([
  [
    "machines with a manager in EKS",
    { fleets: { linux } },
    ["region: region", subnets, sources, "cluster.name: clusterName"],
  ],
  [
    "machines that name the manager's addresses",
    { fleets: { linux: { ...linux, machines: { ...linux.machines, managerCidrs: ["10.0.0.0/24"] } } } },
    ["region: region", subnets, "cluster.name: clusterName"],
  ],
  ["pods in EKS", { fleets: { pods } }, ["region: region", "cluster.name: clusterName"]],
  [
    "pods in a cluster that a kubeconfig file leads to",
    { fleets: { pods }, cluster: { access: { kubeconfigPath: "~/.kube/config" } } },
    [],
  ],
  [
    "a manager on EC2",
    { fleets: { linux }, manager: { platform: "ec2" } },
    ["region: region", subnets, "ec2.subnetIds: managerSubnetId"],
  ],
  [
    "a manager on Fargate, which may be where machines are",
    { fleets: { linux }, manager: { platform: "fargate", image: { repository: "r.example.com/m", tag: "1" } } },
    ["region: region", subnets, "fargate.subnetIds: subnetIds"],
  ],
  [
    "the default VPC",
    { fleets: { linux }, manager: { platform: "ec2" }, aws: { defaultVpc: true } },
    ["region: region"],
  ],
])(
  "of a description with %s it asks Terraform for what only an account knows, and nothing is then missing",
  (_what, parts, asked) => {
    const input = { gitlab, ...parts };
    expect(left(input)).toEqual(asked);
    expect(errors(input)).toEqual([]);
  },
);

test("what is given is kept, and what was read is not changed", () => {
  const input = {
    gitlab,
    region: "eu-west-1",
    cluster: { name: "ci" },
    fleets: { linux: { ...linux, machines: { ...linux.machines, subnetIds: ["subnet-0123456789abcdef0"] } } },
  };
  const before = structuredClone(input);
  const { input: filled, left: asked } = leaveToTerraform(input);
  expect(asked.map(({ path }) => path)).toEqual(["fleets.linux.machines.managerSecurityGroupIds"]);
  expect(filled).toMatchObject(input);
  expect(input).toEqual(before);
});

test("what is missing and no account knows stays missing", () => {
  expect(errors({ fleets: { linux: { ...linux, docker: undefined } } }).map(({ path }) => path)).toEqual([
    "gitlab",
    "fleets.linux.docker",
  ]);
});

test.each<readonly [string, unknown]>([
  ["nothing", null],
  ["a text", "fleets"],
  ["a list", []],
  ["tables that are none", { manager: 1, cluster: "ci", aws: [], fleets: { linux: null, arm: "x" } }],
  ["fleets in a list", { fleets: [linux] }],
  ["machines that are a text", { fleets: { linux: { ...linux, machines: "m7i.large" } } }],
])("of %s only places that are empty are filled", (_what, input) => {
  const { input: filled, left: asked } = leaveToTerraform(input);
  for (const { path } of asked) {
    expect(
      path.split(".").reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], filled),
    ).toHaveProperty("terraform");
  }
  expect(JSON.stringify(filled)).toContain((JSON.stringify(input) ?? "").slice(1, -1));
});
