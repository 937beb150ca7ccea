import { readConfig } from "../../src/check/read-config";
import { ecrArnInPartition, ecrRegistries, logsInToEcr, managerLogsInToEcr } from "../../src/fleets/ecr-registries";
import { roleNeeds } from "../../src/fleets/aws-needs";
import type { Fleet } from "../../src/schema/fleet";
import type { RunnerFleetInput } from "../../src/schema/runner-fleet-config";
import { Expression } from "../../src/values/expression";
import { descriptionWith, type Changes } from "../changed";

const registry = "111122223333.dkr.ecr.eu-west-1.amazonaws.com";
const other = "444455556666.dkr.ecr.us-east-1.amazonaws.com";
const ecr = { repositories: [`${registry}/ci/*`] };
const pods = { executor: "kubernetes", limit: 5, kubernetes: { image: "ruby:3.4" } };
const machines = {
  instanceTypes: ["m7i.large"],
  subnetIds: ["subnet-0123456789abcdef0"],
  managerSecurityGroupIds: ["sg-0123456789abcdef0"],
};

const read = (changes: Changes) =>
  readConfig(descriptionWith({ "manager.image": "build", ...changes }) as RunnerFleetInput).config;

describe("the registry of an address", () => {
  test("is its host, once", () => {
    const repositories = [`${registry}/ci/*`, `${other}/base`, `${registry}/tools`];
    expect(ecrRegistries(read({ ecr: { repositories } }))).toEqual([registry, other]);
  });

  test("is found by Terraform where the address is", () => {
    const address = Expression.text("aws_ecr_repository.base.repository_url");
    expect(ecrRegistries(read({ ecr: { repositories: [address] } })).map(String)).toEqual([
      '${regex("^[^/]+", aws_ecr_repository.base.repository_url)}',
    ]);
  });

  test("of a pull-through cache is the one that the stack found", () => {
    const plannedRegistry = Expression.text("local.ecr_registry");
    expect(ecrRegistries(read({ ecr: { ...ecr, plannedRegistry } }))).toEqual([registry, plannedRegistry]);
  });
});

describe("the ARN of an address", () => {
  test.each([
    [`${registry}/ci/*`, "ecr:eu-west-1:111122223333:repository/ci/*"],
    [`${registry}/*`, "ecr:eu-west-1:111122223333:repository/*"],
    [
      "111122223333.dkr.ecr-fips.us-gov-west-1.amazonaws.com/a/b.c_d-e",
      "ecr:us-gov-west-1:111122223333:repository/a/b.c_d-e",
    ],
    ["111122223333.dkr.ecr.cn-north-1.amazonaws.com.cn/base", "ecr:cn-north-1:111122223333:repository/base"],
    ["111122223333.dkr-ecr.eu-west-1.on.aws/base", "ecr:eu-west-1:111122223333:repository/base"],
    ["111122223333.dkr-ecr-fips.us-east-2.on.aws/base", "ecr:us-east-2:111122223333:repository/base"],
    ["111122223333.dkr-ecr.cn-north-1.on.amazonwebservices.com.cn/base", "ecr:cn-north-1:111122223333:repository/base"],
    ["111122223333.dkr.ecr.eusc-de-east-1.amazonaws.eu/base", "ecr:eusc-de-east-1:111122223333:repository/base"],
  ])("%s is in %s", (address, arn) => {
    expect(read({ ecr: { repositories: [address] } }).ecr?.repositories).toEqual([address]);
    expect(ecrArnInPartition(address)).toBe(arn);
  });

  test("is put together by Terraform where it alone knows the address", () => {
    expect(String(ecrArnInPartition(Expression.text("var.repository")))).toBe(
      '${format("ecr:%[2]s:%[1]s:repository/%[3]s", ' +
        'regex("^(\\\\d{12})\\\\.dkr[.-]ecr(?:-fips)?\\\\.([a-z0-9-]+)\\\\.[^/]+/([a-z0-9*/._-]+)$", var.repository)...)}',
    );
  });
});

describe("the manager logs in", () => {
  const fleets = {
    containers: { executor: "docker-autoscaler", maxInstances: 2, docker: { image: "ruby:3.4" }, machines },
    pods,
    bare: { executor: "instance", maxInstances: 2, machines },
  };
  const loginsOf = (changes: Changes) => {
    const config = read({ fleets, ...changes });
    return Object.entries(config.fleets)
      .filter(([, fleet]) => logsInToEcr(config, fleet as Fleet))
      .map(([name]) => name);
  };

  test.each<[string, Changes, string[]]>([
    ["for containers and pods, and not for jobs without an image", { ecr }, ["containers", "pods"]],
    ["not for pods whose images the node pulls", { ecr: { ...ecr, pods: "node-role" } }, ["containers"]],
    ["for nobody where no registry is named", {}, []],
  ])("%s", (_what, changes, names) => {
    expect(loginsOf(changes)).toEqual(names);
  });

  test("and then has a role, also without machines", () => {
    const needs = (changes: Changes) =>
      roleNeeds(read({ fleets: { pods }, ...changes })).map(({ path, who }) => [who, path]);
    expect(needs({ ecr })).toEqual([["manager", ["ecr"]]]);
    expect(needs({})).toEqual([]);
    const byNodes = { pods: "node-role", pullThroughCache: { quay: { upstreamRegistryUrl: "quay.io" } } };
    expect(needs({ ecr: byNodes })).toEqual([]);
    expect(managerLogsInToEcr(read({ fleets: { pods }, ecr: byNodes }))).toBe(false);
  });
});
