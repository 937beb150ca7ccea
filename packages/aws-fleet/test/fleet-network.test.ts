import { only, synthesiseFleet } from "./synthesise";

const ingress = (props: Parameters<typeof synthesiseFleet>[0]) =>
  Object.values(synthesiseFleet(props).resources.aws_vpc_security_group_ingress_rule ?? {});

test("each of the manager's security groups and address ranges gets a rule for SSH, and nothing else does", () => {
  const rules = ingress({
    managerSecurityGroupIds: ["sg-0123456789abcdef0", "sg-1123456789abcdef0"],
    managerCidrs: ["10.0.0.0/16", "fd00::/8"],
  });
  const sources = rules.map((rule) => [rule.referenced_security_group_id, rule.cidr_ipv4, rule.cidr_ipv6]);
  expect(sources).toHaveLength(4);
  expect(sources).toEqual(
    expect.arrayContaining([
      ["sg-0123456789abcdef0", undefined, undefined],
      ["sg-1123456789abcdef0", undefined, undefined],
      [undefined, "10.0.0.0/16", undefined],
      [undefined, undefined, "fd00::/8"],
    ]),
  );
  expect(rules.map((rule) => [rule.ip_protocol, rule.from_port, rule.to_port])).toEqual(
    rules.map(() => ["tcp", 22, 22]),
  );
});

test("jobs reach everything, over IPv4 and IPv6", () => {
  const rules = Object.values(synthesiseFleet().resources.aws_vpc_security_group_egress_rule ?? {});
  expect(rules.map((rule) => [rule.ip_protocol, rule.cidr_ipv4 ?? rule.cidr_ipv6])).toEqual([
    ["-1", "0.0.0.0/0"],
    ["-1", "::/0"],
  ]);
});

test("the VPC is looked up from the first subnet", () => {
  const stack = synthesiseFleet();
  expect(Object.values(stack.data.aws_subnet!)).toEqual([expect.objectContaining({ id: "subnet-0123456789abcdef0" })]);
  expect(only(stack, "aws_security_group").vpc_id).toMatch(/^\$\{data\.aws_subnet\.\w+\.vpc_id\}$/);
});

test("a VPC that is named is not looked up", () => {
  const stack = synthesiseFleet({ vpcId: "vpc-0123456789abcdef0" });
  expect(only(stack, "aws_security_group").vpc_id).toBe("vpc-0123456789abcdef0");
  expect(stack.data).not.toHaveProperty("aws_subnet");
});

test("the security group's name leaves room for its successor in another VPC", () => {
  const group = only(synthesiseFleet(), "aws_security_group");
  expect(group).not.toHaveProperty("name");
  expect(group.name_prefix).toBe("ci-linux-");
});
