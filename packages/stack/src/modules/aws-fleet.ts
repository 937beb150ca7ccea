import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { awsEnvironment, managerPolicy, RunnerFleet } from "@runner-fleet/aws-fleet";
import { variable, variables } from "@runner-fleet/config";
import { resolveExpressions, withTags } from "@runner-fleet/terraform-values";
import type { Construct } from "constructs";
import { resolvedMachines } from "../resolved-machines";
import { MACHINES_HEADING, ModuleStack, type ModuleVariables } from "./module-stack";
import { machinesVariables, plannedMachines } from "./planned-machines";

const own = {
  groupName: {},
  maxInstances: { description: "The most machines that may exist at once, from 1: the group's max_size." },
  ...machinesVariables,
  managerSecurityGroupIds: {
    description:
      "Security groups of the manager, from which machines accept SSH. Either they or manager_cidrs must be given.",
    default: [],
    validations: variables.managerSecurityGroupIds.validations.filter(({ rule }) => rule !== "manager-source-missing"),
  },
  managerCidrs: {},
  pluginVersion: {},
  permissionsBoundaryArn: {},
  iamPath: {},
  tags: {},
  accept: {},
} as const satisfies ModuleVariables;

/** The machines alone, for a manager that runs elsewhere, as a plain module. */
export class AwsFleetModule extends ModuleStack {
  constructor(scope: Construct, id: string) {
    super(scope, id, own);
    new AwsProvider(this, "Aws");
    const machines = resolvedMachines({
      ...plannedMachines(this, (name, value) => this.addLocal(name, value)),
      managerCidrs: variable("managerCidrs"),
    } as Parameters<typeof resolvedMachines>[0]);
    const { groupName, tags, ...settings } = resolveExpressions({
      groupName: variable("groupName"),
      tags: variable("tags"),
      maxInstances: variable("maxInstances"),
      permissionsBoundaryArn: variable("permissionsBoundaryArn"),
      iamPath: variable("iamPath"),
    });
    const fleet = new RunnerFleet(this, "Machines", { ...machines, ...settings, groupName, tags: withTags(tags, {}) });
    this.addHints({ Machines: MACHINES_HEADING }, ["var.group_name", "local.ssh_user"]);
    this.addConditions(fleet.group);
    this.addOutput(
      "group_name",
      "Name of the Auto Scaling group: `name` in the manager's `plugin_config`.",
      fleet.groupName,
    );
    this.addOutput(
      "group_arn",
      "ARN of the Auto Scaling group, for policies; AWS's own id in it is `*`.",
      fleet.groupArn,
    );
    this.addOutput(
      "ssh_user",
      "The user that the manager logs in as: `username` in its `connector_config`.",
      fleet.sshUser,
    );
    this.addOutput("security_group_id", "Id of the machines' own security group.", fleet.securityGroupId);
    this.addOutput(
      "manager_policy_json",
      "What the manager must be allowed to do in AWS: scale this group, log in to its machines, and read.",
      managerPolicy({
        groups: [fleet],
        pluginVersion: resolveExpressions(variable("pluginVersion")),
        environment: awsEnvironment(this),
      }),
    );
  }
}
