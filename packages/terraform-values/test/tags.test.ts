import { TerraformLocal, Token } from "cdktf";
import { withTags, type Tags } from "../src";
import { planned } from "./planned";
import { synthesise } from "./synthesise";

/** What Terraform is told of tags. */
const written = (make: () => Tags) =>
  synthesise((stack) => void new TerraformLocal(stack, "tags", Token.isUnresolved(make()) ? make() : { ...make() }))
    .locals.tags;

describe("tags that are known", () => {
  test("are one map, in which the later ones win", () => {
    expect(withTags({ team: "ci", Name: "x" }, { Name: "y" })).toEqual({ team: "ci", Name: "y" });
    expect(withTags(undefined, { Name: "y" })).toEqual({ Name: "y" });
  });
});

describe("tags that only Terraform knows", () => {
  test("are put together by Terraform, and the later ones win", () => {
    expect(written(() => withTags(planned.map("tags"), { Name: "ci" }))).toBe('${merge(var.tags, {"Name" = "ci"})}');
    expect(written(() => withTags({ team: "ci" }, planned.map("tags")))).toBe('${merge({"team" = "ci"}, var.tags)}');
    expect(written(() => withTags(planned.map("a"), planned.map("b")))).toBe("${merge(var.a, var.b)}");
  });

  test("are themselves where nothing is added", () => {
    expect(written(() => withTags(planned.map("tags"), {}))).toBe("${var.tags}");
    expect(written(() => withTags({}, planned.map("tags")))).toBe("${var.tags}");
  });

  test("are put together once, however often tags are added", () => {
    const twice = () => withTags(withTags(planned.map("tags"), { a: "1", b: "2" }), { b: "3", c: "4" });
    expect(written(twice)).toBe('${merge(var.tags, {"a" = "1", "b" = "3", "c" = "4"})}');
  });

  test("may be beside names that Terraform puts together", () => {
    expect(written(() => withTags(planned.map("tags"), { Name: `ci-${planned.text("fleet")}` }))).toBe(
      '${merge(var.tags, {"Name" = "ci-${var.fleet}"})}',
    );
  });

  test.each([
    ['team "a"', String.raw`team \"a\"`],
    ["back\\slash", String.raw`back\\slash`],
    ["two\nlines", String.raw`two\nlines`],
    ["$${HOME} %%{x}", "$${HOME} %%{x}"],
  ])("do not break on a literal %j beside them", (value, quoted) => {
    expect(written(() => withTags(planned.map("tags"), { owner: value }))).toBe(
      `\${merge(var.tags, {"owner" = "${quoted}"})}`,
    );
    expect(written(() => withTags({ owner: value }, planned.map("tags")))).toBe(
      `\${merge({"owner" = "${quoted}"}, var.tags)}`,
    );
  });
});
