import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DataAwsAvailabilityZones } from "@cdktf/provider-aws/lib/data-aws-availability-zones";
import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { Instance } from "@cdktf/provider-aws/lib/instance";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import {
  App,
  Fn,
  TerraformCount,
  TerraformIterator,
  TerraformLocal,
  TerraformOutput,
  TerraformStack,
  TerraformVariable,
} from "cdktf";
import { Construct } from "constructs";
import type { TerraformDocument } from "../src";

/** A stack of someone who has never heard of this project. */
export class PlainStack extends TerraformStack {
  constructor(scope: Construct) {
    super(scope, "plain");
    const cidr = new TerraformVariable(this, "cidr", {
      type: "string",
      default: "10.0.0.0/16",
      description: "Range of the network, such as ${CIDR}.",
      nullable: false,
      validation: [{ condition: "${can(cidrhost(var.cidr, 0))}", errorMessage: 'must be a range, not "${var.cidr}"' }],
    });
    new TerraformVariable(this, "public", { type: "bool", default: false });
    const password = new TerraformVariable(this, "password", { type: "string", sensitive: true });
    password.addOverride("ephemeral", true);
    new TerraformVariable(this, "ports", {
      type: 'map(object({from=number,to=optional(number),description=optional(string,"Opened by the team that owns it")}))',
      default: { http: { from: 80, to: 80 } },
    });

    new AwsProvider(this, "aws", { region: "eu-west-1", defaultTags: [{ tags: { team: "platform" } }] });
    const paris = new AwsProvider(this, "paris", { alias: "paris", region: "eu-west-3" });

    const zones = new DataAwsAvailabilityZones(this, "zones", { state: "available" });
    const network = new Construct(this, "Network");
    const vpc = new Vpc(network, "Vpc", { cidrBlock: cidr.stringValue, tags: { Name: "main" } });
    const count = TerraformCount.of(2);
    const subnet = new Subnet(network, "PrivateSubnet", {
      count,
      vpcId: vpc.id,
      cidrBlock: Fn.cidrsubnet(vpc.cidrBlock, 8, count.index),
      availabilityZone: Fn.element(zones.names, count.index),
    });
    const group = new SecurityGroup(network, "Web", {
      vpcId: vpc.id,
      ingress: [{ fromPort: 443, toPort: 443, protocol: "tcp", cidrBlocks: ["0.0.0.0/0"], description: "HTTPS" }],
      timeouts: { create: "5m" },
    });
    const ports = TerraformIterator.fromMap({ ssh: { port: 22 } });
    const open = new SecurityGroup(this, "OpenPorts", { vpcId: vpc.id });
    open.addOverride("dynamic", {
      egress: {
        for_each: { http: 80 },
        iterator: "port",
        content: { from_port: "${port.value}", to_port: "${port.value}", protocol: "tcp" },
      },
    });

    const trust = new DataAwsIamPolicyDocument(this, "Trust", {
      statement: [
        {
          actions: ["sts:AssumeRole"],
          principals: [{ type: "Service", identifiers: ["ec2.amazonaws.com"] }],
          condition: [{ test: "StringEquals", variable: "aws:SourceAccount", values: ["123456789012"] }],
        },
      ],
    });
    const role = new IamRole(this, "Role", {
      assumeRolePolicy: trust.json,
      inlinePolicy: [
        {
          name: "read",
          policy: Fn.jsonencode({
            Version: "2012-10-17",
            Statement: [{ Effect: "Allow", Action: ["s3:GetObject", "s3:ListBucket"], Resource: `${vpc.arn}/*` }],
          }),
        },
      ],
    });
    role.moveFromId("aws_iam_role.old");
    const script = new TerraformLocal(this, "script", {
      "first line": '#!/bin/bash\nset -eu\necho "$${HOME} %%{x} ${aws_vpc.x}"\n'.replace("${aws_vpc.x}", vpc.id),
    });
    const bucket = new S3Bucket(this, "logs", {
      provider: paris,
      bucket: '{"a":["<b>",1,true,null],"b":{}}',
      lifecycle: {
        preventDestroy: true,
        ignoreChanges: ["tags"],
        precondition: [{ condition: "${var.public}", errorMessage: "must not be ${var.cidr}" }],
      },
    });
    new Instance(this, "worker", {
      forEach: ports,
      ami: "ami-0123456789abcdef0",
      instanceType: "t3.micro",
      subnetId: `\${aws_subnet.${subnet.friendlyUniqueId}[0].id}`,
      vpcSecurityGroupIds: [group.id],
      userDataBase64: Buffer.from("#cloud-config\npackages:\n  - docker\n  - ec2-instance-connect\n").toString(
        "base64",
      ),
      ebsBlockDevice: [{ deviceName: "/dev/sdf", encrypted: true, volumeSize: 20 }],
      rootBlockDevice: { encrypted: true },
      lifecycle: { ignoreChanges: "all", replaceTriggeredBy: [`aws_s3_bucket.${bucket.friendlyUniqueId}.id`] },
      dependsOn: [role, bucket],
      connection: { type: "ssh", host: "${self.public_ip}" },
      provisioners: [
        { type: "local-exec", command: "echo ${self.id}", environment: { A: "1", "B-C": "2" } },
        { type: "remote-exec", inline: ["true"], connection: { type: "ssh", host: "h" } },
        { type: "local-exec", command: "echo bye", when: "destroy" },
      ],
    });
    const imported = new SsmParameter(this, "imported", { name: "/a", type: "String", value: "b" });
    imported.importFrom("/a");
    const chosen = new SsmParameter(this, "Chosen", {
      name: "/c",
      type: "String",
      value: `\${${script.fqn}["first line"]}`,
    });
    chosen.overrideLogicalId("Chosen_By_Someone");

    const output = new TerraformOutput(this, "group-id", {
      value: group.id,
      description: 'The "${group}"',
      sensitive: true,
    });
    output.addOverride("precondition", { condition: "${var.public}", error_message: "must be public" });
    this.addOverride("check", {
      healthy: {
        data: { aws_vpc: { again: { id: vpc.id } } },
        assert: [{ condition: '${data.aws_vpc.again.cidr_block != ""}', error_message: "must have a range" }],
      },
    });
    this.addOverride("removed", [{ from: "aws_eip.old", lifecycle: { destroy: false } }]);
  }
}

/** What cdktf synthesises for a stack: `cdk.tf.json`, parsed. */
export function synthesised(build: (app: App) => TerraformStack): TerraformDocument {
  const outdir = mkdtempSync(join(tmpdir(), "runner-fleet-hcl-"));
  try {
    const app = new App({ outdir });
    const { id } = build(app).node;
    app.synth();
    return JSON.parse(readFileSync(join(outdir, "stacks", id, "cdk.tf.json"), "utf8")) as TerraformDocument;
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
