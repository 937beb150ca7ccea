import { hintFor, hintsOf } from "../../src/names/hints";

test("a document's hints are completed by those of the caller, which win", () => {
  const document = { "//": { hcl: { names: { A: "a", B: "b" }, headings: { A: "From the document." } } } };
  expect(hintsOf(document, { names: { B: "c" } })).toEqual({
    names: { A: "a", B: "c" },
    headings: { A: "From the document." },
  });
});

test("what is no text is no hint", () => {
  expect(hintsOf({ "//": { hcl: { names: { A: 1 }, headings: "x" } } })).toEqual({ names: {}, headings: {} });
  expect(hintsOf({ "//": "a comment" })).toEqual({ names: {}, headings: {} });
});

test("the hint for a path is that of the nearest construct around it", () => {
  const hints = { A: "", "A/B": "", AB: "" };
  expect(hintFor(["A", "B", "C"], hints)).toBe("A/B");
  expect(hintFor(["A", "C"], hints)).toBe("A");
  expect(hintFor(["toString"], hints)).toBeUndefined();
});
