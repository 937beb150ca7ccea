import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Expression } from "@runner-fleet/config";
import { App, ref, TerraformStack, TerraformVariable, Token, LocalBackend } from "cdktf";
import { Ec2Manager, ec2ManagerStatements } from "../src";
import { configOf, managerProps, settingsOf } from "./synthesise";

const app = new App({ outdir: process.argv[2]! });
const planned = process.argv[3] === "planned";
const stack = new TerraformStack(app, "s");
new LocalBackend(stack, { path: "terraform.tfstate" });
new AwsProvider(stack, "Aws", { region: "eu-west-1" });
const v = (name: string, type: string, def: unknown) => {
  const x = new TerraformVariable(stack, name, { type, nullable: true, ...(def === null ? {} : { default: def }) });
  if (def === null) x.addOverride("default", null);
  x.overrideLogicalId(name);
  return ref(`var.${name}`);
};
const base = managerProps();
const environment = { partition: "aws", region: "eu-west-1", accountId: "123456789012" };
const role = new IamRole(stack, "Role", {
  name: "ci",
  assumeRolePolicy: JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
  }),
});
if (!planned) {
  new IamRolePolicy(stack, "P", {
    role: role.name,
    policy: JSON.stringify({ Version: "2012-10-17", Statement: ec2ManagerStatements({ name: "ci", environment }) }),
  });
  new Ec2Manager(stack, "Manager", {
    ...base,
    config: configOf({ manager: { drainTimeout: process.argv[4] ?? "1h" } as never }),
    roleName: role.name,
  });
} else {
  const kms = Token.asString(v("kms", "string", process.argv[4] ?? null));
  const has = ref("(var.kms != null)");
  const name = Token.asString(v("name", "string", "ci"));
  const config = configOf({
    manager: {
      drainTimeout: Expression.text("var.drain"),
      shutdownTimeout: Expression.number("var.shutdown"),
    } as never,
    name: Expression.text("var.name") as never,
    trust: { httpsProxy: Expression.text("var.proxy") as never },
  });
  v("drain", "string", "24h");
  v("shutdown", "number", 100);
  v("proxy", "string", "http://p:3128");
  const settings = {
    ...settingsOf(),
    kmsKeyArn: kms,
    instanceType: Token.asString(v("type", "string", "t4g.small")),
    imageId: Token.asString(v("image", "string", null)),
    associatePublicIpAddress: v("public", "bool", null) as never,
    rootVolumeGiB: Token.asNumber(v("root", "number", 20)),
    stateVolumeGiB: Token.asNumber(v("state", "number", 2)),
    logRetentionDays: Token.asNumber(v("days", "number", 30)),
    alarmActionArns: Token.asList(v("alarms", "list(string)", null)),
  };
  new IamRolePolicy(stack, "P", {
    role: role.name,
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: ec2ManagerStatements({ name, environment, kmsKeyArn: kms, hasKmsKey: has }),
    }),
  });
  new Ec2Manager(stack, "Manager", {
    ...base,
    config,
    settings,
    environment,
    roleName: role.name,
    hasKmsKey: has,
    waitForRollout: v("wait", "bool", true) as never,
    tokensRevision: Token.asNumber(v("revision", "number", 3)),
    tags: Token.asStringMap(v("tags", "map(string)", { a: "b" })),
    securityGroupIds: Token.asList(v("sgs", "list(string)", ["sg-0123456789abcdef0"])),
    subnetId: Token.asString(v("subnet", "string", "subnet-0123456789abcdef0")),
    tokens: {
      [Token.asString(ref('upper("runner_token_${var.name}")'))]: {
        name: Token.asString(v("token", "string", "/ci/linux")),
      },
    },
  });
}
app.synth();
