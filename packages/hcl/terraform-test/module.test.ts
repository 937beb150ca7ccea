import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { builtInDocument } from "./built-in-document";
import { toModule } from "../src";

const folder = mkdtempSync(join(tmpdir(), "runner-fleet-hcl-"));
afterAll(() => rmSync(folder, { recursive: true }));

const schema = { provider: {}, resource: {}, data: {}, ephemeral: {} };
const { files } = toModule(builtInDocument, { schema, requiredVersion: ">= 1.11", providers: {} });

/** A team's configuration that calls the module. */
const calls = `
variable "limits" {
  type    = map(number)
  default = { linux = 2, arm = 5 }
}

module "fleet" {
  source   = "./fleet"
  for_each = var.limits

  name     = each.key
  limit    = each.value
  policies = [{ idle_count = each.value - 1 }]
}

output "fleets" {
  value = { for name, fleet in module.fleet : name => fleet.text }
}
`;

beforeAll(() => {
  const all = { "main.tf": calls, ...Object.fromEntries(Object.entries(files).map(([n, t]) => [`fleet/${n}`, t])) };
  for (const [name, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  terraform("init");
});

function terraform(...args: readonly string[]): string {
  const [command = "", ...rest] = args;
  return execFileSync("terraform", [command, "-no-color", ...rest], { cwd: folder, encoding: "utf8", stdio: "pipe" });
}

test("a module can be called several times, and fmt leaves it", () => {
  terraform("validate");
  expect(execFileSync("terraform", ["fmt", "-check", "-diff", "fleet"], { cwd: folder, encoding: "utf8" })).toBe("");
  terraform("apply", "-auto-approve");
  expect(JSON.parse(terraform("output", "-json", "fleets"))).toEqual({
    linux: 'limit = 2\nname = "linux"\nidle = 1 # "* * * * *"\n',
    arm: 'limit = 5\nname = "arm"\nidle = 4 # "* * * * *"\n',
  });
});

test.each([
  ['{ "Big" = 1 }', 'name: must be small letters, got "Big"; rename it [name]'],
  ["{ a = 9 }", "limit: must be at most 8, got 9; lower it [limit]"],
])("a module refuses %s with the rule's id", (limits, message) => {
  const refused = () => terraform("plan", `-var=limits=${limits}`);
  // Terraform breaks its messages where its lines end.
  expect(() => refused()).toThrow(new RegExp(message.replace(/[^\w ]/g, "\\$&").replaceAll(" ", "\\s+")));
});
