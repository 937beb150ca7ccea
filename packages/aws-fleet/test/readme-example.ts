import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { CacheBucket, ManagerRole, RunnerFleet } from "../src";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";

export class Machines extends TerraformStack {
  constructor(scope: Construct) {
    super(scope, "machines");
    new AwsProvider(this, "Aws", { region: "eu-west-1" });

    const linux = new RunnerFleet(this, "Linux", {
      groupName: "ci-linux",
      maxInstances: 20,
      instanceTypes: ["m7i.large", "m6i.large", "m7a.large"],
      onDemandPercentageAboveBaseCapacity: 0,
      subnetIds: ["subnet-0123456789abcdef0", "subnet-1123456789abcdef0"],
      managerSecurityGroupIds: ["sg-0123456789abcdef0"],
    });
    const role = new ManagerRole(this, "Manager", {
      name: "ci",
      cluster: "platform",
      namespace: "ci",
      serviceAccount: "ci",
      fleets: [linux],
    });
    new CacheBucket(this, "Cache", { name: "ci" }).grantManager(role);
  }
}
