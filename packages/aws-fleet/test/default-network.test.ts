import { TerraformLocal } from "cdktf";
import { DefaultNetwork, type DefaultNetworkProps } from "../src";
import { planned } from "./planned";
import { counts, synthesise, type Synthesised } from "./synthesise";

/** The network and the subnets of two managers; what the construct says of them is the local `network`. */
const synthesiseNetwork = (props?: DefaultNetworkProps) =>
  synthesise((stack) => {
    const network = new DefaultNetwork(stack, "Network", props);
    const { vpcId, subnetIds } = network;
    new TerraformLocal(stack, "network", { vpcId, subnetIds, managers: [0, 1].map((n) => network.subnetIdOf(n)) });
  });

const dataOf = (stack: Synthesised, type: string) => Object.values(stack.data[type] ?? {});

/** The one block whose path in the network is this. */
function blockOf(blocks: Synthesised["data"][string] | undefined, path: string) {
  const found = Object.entries(blocks ?? {}).filter(([id]) => id.replace(/_[0-9A-F]{8}$/, "") === `Network_${path}`);
  expect(found).toHaveLength(1);
  return found[0]!;
}

test("there is what is looked up, and what is remembered for each manager", () => {
  const stack = synthesiseNetwork({ managerInstanceType: "t4g.small" });
  expect(counts(stack)).toEqual({ terraform_data: 2 });
  expect(stack.paths).toEqual([
    "Network/Offerings",
    "Network/Subnet",
    "Network/Subnet-2",
    "Network/Subnets",
    "Network/SubnetsOfManagers",
    "Network/Vpcs",
  ]);
});

test("the VPC is the default one", () => {
  const stack = synthesiseNetwork();
  expect(dataOf(stack, "aws_vpcs")).toEqual([
    expect.objectContaining({ filter: [{ name: "is-default", values: ["true"] }] }),
  ]);
  expect(stack.locals.network).toMatchObject({
    vpcId: expect.stringMatching(/^\$\{one\(data\.aws_vpcs\.\w+\.ids\)\}$/) as unknown,
  });
});

test("machines are in all default subnets of it, in an order that does not change by itself", () => {
  const stack = synthesiseNetwork();
  expect(dataOf(stack, "aws_subnets")).toEqual([
    expect.objectContaining({
      filter: [
        { name: "vpc-id", values: [expect.stringMatching(/^\$\{one\(data\.aws_vpcs\.\w+\.ids\)\}$/)] },
        { name: "default-for-az", values: ["true"] },
      ],
    }),
  ]);
  expect(stack.locals.network).toMatchObject({
    subnetIds: expect.stringMatching(/^\$\{sort\(data\.aws_subnets\.\w+\.ids\)\}$/) as unknown,
  });
});

test("a manager stays in the subnet that was chosen first, whatever subnets there are later", () => {
  const stack = synthesiseNetwork();
  const { managers } = stack.locals.network as { managers: string[] };
  ["Subnet", "Subnet-2"].forEach((path, manager) => {
    const [id, choice] = blockOf(stack.resources.terraform_data, path);
    expect(choice.input).toMatch(
      new RegExp(String.raw`^\$\{element\(sort\(data\.aws_subnets\.\w+\.ids\), ${manager}\)\}$`),
    );
    expect(choice.lifecycle).toEqual({ ignore_changes: ["input"] });
    expect(managers[manager]).toBe(`\${terraform_data.${id}.output}`);
  });
});

test("the subnet of a manager is the same whoever asks", () => {
  const stack = synthesise((scope) => {
    const network = new DefaultNetwork(scope, "Network");
    new TerraformLocal(scope, "asked", [network.subnetIdOf(0), network.subnetIdOf(0)]);
  });
  expect(counts(stack)).toEqual({ terraform_data: 1 });
  expect(new Set(stack.locals.asked as string[]).size).toBe(1);
});

test.each([
  ["t4g.small", "t4g.small"],
  [planned.text("type"), "${var.type}"],
])("managers of type %s are in zones where AWS offers it; machines may be in others", (managerInstanceType, type) => {
  const stack = synthesiseNetwork({ managerInstanceType });
  expect(dataOf(stack, "aws_ec2_instance_type_offerings")).toEqual([
    expect.objectContaining({
      location_type: "availability-zone",
      filter: [{ name: "instance-type", values: [type] }],
    }),
  ]);
  const zonesOf = (path: string) =>
    blockOf(stack.data.aws_subnets, path)[1].filter.filter(
      ({ name }: { name: string }) => name === "availability-zone",
    );
  expect(zonesOf("Subnets")).toEqual([]);
  expect(zonesOf("SubnetsOfManagers")).toEqual([
    {
      name: "availability-zone",
      values: expect.stringMatching(/^\$\{data\.aws_ec2_instance_type_offerings\.\w+\.locations\}$/) as unknown,
    },
  ]);
  expect(blockOf(stack.resources.terraform_data, "Subnet")[1].input).toMatch(
    /^\$\{element\(sort\(data\.aws_subnets\.Network_SubnetsOfManagers_\w+\.ids\), 0\)\}$/,
  );
});

test.each([
  ["aws_vpcs", "Vpcs", "${length(self.ids) == 1}", "The account has no default VPC in this region."],
  ["aws_subnets", "Subnets", "${length(self.ids) > 0}", "The default VPC has no default subnet."],
  [
    "aws_subnets",
    "SubnetsOfManagers",
    "${length(self.ids) > 0}",
    "No default subnet is in a zone where AWS offers the managers' instance type.",
  ],
])("an account in which %s %s finds nothing is told what to do", (type, path, condition, beginning) => {
  const stack = synthesiseNetwork({ managerInstanceType: "t4g.small" });
  const { postcondition } = blockOf(stack.data[type], path)[1].lifecycle;
  expect(postcondition).toEqual([
    {
      condition,
      error_message: expect.stringMatching(/, or name subnets in their place: .* without aws\.defaultVpc\.$/),
    },
  ]);
  expect(postcondition[0].error_message.slice(0, beginning.length)).toBe(beginning);
});
