import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Testing } from "cdktf";
import { Machines } from "./readme-example";

test("the README shows the example that is compiled and synthesised here", () => {
  const example = readFileSync(join(__dirname, "readme-example.ts"), "utf8").replace(
    '"../src"',
    '"@runner-fleet/aws-fleet"',
  );
  expect(readFileSync(join(__dirname, "..", "README.md"), "utf8")).toContain(`\`\`\`ts\n${example}\`\`\`\n`);
});

test("the example makes a fleet, a role and a cache", () => {
  const json = JSON.parse(Testing.synth(new Machines(Testing.app()), true));
  expect(Object.keys(json.resource.aws_autoscaling_group)).toHaveLength(1);
  expect(Object.keys(json.resource.aws_eks_pod_identity_association)).toHaveLength(1);
  expect(Object.keys(json.resource.aws_s3_bucket)).toHaveLength(1);
});
