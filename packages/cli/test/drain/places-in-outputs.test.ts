import { placesInOutputs } from "../../src/drain/places-in-outputs";

const stackOnEc2 = {
  manager_names: ["ci", "ci-2"],
  manager_group_name: "ci.manager",
  manager_group_name_2: "ci-2.manager",
  log_group_name: "/runner-fleet/ci",
};
const moduleOnEks = { manager_name: "ci", namespace: "runners", values_yaml: "a: b", drain_timeout: "2h" };
const moduleOnFargate = {
  manager_name: "ci",
  ecs_cluster_name: "shared",
  event_log_group_name: "/aws/events/runner-fleet-managers/ci",
};

describe("the outputs of a state", () => {
  test("of a stack on EC2 name the group of each shard", () => {
    expect(placesInOutputs(stackOnEc2, { region: "eu-west-1" }, ".").places).toEqual([
      { platform: "ec2", name: "ci", groupName: "ci.manager", region: "eu-west-1" },
      { platform: "ec2", name: "ci-2", groupName: "ci-2.manager", region: "eu-west-1" },
    ]);
  });

  test("say the region, unless a flag does", () => {
    const outputs = { ...stackOnEc2, manager_names: ["ci"], region: "eu-west-1" };
    const regions = [{}, { region: "eu-north-1" }].map((flags) => placesInOutputs(outputs, flags, ".").places);

    expect(regions.flat()).toEqual([
      expect.objectContaining({ region: "eu-west-1" }),
      expect.objectContaining({ region: "eu-north-1" }),
    ]);
  });

  test("of a stack on Fargate name the cluster", () => {
    const outputs = { manager_names: ["ci"], cluster_name: "ci", event_log_group_name: "a" };

    expect(placesInOutputs(outputs, {}, ".").places).toEqual([
      { platform: "fargate", name: "ci", clusterName: "ci", region: undefined },
    ]);
  });

  test("of a module on Fargate name the cluster", () => {
    expect(placesInOutputs(moduleOnFargate, {}, ".").places).toEqual([
      { platform: "fargate", name: "ci", clusterName: "shared", region: undefined },
    ]);
  });

  test("of a module on EKS name the namespace, and how long a drain may take", () => {
    expect(placesInOutputs(moduleOnEks, { context: "prod" }, ".")).toEqual({
      places: [
        {
          platform: "kubernetes",
          name: "ci",
          kinds: ["statefulset", "deployment"],
          namespace: "runners",
          context: "prod",
          kubeconfig: undefined,
        },
      ],
      drainTimeouts: ["2h"],
    });
  });

  test("of a root may hold a module as a whole, or several by for_each", () => {
    const outputs = {
      bucket: "b",
      list: ["x"],
      nothing: null,
      one: moduleOnFargate,
      more: { arm: { ...moduleOnEks, manager_name: "ci-arm" }, amd: { ...moduleOnEks, manager_name: "ci-amd" } },
    };

    expect(placesInOutputs(outputs, {}, ".").places.map(({ platform, name }) => `${platform} ${name}`)).toEqual([
      "fargate ci",
      "kubernetes ci-arm",
      "kubernetes ci-amd",
    ]);
  });

  test("that do not say the namespace need a flag", () => {
    const outputs = { manager_names: ["ci"], values_yaml: "a: b" };

    expect(() => placesInOutputs(outputs, {}, ".")).toThrow(
      "--namespace: must be given, since no output of the state names it",
    );
    expect(placesInOutputs(outputs, { namespace: "runners" }, ".").places).toEqual([
      expect.objectContaining({ namespace: "runners" }),
    ]);
  });

  test("that name no manager are an error that shows what to add", () => {
    expect(() => placesInOutputs({ bucket: "b" }, {}, "infra")).toThrow(
      `infra: the state's outputs must name the managers, but none is or holds 'manager_name' or 'manager_names'; add output "runners" { value = module.<name> } and apply, or give the description`,
    );
  });

  test("that do not say what a manager runs on are an error", () => {
    expect(() => placesInOutputs({ manager_name: "ci" }, {}, "infra")).toThrow(
      "infra: the state's outputs must say what the manager ci runs on, by 'namespace' (Kubernetes)",
    );
  });

  test.each([
    ["context", moduleOnFargate, "--context: is for managers on Kubernetes, but these are on fargate; leave it out"],
    ["cluster", stackOnEc2, "--cluster: is for managers on Fargate, but these are on ec2; leave it out"],
    ["region", moduleOnEks, "--region: is for managers on EC2 or Fargate, but these are on kubernetes; leave it out"],
  ])("refuse --%s where it means nothing", (flag, outputs, message) => {
    expect(() => placesInOutputs(outputs, { [flag]: "x" }, ".")).toThrow(message);
  });
});
