import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { HelmProvider } from "@cdktf/provider-helm/lib/provider";
import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import { RunnerFleet } from "@runner-fleet/aws-fleet";
import { LocalBackend, TerraformStack, type App } from "cdktf";
import { Construct } from "constructs";

const [group, ...cidrs] = ["sg-0123456789abcdef0", "10.0.0.0/8", "2001:db8::/32"] as const;

/** A stack of someone's own with the machines alone, for a manager that runs elsewhere. */
export function machinesAlone(app: App): void {
  const stack = new TerraformStack(app, "test");
  new LocalBackend(stack, { path: "../../../terraform.test.tfstate" });
  new AwsProvider(stack, "Aws", { region: "eu-west-1" });
  new HelmProvider(stack, "Helm");
  new KubernetesProvider(stack, "Kubernetes");
  new RunnerFleet(new Construct(stack, "Team"), "Machines", {
    groupName: "ci-linux",
    maxInstances: 4,
    instanceTypes: ["m7i.large", "m6i.large"],
    subnetIds: ["subnet-0123456789abcdef0"],
    managerSecurityGroupIds: [group],
    managerCidrs: cidrs,
    machineAccess: "ssm",
    // The provider's own default, which one that calls no API does not fill in.
    iamPath: "/",
  });
}

/** The same, as the module is told. */
export const machinesInputs = {
  group_name: "ci-linux",
  max_instances: 4,
  instance_types: ["m7i.large", "m6i.large"],
  subnet_ids: ["subnet-0123456789abcdef0"],
  manager_security_group_ids: [group],
  manager_cidrs: cidrs,
  machine_access: "ssm",
};
