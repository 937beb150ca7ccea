import { elementsOf } from "../../src/document/elements";
import type { JsonObject } from "../../src";
import { groupsOf } from "../../src/order/groups";
import { usesThroughLocals } from "../../src/order/uses";

const hints = { headings: {} };

/** Resources by path, each of one type, with what it refers to. */
function groups(
  resources: Readonly<Record<string, string>>,
  given: { readonly headings: Readonly<Record<string, string>> } = hints,
) {
  const bodies = Object.entries(resources).map(([path, uses]): [string, JsonObject] => [
    path.replaceAll("/", "_"),
    { "//": { metadata: { path: `stack/${path}` } }, a: uses === "" ? [] : [`\${t.${uses.replaceAll("/", "_")}.id}`] },
  ]);
  const document = { "//": { metadata: { stackName: "stack" } }, resource: { t: Object.fromEntries(bodies) } };
  const elements = elementsOf(document);
  return groupsOf(elements, given, usesThroughLocals(elements)).map(({ path, heading, elements }) => [
    path,
    heading,
    elements.map(({ labels }) => labels[1]).join(" "),
  ]);
}

test("the blocks of a construct are together, and what is used comes first", () => {
  expect(
    groups({ "Web/Listener": "Web/Balancer", "Web/Balancer": "Net/Subnet", "Net/Subnet": "Net/Vpc", "Net/Vpc": "" }),
  ).toEqual([
    ["Net", "Net", "Net_Vpc Net_Subnet"],
    ["Web", "Web", "Web_Balancer Web_Listener"],
  ]);
});

test("blocks directly in the stack have no heading and come first, unless they use others", () => {
  expect(groups({ "Net/Vpc": "region", "Net/Subnet": "", region: "" })).toEqual([
    ["", "", "region"],
    ["Net", "Net", "Net_Vpc Net_Subnet"],
  ]);
});

test("constructs that use each other come in the order of the document", () => {
  expect(groups({ "A/X": "B/Y", "A/Z": "", "B/Y": "A/Z", "B/W": "" }).map(([path]) => path)).toEqual(["B", "A"]);
});

test("a large construct is told by what is in it, by longer headings where two have the same name", () => {
  const large = Object.fromEntries(
    ["Red/Net", "Red/Cache", "Blue/Net"].flatMap((path) => [1, 2, 3, 4, 5].map((n) => [`Big/${path}/R${n}`, ""])),
  );
  expect(groups(large).map(([path, heading]) => [path, heading])).toEqual([
    ["Big/Red", "Red"],
    ["Big/Blue", "Blue"],
  ]);
  const twice = Object.fromEntries(
    [...Array(13).keys()].flatMap((n) => [
      [`A/Net/R${n}`, ""],
      [`B/Net/R${n}`, ""],
    ]),
  );
  expect(groups(twice).map(([, heading]) => heading)).toEqual(["A: net", "B: net"]);
});

test("a heading that is given keeps what it is about together, and is written as it is", () => {
  expect(groups({ "Net/A/X": "", "Net/A/Y": "", "Net/B": "" }, { headings: { "Net/A": "Two of them." } })).toEqual([
    ["Net", "Net", "Net_B"],
    ["Net/A", "Two of them.", "Net_A_X Net_A_Y"],
  ]);
});
