import { moveTable } from "../../src";
import { checkedMoveTable } from "../../src/moves/move-table";
import { idOf, stackDocument } from "./stack-document";

const options = {
  root: "Runners",
  fleet: { inModule: "Fleet-machines", inStack: "Fleet-*" },
  reason: "no two",
  remaining: { Tokens: "keep it" },
};

const document = stackDocument({
  "aws_iam_role Runners/Role": {},
  "aws_s3_bucket Runners/Cache/Resource": { count: "${var.cache != null ? 1 : 0}" },
  "aws_autoscaling_group Runners/Fleet-machines/Resource": {},
  "aws_vpc_security_group_ingress_rule Runners/Fleet-machines/From": { count: "${length(var.ids)}" },
});

test("a resource's address in the module stands at the path that it has in a stack", () => {
  const renamed = new Map([[`aws_autoscaling_group.${idOf("Runners/Fleet-machines/Resource")}`, "aws_x.machines"]]);
  expect(moveTable(document, renamed, options)).toEqual({
    fleet: "Fleet-*",
    reason: "no two",
    remaining: { Tokens: "keep it" },
    addresses: {
      Role: `aws_iam_role.${idOf("Runners/Role")}`,
      "Cache/Resource": `aws_s3_bucket.${idOf("Runners/Cache/Resource")}[0]`,
      "Fleet-*/Resource": "aws_x.machines",
      "Fleet-*/From": `aws_vpc_security_group_ingress_rule.${idOf("Runners/Fleet-machines/From")}`,
      "Fleet-*/From-*": `aws_vpc_security_group_ingress_rule.${idOf("Runners/Fleet-machines/From")}[*]`,
    },
  });
});

test("a module may be made of the fleet itself", () => {
  const fleetAlone = { root: "Runners/Fleet-machines", reason: "", remaining: {} };
  const { fleet, addresses } = moveTable(
    stackDocument({ "aws_autoscaling_group Runners/Fleet-machines/Resource": {} }),
    new Map(),
    fleetAlone,
  );
  expect({ fleet, paths: Object.keys(addresses) }).toEqual({ fleet: "", paths: ["Resource"] });
});

test.each([
  [
    "another construct",
    stackDocument({ "aws_eip RunnersToo/Resource": {} }),
    /_[0-9A-F]{8}: .*, got RunnersToo\/Resource;/,
  ],
  [
    "none",
    { resource: { aws_eip: { mine: {} } } },
    /^resource\.aws_eip\.mine: must be from a construct in Runners, got none;/,
  ],
])("a resource of %s has no place in it", (_, given, message) => {
  expect(() => moveTable(given, new Map(), options)).toThrow(message);
});

test("a table is taken as it was written", () => {
  const table = moveTable(document, new Map(), options);
  expect(checkedMoveTable(JSON.parse(JSON.stringify(table)), "x.json")).toEqual(table);
});

test.each([
  [null],
  [[]],
  [{ fleet: "", reason: "", addresses: {} }],
  [{ fleet: "", reason: "", addresses: { A: 1 }, remaining: {} }],
  [{ fleet: "", addresses: {}, remaining: {} }],
  [{ reason: "", addresses: {}, remaining: {} }],
])("%j is no table", (given) => {
  expect(() => checkedMoveTable(given, "x.json")).toThrow(
    `x.json: must be the table that is beside a module of runner-fleet, got ${JSON.stringify(given).slice(0, 40)}; give the folder of a module`,
  );
});
