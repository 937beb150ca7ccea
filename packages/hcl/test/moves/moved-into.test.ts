import { defaultSchema, movedInto, toHcl, type JsonObject, type MoveTable, type TerraformDocument } from "../../src";
import { idOf, stackDocument } from "./stack-document";

const table: MoveTable = {
  fleet: "Fleet-*",
  reason: "two are too many",
  addresses: {
    Role: "aws_iam_role.manager",
    "Cache/Resource": "aws_s3_bucket.cache[0]",
    "Fleet-*/Resource": "aws_autoscaling_group.machines",
    "Fleet-*/Template": "aws_launch_template.machines",
    "Fleet-*/From": "aws_security_group_rule.from",
    "Fleet-*/From-*": "aws_security_group_rule.from[*]",
  },
  remaining: { Tokens: "Keep the tokens.", "Fleet-*/Log": "Keep the log.", LogPolicy: "Keep the log." },
};

const fleet = (path: string): Record<string, JsonObject> => ({
  [`aws_autoscaling_group ${path}/Resource`]: {},
  [`aws_launch_template ${path}/Template`]: {},
});

const into = (document: TerraformDocument, as = "runners", given = table) => movedInto(document, given, { as });
/** What moves where, by path. */
const moves = (document: TerraformDocument, given = table) =>
  Object.fromEntries(
    [...into(document, "runners", given).addresses].map(([from, to]) => [from.replace(/_[0-9A-F]{8}$/, ""), to]),
  );

test("each resource moves to its address in the call, and the blocks are as fmt has them", () => {
  const { hcl, remaining, added } = into(
    stackDocument({ ...fleet("Runners/Fleet-linux"), "aws_iam_role Runners/Role": {} }),
  );
  const block = (type: string, path: string, to: string) =>
    `moved {\n  from = ${type}.${idOf(path)}\n  to   = module.runners.${to}\n}\n`;
  expect(hcl).toBe(
    [
      block("aws_iam_role", "Runners/Role", "aws_iam_role.manager"),
      block("aws_autoscaling_group", "Runners/Fleet-linux/Resource", "aws_autoscaling_group.machines"),
      block("aws_launch_template", "Runners/Fleet-linux/Template", "aws_launch_template.machines"),
    ].join("\n"),
  );
  expect([[...remaining], added]).toEqual([[], []]);
});

test("what the module makes by a condition is its first", () => {
  expect(moves(stackDocument({ ...fleet("R/Fleet-a"), "aws_s3_bucket R/Cache/Resource": {} }))).toMatchObject({
    "aws_s3_bucket.R_Cache": "module.runners.aws_s3_bucket.cache[0]",
  });
});

test.each<JsonObject>([{ count: "${var.on ? 1 : 0}" }, { for_each: "${var.buckets}" }])(
  "what has %j in the stack moves as a whole",
  (own) => {
    expect(moves(stackDocument({ ...fleet("R/Fleet-a"), "aws_s3_bucket R/Cache/Resource": own }))).toMatchObject({
      "aws_s3_bucket.R_Cache": "module.runners.aws_s3_bucket.cache",
    });
  },
);

test("a list that the stack does not know either is the module's", () => {
  const rules = { "aws_security_group_rule R/Fleet-a/From": { count: "${length(var.ids)}" } };
  expect(moves(stackDocument({ ...fleet("R/Fleet-a"), ...rules }))).toMatchObject({
    "aws_security_group_rule.R_Fleet-a_From": "module.runners.aws_security_group_rule.from",
  });
});

test("what the module has in a list has its place in the document, and a comment says the order", () => {
  const rules = {
    "aws_security_group_rule R/Fleet-a/From-sg-2": {},
    "aws_security_group_rule R/Fleet-a/From-sg-1": {},
  };
  const document = stackDocument({ ...fleet("R/Fleet-a"), ...rules });
  expect(moves(document)).toMatchObject({
    "aws_security_group_rule.R_Fleet-a_From-sg-2": "module.runners.aws_security_group_rule.from[0]",
    "aws_security_group_rule.R_Fleet-a_From-sg-1": "module.runners.aws_security_group_rule.from[1]",
  });
  expect(into(document).hcl).toContain("must be this one:\n#   From-sg-2\n#   From-sg-1\n\nmoved {");
  const one = { "aws_security_group_rule R/Fleet-a/From-sg-1": {}, "aws_iam_role R/Role": {} };
  expect(into(stackDocument({ ...fleet("R/Fleet-a"), ...one })).hcl).not.toContain("#");
});

test("the construct may be anywhere, and what is called alike elsewhere stays", () => {
  const document = stackDocument({
    ...fleet("Team/Ci/Fleet-a-b"),
    "aws_iam_role Team/Ci/Role": {},
    "aws_iam_role Other/Role": {},
    "aws_instance Team/Ci/Role": {},
    "aws_autoscaling_group Web/Fleet-b/Resource": {},
  });
  expect(Object.keys(moves(document))).toEqual([
    "aws_iam_role.Team_Ci_Role",
    "aws_autoscaling_group.Team_Ci_Fleet-a-b",
    "aws_launch_template.Team_Ci_Fleet-a-b_Template",
  ]);
  expect([...into(document).remaining.values()]).toEqual([
    "aws_autoscaling_group.web_fleet_b",
    "aws_iam_role.other",
    "aws_instance.team_ci_role",
  ]);
});

