import type { JsonObject } from "../../src";
import { usesOf } from "../../src/order/uses";

const uses = (body: JsonObject) => [...usesOf({ kind: "resource", labels: ["t", "x"], body })];

test.each<[JsonObject, readonly string[]]>([
  [{ a: { "${local.k}": ["x${aws_vpc.v.id}", 1] } }, ["local.k", "aws_vpc.v"]],
  [{ depends_on: ["aws_eip.e"] }, ["aws_eip.e"]],
  [{ lifecycle: { replace_triggered_by: ["aws_eip.e.id", "${aws_vpc.v}"] } }, ["aws_eip.e", "aws_vpc.v"]],
  [{ "//": "${aws_vpc.v.id}", text: "aws_vpc.v.id", broken: "${" }, []],
])("%j refers to %j", (body, addresses) => {
  expect(uses(body)).toEqual(addresses);
});
