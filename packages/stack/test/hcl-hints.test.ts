import { defaultSchema, toHcl, type Hcl } from "@runner-fleet/hcl";
import type { App } from "cdktf";
import { RunnerFleets, type RunnerFleetsProps } from "../src";
import { description, fleet, ownStack, withWritten } from "./synthesise";

/** HCL of a stack with some fleets, each by the id of its construct. */
function hclOf(fleets: Readonly<Record<string, Partial<RunnerFleetsProps>>>): Hcl {
  let hcl: Hcl | undefined;
  const make = (app: App) => {
    const stack = ownStack(app);
    Object.entries(fleets).forEach(([id, props]) => new RunnerFleets(stack, id, { ...description, ...props }));
    return stack;
  };
  withWritten(make, (read) => {
    hcl = toHcl(JSON.parse(read("cdk.tf.json")), { schema: defaultSchema(), files: "by-topic" });
  });
  return hcl as Hcl;
}

test("in HCL the parts are called as a person would call them", () => {
  const addresses = [...hclOf({ Runners: { manager: { shards: 2 }, cache: {} } }).addresses.values()];
  expect(addresses).toEqual(
    expect.arrayContaining([
      "aws_launch_template.linux",
      "aws_autoscaling_group.linux_2",
      "aws_iam_role.manager",
      "aws_s3_bucket.cache",
      "helm_release.manager",
      "helm_release.manager_2",
    ]),
  );
  expect(addresses.filter((address) => /runners|[0-9A-F]{8}$/.test(address))).toEqual([]);
});

test("each part has a file and a sentence of its own", () => {
  const { files } = hclOf({ Runners: { fleets: { linux: fleet, large: fleet }, cache: {} } });
  const firstLines = Object.entries(files).map(([name, text]) => [name, text.split("\n")[0]]);
  expect(Object.fromEntries(firstLines)).toMatchObject({
    "cache.tf": "# The cache of the jobs: a bucket, and the role by which machines use it.",
    "fleet-large.tf": "# The machines of large: a group that the manager alone scales, and what each machine is.",
    "fleet-linux.tf": "# The machines of linux: a group that the manager alone scales, and what each machine is.",
    "manager.tf": "# The manager: there are never two, and it drains before it stops.",
    "manager-role.tf": "# What the manager may do in AWS: scale its own groups, reach its own machines.",
  });
});

test("two descriptions in one stack keep what tells them apart", () => {
  const { addresses } = hclOf({ Runners: { name: "one" }, Others: { name: "two", fleets: { arm: fleet } } });
  const named = [...addresses.values()].filter((address) => /^(aws_autoscaling_group|helm_release)\./.test(address));
  expect(named.sort()).toEqual([
    "aws_autoscaling_group.arm",
    "aws_autoscaling_group.linux",
    "helm_release.manager",
    "helm_release.others_manager",
  ]);
});
