import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { ec2ManagerSchema, readConfig, type Ec2ManagerSettings, type Resolved } from "@runner-fleet/config";
import { Ec2Manager } from "../src";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";

const { config } = readConfig({
  name: "ci",
  gitlab: { url: "https://gitlab.com" },
  manager: { platform: "ec2", drainTimeout: "2h" },
  ec2: { subnetIds: ["subnet-0123456789abcdef0"] },
  fleets: {
    linux: {
      executor: "docker-autoscaler",
      maxInstances: 10,
      docker: { image: "alpine:3.22" },
      machines: { instanceTypes: ["m7i.large"], subnetIds: ["subnet-0123456789abcdef0"] },
    },
  },
});

export class Manager extends TerraformStack {
  constructor(scope: Construct) {
    super(scope, "manager");
    new AwsProvider(this, "Aws", { region: "eu-west-1" });

    new Ec2Manager(this, "Manager", {
      config,
      settings: ec2ManagerSchema.parse({ instanceType: "t4g.small" }) as Resolved<Ec2ManagerSettings>,
      environment: { partition: "aws", region: "eu-west-1", accountId: "123456789012" },
      // Its policy holds ec2ManagerStatements({ name: "ci", environment }), beside fleets, tokens and configuration.
      roleName: "ci-manager",
      securityGroupIds: ["sg-0123456789abcdef0"],
      subnetId: "subnet-0123456789abcdef0",
      configObject: { bucket: "ci-config", key: "ci/0123456789abcdef.toml" },
      tokens: { RUNNER_TOKEN_LINUX: { name: "/ci/linux" } },
    });
  }
}
