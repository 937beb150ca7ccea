import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Testing } from "cdktf";
import { Managers } from "./readme-example";
import { descriptionOf } from "./synthesise";

const readme = readFileSync(join(__dirname, "..", "README.md"), "utf8");

test("the README shows the example that is compiled and synthesised here", () => {
  const example = readFileSync(join(__dirname, "readme-example.ts"), "utf8").replace(
    '"../src"',
    '"@runner-fleet/ecs-manager"',
  );
  expect(readme).toContain(`\`\`\`ts\n${example}\`\`\`\n`);
});

test("the example makes a cluster, a file system and a manager", () => {
  const role = { name: "ci-manager", arn: "arn:aws:iam::123456789012:role/ci-manager" };
  const json = JSON.parse(Testing.synth(new Managers(Testing.app(), descriptionOf(), role), true));
  for (const type of ["aws_ecs_cluster", "aws_ecs_service", "aws_efs_file_system", "aws_iam_role_policy"]) {
    expect(Object.keys(json.resource[type])).not.toHaveLength(0);
  }
  expect(Object.values(json.resource.aws_ecs_cluster)).toEqual([{ name: "ci" }]);
});
