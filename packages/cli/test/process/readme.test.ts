import { readFileSync } from "node:fs";
import { join } from "node:path";
import { commandTable } from "../../src/program/command-table";
import { Folder } from "./run-command";

const readme = readFileSync(join(__dirname, "../../README.md"), "utf8");
const folder = new Folder();
afterAll(() => folder.remove());

test("the README's description is valid, and validate says of it what stands there", () => {
  const [, yaml = ""] = /```yaml\n(# runner-fleet\.yaml\n[^`]+)```/.exec(readme) ?? [];
  const [, said = ""] = /\$ runner-fleet validate\n([^`]+)```/.exec(readme) ?? [];
  folder.write("runner-fleet.yaml", yaml);
  expect(folder.run(["validate"])).toEqual({ status: 0, stdout: said, stderr: "" });
});

test("the README's table has every command", () => {
  const rows = [...readme.matchAll(/^\| `([a-z]+)(?: [^`]*)?` +\|/gm)].map(([, name]) => name);
  expect(rows).toEqual(commandTable.map(({ name }) => name));
});
