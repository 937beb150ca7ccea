import { TerraformVariable } from "cdktf";
import { RunnerFleet } from "../src";
import { incompressible } from "./incompressible";
import { decoded, fleetProps, only, synthesise, synthesiseFleet } from "./synthesise";

test("literal user data is encoded here, byte for byte", () => {
  const content = '#!/bin/sh\necho "${HOME}" %{x} $${y} \\n\n';
  const template = only(synthesiseFleet({ userDataParts: [{ filename: "a.sh", content }] }), "aws_launch_template");
  expect(decoded(template)).toContain(`\n\n${content}--`);
});

test("with a token in it Terraform encodes it, and literals are escaped for Terraform", () => {
  const stack = synthesise((scope) => {
    const user = new TerraformVariable(scope, "user", { type: "string" }).stringValue;
    const content = '#!/bin/sh\necho "${HOME}" %{x}\n';
    new RunnerFleet(scope, "Linux", { ...fleetProps, image: { user }, userDataParts: [{ filename: "a.sh", content }] });
  });
  expect(only(stack, "aws_launch_template").user_data).toMatch(/^\$\{base64encode\(local\.\w+\)\}$/);
  const [text] = Object.values(stack.locals) as string[];
  expect(text).toContain("  - name: ${jsonencode(var.user)}\n");
  expect(text).toContain('echo "$${HOME}" %%{x}\n');
});

test("user data that is too large says how large it is, and where", () => {
  const content = `#!/bin/sh\n: ${incompressible(80_000)}\n`;
  expect(() => synthesiseFleet({ userDataParts: [{ filename: "a.sh", content }] })).toThrow(
    /^test\/Linux: 'userDataParts' must leave user data of at most 16384 bytes, got 8\d{4} \(4\d{4} compressed\); put/,
  );
});
