import type { JsonObject } from "../../src";
import { elementsOf } from "../../src/document/elements";
import { usesOf, usesThroughLocals } from "../../src/order/uses";

const uses = (body: JsonObject) => [...usesOf({ kind: "resource", labels: ["t", "x"], body })];

test.each<[JsonObject, readonly string[]]>([
  [{ a: { "${local.k}": ["x${aws_vpc.v.id}", 1] } }, ["local.k", "aws_vpc.v"]],
  [{ depends_on: ["aws_eip.e"] }, ["aws_eip.e"]],
  [{ lifecycle: { replace_triggered_by: ["aws_eip.e.id", "${aws_vpc.v}"] } }, ["aws_eip.e", "aws_vpc.v"]],
  [
    { a: "%{ if local.b }${local.c}%{ endif }%{ for d in aws_vpc.v ~}\n%{ endfor ~}" },
    ["local.b", "local.c", "aws_vpc.v"],
  ],
  [
    { "X_${upper(local.k)}": 1, count: "${local.n ? 1 : 0}", for_each: "${module.m.all}" },
    ["local.k", "local.n", "module.m"],
  ],
  [
    { a: "${one(aws_vpc.v[*].arn)}", b: "${aws_eip.e[0].id}", c: "${data.aws_region.r.*.id}" },
    ["aws_vpc.v", "aws_eip.e", "data.aws_region.r"],
  ],
  [
    { dynamic: { ingress: { for_each: "${local.a}", iterator: "b", content: { c: "${local.d}" } } } },
    ["local.a", "local.d"],
  ],
  [
    { lifecycle: { precondition: [{ condition: "${local.a}", error_message: "got ${local.b}" }] } },
    ["local.a", "local.b"],
  ],
  [
    { data: { aws_vpc: { x: { id: "${aws_vpc.v.id}" } } }, assert: [{ condition: "${local.a}" }] },
    ["aws_vpc.v", "local.a"],
  ],
  [{ "//": "${aws_vpc.v.id}", text: "aws_vpc.v.id", broken: "${" }, []],
])("%j refers to %j", (body, addresses) => {
  expect(uses(body)).toEqual(addresses);
});

test("a block uses what the locals that it refers to use, also those that use each other", () => {
  const elements = elementsOf({
    locals: { a: "${local.b}", b: "%{ for x in local.a }${t.y.id}%{ endfor }", c: "${t.z.id}" },
    resource: { t: { x: { one: "${local.a}" }, y: {}, z: {} } },
  });
  const x = elements.find(({ labels }) => labels[1] === "x");
  expect([...usesThroughLocals(elements)(x!)]).toEqual(["local.a", "local.b", "t.y"]);
});
