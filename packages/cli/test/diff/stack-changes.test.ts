import { stackChanges } from "../../src/diff/stack-changes";
import { synthesise } from "../../src/diff/synthesise";
import { changed, onEc2, onEks } from "./descriptions";

/** What is done to the resources of a type. */
const changesOf = (description: typeof onEks, changes: Readonly<Record<string, unknown>>, type: string) =>
  stackChanges(synthesise(description), synthesise(changed(description, changes))).resources.filter(
    (change) => change.type === type,
  );

test("nothing changes between a description and itself", () => {
  expect(stackChanges(synthesise(onEks), synthesise(onEks))).toEqual({ resources: [], providers: [] });
});

test("what is looked up elsewhere may be the same, so nothing is said to be replaced", () => {
  const subnets = { "fleets.linux.machines.subnetIds": ["subnet-1123456789abcdef0"] };
  expect(changesOf(onEks, subnets, "aws_security_group")).toEqual([
    expect.objectContaining({
      action: "change",
      construct: "Runners/Fleet-linux/Network/Resource",
      attributes: ["vpc_id"],
    }),
  ]);
  const vpc = { "fleets.linux.machines.vpcId": "vpc-0123456789abcdef0" };
  const before = changed(onEks, vpc);
  const other = { "fleets.linux.machines.vpcId": "vpc-1123456789abcdef0" };
  expect(changesOf(before, other, "aws_security_group")).toEqual([
    expect.objectContaining({ action: "replace", attributes: ["vpc_id"] }),
  ]);
});

test("what refers to a replaced resource changes with it, and what refers to that", () => {
  const key = { "ec2.kmsKeyArn": "arn:aws:kms:eu-west-1:111122223333:key/0d1e2f3a" };
  expect(changesOf(onEc2, key, "aws_ebs_volume").map(({ action }) => action)).toEqual(["replace"]);
  const [group] = changesOf(onEc2, key, "aws_autoscaling_group").filter(({ name }) => name.includes("Manager"));
  expect(group?.attributes).toEqual(["launch_template.version"]);
});
