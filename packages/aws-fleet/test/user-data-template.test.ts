import { TerraformVariable } from "cdktf";
import { RunnerFleet } from "../src";
import { certificates } from "./certificates";
import { incompressible } from "./incompressible";
import { planned } from "./planned";
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

describe("where Terraform decides whether Docker is installed", () => {
  const docker = planned.choice<"install">("docker");

  test("it chooses between the two texts as they are where that is known", () => {
    const chosen = only(synthesiseFleet({ image: { docker } }), "aws_launch_template").user_data as string;
    const [, install = "", present = ""] = /^\$\{\(var\.docker == "install"\) \? "(.*)" : "(.*)"\}$/.exec(chosen) ?? [];
    const known = (["install", "present"] as const).map(
      (choice) => only(synthesiseFleet({ image: { docker: choice } }), "aws_launch_template").user_data as string,
    );
    expect([install, present]).toEqual(known);
    expect(decoded({ user_data: install })).toContain("packages:\n");
    expect(decoded({ user_data: present })).not.toContain("packages:\n");
  });

  test("each text is a local where the rest of it is not known either", () => {
    const stack = synthesiseFleet({ image: { docker, user: planned.text("user") } });
    const chosen = only(stack, "aws_launch_template").user_data as string;
    const [, install = "", present = ""] =
      /^\$\{\(var\.docker == "install"\) \? base64encode\(local\.(\w+)\) : base64encode\(local\.(\w+)\)\}$/.exec(
        chosen,
      ) ?? [];
    expect(stack.locals[install]).toContain("packages:\n");
    expect(stack.locals[present]).not.toContain("packages:\n");
    expect(stack.locals[present]).toContain("  - name: ${jsonencode(var.user)}\n");
  });

  test("either text may be too large", () => {
    const content = `#!/bin/sh\n: ${incompressible(80_000)}\n`;
    const userDataParts = [{ filename: "a.sh", content }];
    expect(() => synthesiseFleet({ image: { docker }, userDataParts })).toThrow("got 8");
  });
});

test("the package that brings Docker may be known to Terraform alone", () => {
  const stack = synthesiseFleet({ image: { dockerPackage: planned.text("package") } });
  expect(Object.values(stack.locals)).toEqual([expect.stringContaining("packages:\n  - ${jsonencode(var.package)}\n")]);
});

test("user data that is too large says how large it is, and where", () => {
  const content = `#!/bin/sh\n: ${incompressible(80_000)}\n`;
  expect(() => synthesiseFleet({ userDataParts: [{ filename: "a.sh", content }] })).toThrow(
    /^test\/Linux: user data must have at most 16384 bytes, got 8\d{4} \(4\d{4} compressed\); put/,
  );
});

describe("whom machines trust and the proxy that they go by", () => {
  const httpsProxy = "http://proxy.example.com:3128";

  test("is in user data", () => {
    const template = only(
      synthesiseFleet({ trust: { caBundle: certificates[0], httpsProxy, noProxy: [".example.com"] } }),
      "aws_launch_template",
    );
    expect(decoded(template)).toContain(JSON.stringify(certificates[0]));
    expect(decoded(template)).toContain(`    - "${httpsProxy}"\n`);
    expect(decoded(template)).toContain('    - ".example.com"\nwrite_files:\n');
  });

  test("may be known to Terraform alone", () => {
    const { locals } = synthesiseFleet({
      trust: { caBundle: planned.text("ca"), httpsProxy: planned.text("proxy"), noProxy: [planned.text("domain")] },
    });
    const [text] = Object.values(locals) as string[];
    expect(text).toContain("    - sh\n    - ${jsonencode(var.ca)}\n");
    expect(text).toContain('    - sh\n    - ""\n    - ${jsonencode(var.proxy)}\n');
    expect(text).toContain("    - ${jsonencode(var.domain)}\nwrite_files:\n");
  });

  test("is held against the description's own rules", () => {
    expect(() => synthesiseFleet({ trust: { httpsProxy: "http://ci:secret@proxy.example.com" } })).toThrow(
      "test/Linux: 'trust.httpsProxy' must be the http or https address of a proxy without credentials",
    );
    expect(() => synthesiseFleet({ trust: { caBundle: "-----BEGIN RSA PRIVATE KEY-----" } })).toThrow(
      "test/Linux: 'trust.caBundle' must hold certificates alone, got a private key (not shown)",
    );
  });
});
