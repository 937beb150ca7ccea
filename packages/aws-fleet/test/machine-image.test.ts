import { machinesSchema } from "@runner-fleet/config";
import type { RunnerFleetProps } from "../src";
import { operatingSystemFacts } from "../src/machine-image";
import { only, synthesiseFleet } from "./synthesise";

const stackWith = (image: RunnerFleetProps["image"], architecture: "amd64" | "arm64" = "amd64") =>
  synthesiseFleet({ image, architecture, instanceTypes: [architecture === "arm64" ? "m7g.large" : "m7i.large"] });

test.each([
  ["amazon-linux-2023", "amd64", "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"],
  ["amazon-linux-2023", "arm64", "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64"],
  ["ubuntu-22.04", "amd64", "/aws/service/canonical/ubuntu/server/22.04/stable/current/amd64/hvm/ebs-gp2/ami-id"],
  ["ubuntu-22.04", "arm64", "/aws/service/canonical/ubuntu/server/22.04/stable/current/arm64/hvm/ebs-gp2/ami-id"],
  ["ubuntu-24.04", "amd64", "/aws/service/canonical/ubuntu/server/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id"],
  ["ubuntu-24.04", "arm64", "/aws/service/canonical/ubuntu/server/24.04/stable/current/arm64/hvm/ebs-gp3/ami-id"],
] as const)("%s on %s is the image of its public parameter, read when Terraform plans", (os, architecture, name) => {
  const stack = stackWith({ os }, architecture);
  expect(Object.values(stack.data.aws_ssm_parameter!)).toEqual([expect.objectContaining({ name })]);
  expect(only(stack, "aws_launch_template").image_id).toMatch(/^\$\{data\.aws_ssm_parameter\.\w+\.insecure_value\}$/);
});

test("a followed parameter is left for EC2 to read, and no plan changes with it", () => {
  const stack = stackWith({ ssmParameter: "/ami/linux", follow: "launch" });
  expect(only(stack, "aws_launch_template").image_id).toBe("resolve:ssm:/ami/linux");
  expect(stack.data).not.toHaveProperty("aws_ssm_parameter");
});

test("an image by its id is taken as it is", () => {
  const stack = stackWith({ id: "ami-0123456789abcdef0" });
  expect(only(stack, "aws_launch_template").image_id).toBe("ami-0123456789abcdef0");
  expect(Object.keys(stack.data)).toEqual(["aws_subnet"]);
});

test("an image by its name is the newest of the fleet's architecture", () => {
  const stack = stackWith({ nameFilter: { owner: "self", name: "runner-*" } }, "arm64");
  expect(Object.values(stack.data.aws_ami!)).toEqual([
    expect.objectContaining({
      most_recent: true,
      owners: ["self"],
      filter: [
        { name: "name", values: ["runner-*"] },
        { name: "architecture", values: ["arm64"] },
      ],
    }),
  ]);
});

test.each([
  ["amazon-linux-2023", "/dev/xvda"],
  ["ubuntu-22.04", "/dev/sda1"],
  ["ubuntu-24.04", "/dev/sda1"],
] as const)("the root device of %s is %s", (os, device) => {
  expect(only(stackWith({ os }), "aws_launch_template").block_device_mappings[0].device_name).toBe(device);
});

test("the facts cover every system that the description knows", () => {
  const known = machinesSchema.shape.image.unwrap().shape.os.unwrap().options;
  expect(Object.keys(operatingSystemFacts)).toEqual(known);
});
