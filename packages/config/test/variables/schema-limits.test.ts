import { limitsAt } from "../../src/variables/schema-limits";

test("a text has its pattern, the words for it and its length", () => {
  expect(limitsAt("cluster.name")).toEqual({
    kind: "text",
    pattern: { pattern: /^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$/, must: "must be the name of an EKS cluster" },
    maxLength: Infinity,
  });
  expect(limitsAt("name")).toMatchObject({ kind: "text", maxLength: 32 });
  expect(limitsAt("fleets.*.policies.*.timezone")).toMatchObject({ kind: "text", pattern: undefined });
});

test("a number has its range, and is whole or not", () => {
  expect(limitsAt("fleets.*.machines.rootVolume.sizeGiB")).toEqual({
    kind: "number",
    isWhole: true,
    min: 8,
    max: 16_384,
  });
  expect(limitsAt("fleets.*.policies.*.scaleFactor")).toMatchObject({ isWhole: false, min: 0 });
});

test("a choice has its words", () => {
  expect(limitsAt("cluster.preflight")).toEqual({ kind: "choice", words: ["full", "offline", "none"] });
});

test("entries, values and keys are found behind expressions, defaults and unions", () => {
  expect(limitsAt("fleets.*.machines.subnetIds.*")).toMatchObject({
    pattern: { must: 'must be a subnet id such as "subnet-0123456789abcdef0"' },
  });
  expect(limitsAt("aws.tags.key()")).toMatchObject({
    pattern: { must: expect.stringContaining("must be a key of a tag: up to 128 letters") },
  });
  expect(limitsAt("manager.image.tag")).toMatchObject({ pattern: { must: "must be a tag other than latest" } });
});

test.each(["cluster.nme", "cluster", "fleets.*.maxInstances.*"])("there is nothing at %s", (place) => {
  expect(() => limitsAt(place)).toThrow(`the description must have a text, a number or a choice at ${place}, got none`);
});
