import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Testing } from "cdktf";
import { Runners } from "./readme-example";

test("the README shows the example that is compiled and synthesised here", () => {
  const example = readFileSync(join(__dirname, "readme-example.ts"), "utf8").replace(
    '"../src"',
    '"@runner-fleet/runner-registration"',
  );
  expect(readFileSync(join(__dirname, "..", "README.md"), "utf8")).toContain(`\`\`\`ts\n${example}\`\`\`\n`);
});

test("the example makes one runner of a group", () => {
  const json = JSON.parse(Testing.synth(new Runners(Testing.app()), true));
  const runners = Object.values<object>(json.resource.gitlab_user_runner);
  expect(runners).toHaveLength(1);
  expect(runners[0]).toMatchObject({ runner_type: "group_type", group_id: 42 });
});
