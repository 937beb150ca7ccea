import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { readConfig, type RunnerFleetInput } from "@runner-fleet/config";
import { EcsCluster, EcsManager, ManagerFileSystem } from "../src";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";

const environment = { partition: "aws", region: "eu-west-1", accountId: "123456789012" };
const token = "arn:aws:ssm:eu-west-1:123456789012:parameter/ci/linux";
const securityGroupId = "sg-0123456789abcdef0";
const subnetIds = ["subnet-0123456789abcdef0", "subnet-1123456789abcdef0"];

export class Managers extends TerraformStack {
  constructor(scope: Construct, description: RunnerFleetInput, role: { name: string; arn: string }) {
    super(scope, "managers");
    new AwsProvider(this, "Aws", { region: environment.region });

    const cluster = new EcsCluster(this, "Cluster", { name: "ci" });
    const fileSystem = new ManagerFileSystem(this, "FileSystem", {
      name: "ci",
      environment,
      subnetIds,
      managerSecurityGroupId: securityGroupId,
    });
    const manager = new EcsManager(this, "Manager", {
      config: readConfig(description).config,
      environment,
      clusterName: cluster.name,
      image: { repository: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/ci/manager", tag: "19.4.0-aws1.1.0" },
      roleArn: role.arn,
      subnetIds,
      securityGroupIds: [securityGroupId],
      configObject: { bucket: "ci-config", key: "ci/0123456789abcdef.toml" },
      tokens: { RUNNER_TOKEN_LINUX: { arn: token } },
      tokenStatements: [{ Effect: "Allow", Action: "ssm:GetParameters", Resource: token }],
      record: fileSystem.addManager("Record", { name: "ci", roleArn: role.arn }),
    });
    const policy = JSON.stringify({ Version: "2012-10-17", Statement: manager.statements });
    manager.startAfter(new IamRolePolicy(this, "Rights", { role: role.name, policy }));
  }
}
