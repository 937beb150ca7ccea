import { hintFor, hintsOf } from "../../src/names/hints";

test("a document's hints are completed by those of the caller, which win", () => {
  const carried = { names: { A: "a", B: "b" }, headings: { A: "From the document." }, jsonSafe: ["var.a"] };
  expect(hintsOf({ "//": { hcl: carried } }, { names: { B: "c" }, jsonSafe: ["var.b"] })).toEqual({
    names: { A: "a", B: "c" },
    headings: { A: "From the document." },
    jsonSafe: ["var.a", "var.b"],
  });
});

test("what is no text is no hint", () => {
  const none = { names: {}, headings: {}, jsonSafe: [] };
  expect(hintsOf({ "//": { hcl: { names: { A: 1 }, headings: "x", jsonSafe: [1] } } })).toEqual(none);
  expect(hintsOf({ "//": { hcl: { jsonSafe: "var.a" } } })).toEqual(none);
  expect(hintsOf({ "//": "a comment" })).toEqual(none);
});

test("the hint for a path is that of the nearest construct around it", () => {
  const hints = { A: "", "A/B": "", AB: "" };
  expect(hintFor(["A", "B", "C"], hints)).toBe("A/B");
  expect(hintFor(["A", "C"], hints)).toBe("A");
  expect(hintFor(["toString"], hints)).toBeUndefined();
});
