import { TerraformVariable } from "cdktf";
import { tokenKind } from "../src";
import { planned } from "./planned";
import { synthesise } from "./synthesise";

test("the kind of a token is told by the form that cdktf hides it in", () => {
  synthesise((stack) => {
    const { stringValue, numberValue, listValue, booleanValue } = new TerraformVariable(stack, "any", {});
    const kinds = [stringValue, `ci-${stringValue}`, numberValue, listValue, booleanValue].map(tokenKind);
    expect(kinds).toEqual(["text", "text", "number", "list", "flag"]);
    expect(tokenKind(planned.map("tags"))).toBe("map");
  });
});
