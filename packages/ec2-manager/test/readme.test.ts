import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Testing } from "cdktf";
import { filesDirectory } from "../src/manager-files";
import { Manager } from "./readme-example";

const readme = readFileSync(join(__dirname, "..", "README.md"), "utf8");

test("the README shows the example that is compiled and synthesised here", () => {
  const example = readFileSync(join(__dirname, "readme-example.ts"), "utf8").replace(
    '"../src"',
    '"@runner-fleet/ec2-manager"',
  );
  expect(readme).toContain(`\`\`\`ts\n${example}\`\`\`\n`);
});

test("the example makes a group of one", () => {
  const json = JSON.parse(Testing.synth(new Manager(Testing.app()), true));
  expect(Object.keys(json.resource.aws_autoscaling_group)).toHaveLength(1);
});

test("the actions that the README shows are those of the script", () => {
  const script = readFileSync(join(filesDirectory, "scripts", "maintain"), "utf8");
  const shown = [...readme.matchAll(/action=(\w+)/g)].map(([, action]) => action!);
  expect(new Set(shown)).toEqual(new Set(["drain", "restart", "patch", "replace"]));
  for (const action of shown) {
    expect(script).toMatch(new RegExp(`^  ${action}\\)`, "m"));
  }
});
