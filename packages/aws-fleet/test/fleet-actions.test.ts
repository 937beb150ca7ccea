import { actionsOf } from "../src/fleet-actions";
import { planned } from "./planned";

const scale = ["autoscaling:SetDesiredCapacity", "autoscaling:TerminateInstanceInAutoScalingGroup"];
const read = ["autoscaling:DescribeAutoScalingGroups", "ec2:DescribeInstances"];

test.each([
  ["0.5.0", read],
  ["1.0.1", read],
  ["1.1.0", [...read, "ec2:DescribeSpotInstanceRequests"]],
  ["1.1", [...read, "ec2:DescribeSpotInstanceRequests"]],
  ["1.10.0", [...read, "ec2:DescribeSpotInstanceRequests"]],
  ["2.0.0", [...read, "ec2:DescribeSpotInstanceRequests"]],
])("version %s reads what it needs to and no more", (version, actions) => {
  expect(actionsOf(version, "everything")).toEqual(actions);
});

test.each(["0.5.0", "1.0.1", "1.1.0"])("version %s scales its group and logs in to its machines", (version) => {
  expect(actionsOf(version, "group")).toEqual(scale);
  expect(actionsOf(version, "machine")).toEqual(["ec2-instance-connect:SendSSHPublicKey"]);
});

test("a version that only Terraform knows gets what the newest one needs", () => {
  for (const scope of ["group", "machine", "everything"] as const) {
    expect(actionsOf(planned.text("plugin_version"), scope)).toEqual(actionsOf("1.1.0", scope));
  }
});

test("a version whose calls are not known is refused", () => {
  expect(() => actionsOf("0.4.1", "group")).toThrow(
    "'pluginVersion' must be at least 0.5, got 0.4.1: install a newer plugin",
  );
});

test.each(["latest", "1", "v1.1.0", "1.1.x"])("%s is no version to look actions up by", (version) => {
  expect(() => actionsOf(version, "group")).toThrow(
    `'pluginVersion' must be a version such as "1.1.0", got "${version}": its actions are looked up by it`,
  );
});
