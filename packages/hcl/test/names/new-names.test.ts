import { createHash } from "node:crypto";
import { elementsOf } from "../../src/document/elements";
import type { JsonObject } from "../../src";
import { newNames } from "../../src/names/new-names";

const none = { names: {}, headings: {} };

/** An id as cdktf makes it of a path, and the block's body. */
function generated(path: string, body: JsonObject = { a: 1 }): [string, JsonObject] {
  const ids = path.split("/");
  const hash = createHash("md5").update(path).digest("hex").slice(0, 8).toUpperCase();
  const human = ids.filter((id) => id !== "Resource").join("_");
  return [ids.length === 1 ? path : `${human}_${hash}`, { ...body, "//": { metadata: { path: `stack/${path}` } } }];
}

const names = (document: JsonObject, hints = none) => [
  ...newNames(elementsOf({ "//": { metadata: { stackName: "stack" } }, ...document }), hints).values(),
];

test.each([
  ["aws_launch_template", "Runners/Fleet-linux/LaunchTemplate", "runners_fleet_linux"],
  ["aws_autoscaling_group", "Runners/Fleet-linux/Resource", "runners_fleet_linux"],
  ["aws_iam_role", "Runners/ManagerRole-2/Resource", "runners_manager_2"],
  ["aws_subnet", "Network/PublicSubnet1", "network_public_subnet1"],
  ["aws_security_group", "Net/Net/SecurityGroup", "net"],
  ["aws_vpc", "vpc", "vpc"],
  ["aws_vpc_security_group_ingress_rule", "Net/FromSecurityGroup", "net_from_security_group"],
  ["aws_eks_cluster", "EKSCluster/Resource", "eks"],
  ["aws_s3_bucket", "2024Logs", "_2024_logs"],
  ["helm_release", "Ingress/App", "ingress_app"],
])("an %s of %s is called %s", (type, path, name) => {
  expect(names({ resource: { [type]: Object.fromEntries([generated(path)]) } })).toEqual([name]);
});

test("names that someone chose stay", () => {
  expect(names({ resource: { aws_vpc: { Main_Net: generated("Net/Vpc")[1] } } })).toEqual(["Main_Net"]);
  expect(names({ resource: { aws_vpc: { Main_1A2B3C4D: generated("Net/Vpc")[1] } } })).toEqual(["Main_1A2B3C4D"]);
  expect(names({ resource: { aws_vpc: { Foreign: {} } } })).toEqual(["Foreign"]);
});

test("where two would have the same name both get all their words", () => {
  const both = Object.fromEntries([generated("Cache/Role"), generated("Cache/Resource"), generated("Logs/Role")]);
  expect(names({ resource: { aws_iam_role: both } })).toEqual(["cache_role", "cache_resource", "logs"]);
});

test("ids that differ by marks alone are numbered", () => {
  const both = Object.fromEntries([generated("Net/a-b"), generated("Net/a_b")]);
  expect(names({ resource: { aws_vpc: both } })).toEqual(["net_a_b", "net_a_b_2"]);
});

test("the same name may be had by different types, and by a data source", () => {
  const document = {
    resource: {
      aws_vpc: Object.fromEntries([generated("Net/A")]),
      aws_subnet: Object.fromEntries([generated("Net/A")]),
    },
    data: { aws_vpc: Object.fromEntries([generated("Net/A")]) },
  };
  expect(names(document)).toEqual(["net_a", "net_a", "net_a"]);
});

test("a data source that is asked nothing is the current one, unless there are two", () => {
  const one = { aws_region: Object.fromEntries([generated("Aws/Region", {})]) };
  expect(names({ data: one })).toEqual(["current"]);
  const two = { aws_region: Object.fromEntries([generated("Aws/Region", {}), generated("Other/Region", {})]) };
  expect(names({ data: two })).toEqual(["aws", "other"]);
});

test("modules and locals are renamed, variables and outputs are others' to name", () => {
  const document = {
    module: Object.fromEntries([generated("Net/Vpc")]),
    locals: { Net_cidrs_1A2B3C4D: 1, plain: 2 },
    variable: { Net_cidr_1A2B3C4D: {} },
    output: { Net_out_1A2B3C4D: {} },
  };
  const all = newNames(elementsOf({ "//": { metadata: { stackName: "stack" } }, ...document }), none);
  expect([...all.keys()].map((address) => address.replace(/_[0-9A-F]{8}$/, ""))).toEqual([
    "module.Net_Vpc",
    "local.Net_cidrs",
    "local.plain",
  ]);
  expect([...all.values()]).toEqual(["net_vpc", "net_cidrs", "plain"]);
});

test("hints replace the ids on the path, the most particular one first", () => {
  const document = {
    resource: {
      aws_autoscaling_group: Object.fromEntries([generated("Runners/Fleet-linux/Resource")]),
      aws_s3_bucket: Object.fromEntries([generated("Runners/Cache/Resource")]),
      aws_vpc: Object.fromEntries([generated("Runners/Resource")]),
    },
    locals: { "Runners_Manager-2_values_1A2B3C4D": 1 },
  };
  const hints = { headings: {}, names: { Runners: "", "Runners/Fleet-linux": "linux" } };
  expect(names(document, hints)).toEqual(["linux", "cache", "main", "manager_2_values"]);
});
