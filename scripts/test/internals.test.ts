import { withoutInternals } from "../api/internals";

const missed = (type: string, file: string) =>
  `${type}, defined in ${file}, is referenced by Props.key but not included in the documentation`;
const known = { "@runner-fleet/stack/src/a.ts": ["Inner", "Other"] };

test("a type that is internal on purpose may be missing from the reference, and no other", () => {
  const warnings = ["Inner", "Other", "Outer"].map((type) => missed(type, "@runner-fleet/stack/src/a.ts"));
  expect(withoutInternals([...warnings, missed("Inner", "@runner-fleet/hcl/src/a.ts")], known)).toEqual([
    warnings[2],
    missed("Inner", "@runner-fleet/hcl/src/a.ts"),
  ]);
});

test("whatever else typedoc warns of is a fault", () => {
  const warnings = [
    "Failed to resolve link to “Nowhere” in comment for Inner",
    ...["Inner", "Other"].map((type) => missed(type, "@runner-fleet/stack/src/a.ts")),
  ];
  expect(withoutInternals(warnings, known)).toEqual([warnings[0]]);
});

test("a type that the reference does not miss is taken out of the table", () => {
  expect(withoutInternals([missed("Inner", "@runner-fleet/stack/src/a.ts")], known)).toEqual([
    "Other in @runner-fleet/stack/src/a.ts: is exported or not used any more; take it out of scripts/api/internals.js",
  ]);
});
