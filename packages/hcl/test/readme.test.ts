import { readFileSync } from "node:fs";
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { TerraformLocal, TerraformStack, TerraformVariable } from "cdktf";
import { Construct } from "constructs";
import { defaultSchema, moduleTables, toHcl, toModule } from "../src";
import { synthesised } from "./plain-stack";

/** The stack of the README. */
class Logs extends TerraformStack {
  constructor(scope: Construct) {
    super(scope, "logs");
    const description = "Whether the bucket outlives its stack.";
    const keep = new TerraformVariable(this, "keep", { type: "bool", default: false, nullable: false, description });
    new AwsProvider(this, "Aws", { region: "eu-west-1" });
    const logs = new Construct(this, "Logs");
    const motd = new TerraformLocal(logs, "motd", 'Say "hello"\n  to $${CI}\n');
    new S3Bucket(logs, "Bucket", {
      bucket: "ci-logs",
      tags: { "cost-center": "ci", motd: motd.asString },
      lifecycle: { precondition: [{ condition: keep.value, errorMessage: "'keep' must be true" }] },
    });
  }
}

/** The README's stack with what its constructs may say. */
class HintedLogs extends Logs {
  constructor(scope: Construct) {
    super(scope);
    this.addOverride("//.hcl", {
      names: { Logs: "", "Logs/Bucket": "archive" },
      headings: { "Logs/Bucket": "Logs of builds, kept for a year." },
    });
  }
}

const schema = defaultSchema();

test("the README shows what the stack gives", () => {
  const [, shown] = /```hcl\n([^]*?)```/.exec(readFileSync(join(__dirname, "../README.md"), "utf8")) ?? [];
  const { files } = toHcl(
    synthesised((app) => new Logs(app)),
    { schema },
  );
  expect(shown).toBe([files["locals.tf"], files["variables.tf"], files["main.tf"]].join("\n"));
});

test("a stack can carry names and headings for its constructs", () => {
  const { files } = toHcl(
    synthesised((app) => new HintedLogs(app)),
    { schema },
  );
  expect(files["main.tf"]).toMatch(/^# Logs of builds, kept for a year\.\n\nresource "aws_s3_bucket" "archive" \{\n/);
});

test("the README shows the table of the stack's inputs as a module", () => {
  const document = synthesised((app) => new Logs(app));
  const module = toModule(document, { schema, requiredVersion: ">= 1.11", providers: { aws: ">= 6.25.0, < 7.0.0" } });
  const { inputs } = moduleTables(module);
  const [, shown = ""] =
    /(\| Name +\| Description[^]*?\n)\n/.exec(readFileSync(join(__dirname, "../README.md"), "utf8")) ?? [];
  expect(shown.replace(/ +/g, " ").replace(/-+/g, "---")).toBe(inputs.replace(/ +/g, " "));
});
