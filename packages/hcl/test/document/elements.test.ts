import type { JsonObject } from "../../src";
import { elementsOf } from "../../src/document/elements";

test("blocks are found however JSON groups them", () => {
  const document: JsonObject = {
    "//": "a comment",
    resource: [{ t: { a: { x: 1 }, b: [{ x: 2 }] } }, { t: [{ c: { x: 3 } }] }],
    provider: { aws: [{ region: "a" }, { alias: "b" }] },
    locals: null,
  };
  expect(elementsOf(document).map(({ kind, labels, body }) => [kind, ...labels, JSON.stringify(body)])).toEqual([
    ["resource", "t", "a", '{"x":1}'],
    ["resource", "t", "b", '{"x":2}'],
    ["resource", "t", "c", '{"x":3}'],
    ["provider", "aws", '{"region":"a"}'],
    ["provider", "aws", '{"alias":"b"}'],
  ]);
});

test("a construct's path begins below its stack, wherever that is", () => {
  const body = { "//": { metadata: { path: "Stage/app/Net/Vpc" } } };
  const document = { "//": { metadata: { stackName: "app" } }, resource: { aws_vpc: { x: body } } };
  expect(elementsOf(document).map(({ path }) => path)).toEqual([["Net", "Vpc"]]);
});

test.each([
  [{ resources: {} }, "resources: must be a block of Terraform's, got an unknown one; known are terraform, provider,"],
  [{ resource: { t: { a: "x" } } }, 'resource.t.a: must be a block, that is an object or a list of objects, got "x"'],
])("%j is refused", (document, message) => {
  expect(() => elementsOf(document)).toThrow(message);
});