test("a module may be made of the fleet itself", () => {
  const ofFleet = {
    ...table,
    fleet: "",
    addresses: { Resource: "aws_autoscaling_group.machines", Template: "aws_launch_template.machines" },
  };
  const document = stackDocument(fleet("Team/Machines"));
  expect(Object.values(moves(document, ofFleet))).toEqual([
    "module.runners.aws_autoscaling_group.machines",
    "module.runners.aws_launch_template.machines",
  ]);
  expect(() => into(stackDocument({ ...fleet("A"), ...fleet("B/C") }), "x", ofFleet)).toThrow(
    "got A, B/C: two are too many",
  );
});

test("what the module does not make gets the address that it has as HCL, with what to do about it", () => {
  const document = stackDocument(
    {
      ...fleet("Runners/Fleet-linux"),
      "aws_iam_role Runners/Role": {},
      "aws_cloudwatch_log_group Runners/Fleet-linux/Log/Resource": {},
      "aws_vpc Net/Vpc": { tags: { group: `\${aws_autoscaling_group.${idOf("Runners/Fleet-linux/Resource")}.name}` } },
      "kubernetes_secret_v1 Runners/Tokens/Resource": {},
      "aws_iam_policy LogPolicy": {},
    },
    { module: { net: { source: "./net" } } },
  );
  const { hcl, remaining } = into(document);
  expect([...remaining.values()]).toEqual([
    "aws_cloudwatch_log_group.runners_fleet_linux",
    "aws_vpc.net",
    "kubernetes_secret_v1.runners_tokens",
    "aws_iam_policy.log",
    "module.net",
  ]);
  const { addresses } = toHcl(document, { schema: defaultSchema() });
  expect([...remaining].every(([from, to]) => (addresses.get(from) ?? from) === to)).toBe(true);
  expect(hcl.slice(hcl.indexOf("#")))
    .toBe(`# The module does not make what follows. Keep it beside the call: 'runner-fleet-hcl <stack> -o <folder>' writes
# it under the names here, with the variables, locals and data sources that it uses. To give one up instead,
# write a removed block for it in place of its moved block: 'from' is the same, and with destroy = false in its
# lifecycle Terraform forgets it and leaves it as it is.

# Keep the log.

moved {
  from = aws_cloudwatch_log_group.${idOf("Runners/Fleet-linux/Log/Resource")}
  to   = aws_cloudwatch_log_group.runners_fleet_linux
}

moved {
  from = aws_iam_policy.LogPolicy
  to   = aws_iam_policy.log
}

# Keep the tokens.

moved {
  from = kubernetes_secret_v1.${idOf("Runners/Tokens/Resource")}
  to   = kubernetes_secret_v1.runners_tokens
}

# It refers to aws_autoscaling_group.runners_fleet_linux: write outputs of module.runners there.
moved {
  from = aws_vpc.${idOf("Net/Vpc")}
  to   = aws_vpc.net
}

# module.net keeps its address.
`);
});

test("what the module always makes and the stack lacks is said", () => {
  const { hcl, added } = into(stackDocument(fleet("R/Fleet-a")));
  expect(added).toEqual(["module.runners.aws_iam_role.manager"]);
  expect(hcl).toContain(
    "# The module makes what the stack does not have, so the plan adds:\n#   module.runners.aws_iam_role.manager\n",
  );
});

const rule = "the stack must have exactly one fleet to become a call of the module";
test.each<[string, Record<string, JsonObject>, string]>([
  ["none", {}, `${rule}, got none; give a stack that has what the module makes`],
  ["a part of one", { "aws_autoscaling_group R/Fleet-a/Resource": {} }, `${rule}, got none;`],
  ["two", { ...fleet("R/Fleet-a"), ...fleet("R/Fleet-b") }, `${rule}, got R/Fleet-a, R/Fleet-b: two are too many`],
  ["two of several constructs", { ...fleet("R/Fleet-a"), ...fleet("S/Fleet-a") }, `${rule}, got R/Fleet-a, S/Fleet-a:`],
])("a stack with %s does not become a call", (_, resources, message) => {
  expect(() => into(stackDocument(resources))).toThrow(message);
});

test.each(["runners", "_a-1", 'runners["linux arm"]', "runners[0]"])("a call may be called %s", (as) => {
  expect([...into(stackDocument(fleet("R/Fleet-a")), as).addresses.values()][0]).toBe(
    `module.${as}.aws_autoscaling_group.machines`,
  );
});

test.each(["", "1a", "a b", "module.a", 'a["${x}"]', 'a["b"', "a[b]", "a\nb"])("a call may not be called %j", (as) => {
  expect(() => into(stackDocument(fleet("R/Fleet-a")), as)).toThrow(
    `as: must be the name of a module call, such as runners or runners["linux"], got ${JSON.stringify(as)}; give what follows 'module' in the call`,
  );
});
