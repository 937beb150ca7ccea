import { TerraformResource } from "cdktf";
import { ManagerNetwork, type ManagerNetworkProps } from "../src";
import { planned } from "./planned";
import { counts, only, synthesise } from "./synthesise";

const props: ManagerNetworkProps = { name: "ci", subnetId: "subnet-0123456789abcdef0" };

const synthesiseNetwork = (more: Partial<ManagerNetworkProps> = {}) =>
  synthesise((stack) => void new ManagerNetwork(stack, "Network", { ...props, ...more }));

const metricsSources = {
  securityGroupIds: ["sg-0123456789abcdef0"],
  cidrs: ["10.0.0.0/16", "fd00::/8"],
};

test("nobody gets in, and managers reach everything", () => {
  const stack = synthesiseNetwork();
  expect(counts(stack)).toEqual({ aws_security_group: 1, aws_vpc_security_group_egress_rule: 2 });
  const rules = Object.values(stack.resources.aws_vpc_security_group_egress_rule!);
  expect(rules.map((rule) => [rule.ip_protocol, rule.cidr_ipv4 ?? rule.cidr_ipv6])).toEqual([
    ["-1", "0.0.0.0/0"],
    ["-1", "::/0"],
  ]);
});

test("who reads metrics gets in on their port, and on no other", () => {
  const rules = Object.values(synthesiseNetwork({ metricsSources }).resources.aws_vpc_security_group_ingress_rule!);
  expect(rules.map((rule) => [rule.ip_protocol, rule.from_port, rule.to_port])).toEqual(
    [1, 2, 3].map(() => ["tcp", 9252, 9252]),
  );
  const sources = rules.map(
    (rule) => (rule.referenced_security_group_id ?? rule.cidr_ipv4 ?? rule.cidr_ipv6) as string,
  );
  expect(sources.sort()).toEqual(["10.0.0.0/16", "fd00::/8", "sg-0123456789abcdef0"]);
});

test("ids of constructs are what they were", () => {
  expect(synthesiseNetwork({ metricsSources }).paths).toEqual([
    "Network/FromCidr-10_0_0_0_16",
    "Network/FromCidr-fd00___8",
    "Network/FromSecurityGroup-sg-0123456789abcdef0",
    "Network/Resource",
    "Network/Subnet",
    "Network/ToIpv4",
    "Network/ToIpv6",
  ]);
});

test("sources that only Terraform knows get a rule each", () => {
  const stack = synthesiseNetwork({ metricsSources: { cidrs: planned.list("networks") } });
  expect(only(stack, "aws_vpc_security_group_ingress_rule")).toMatchObject({
    count: "${length(var.networks)}",
    cidr_ipv6: '${strcontains(element(var.networks, count.index), ":") ? element(var.networks, count.index) : null}',
  });
});

test("the VPC is that of the subnet, unless it is named", () => {
  const found = synthesiseNetwork();
  expect(Object.values(found.data.aws_subnet!)).toEqual([expect.objectContaining({ id: props.subnetId })]);
  expect(only(found, "aws_security_group").vpc_id).toMatch(/^\$\{data\.aws_subnet\.\w+\.vpc_id\}$/);
  const named = synthesiseNetwork({ vpcId: "vpc-0123456789abcdef0" });
  expect(only(named, "aws_security_group").vpc_id).toBe("vpc-0123456789abcdef0");
  expect(named.data).not.toHaveProperty("aws_subnet");
});

test("a network that is nowhere is refused", () => {
  expect(() => synthesiseNetwork({ subnetId: undefined })).toThrow(
    "test/Network: 'subnetId' must be given unless 'vpcId' is; name a subnet of the managers",
  );
});

test("the group is named after the deployment, with room for its successor in another VPC", () => {
  const group = only(synthesiseNetwork({ tags: { team: "ci" } }), "aws_security_group");
  expect(group).toMatchObject({ name_prefix: "ci-manager-", tags: { Name: "ci-manager", team: "ci" } });
  expect(group).not.toHaveProperty("name");
});

test("everything is made before its predecessor goes, which a draining manager still uses", () => {
  const lifecycles = Object.values(synthesiseNetwork({ metricsSources }).resources).flatMap((all) =>
    Object.values(all).map(({ lifecycle }) => lifecycle),
  );
  expect(lifecycles).toEqual([1, 2, 3, 4, 5, 6].map(() => ({ create_before_destroy: true })));
});

test("a manager can depend on every rule", () => {
  synthesise((stack) => {
    const { rules } = new ManagerNetwork(stack, "Network", { ...props, metricsSources });
    expect(rules.map((rule) => (rule as TerraformResource).terraformResourceType)).toEqual([
      ...[1, 2, 3].map(() => "aws_vpc_security_group_ingress_rule"),
      ...[1, 2].map(() => "aws_vpc_security_group_egress_rule"),
    ]);
  });
});
