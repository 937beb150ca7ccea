import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { versions } from "@runner-fleet/config";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { awsEnvironment } from "./aws-environment";
import { checkName } from "./check-names";
import { groupArn, managerPolicy, type ManagedGroup } from "./manager-policy";

/** A role that is given rights. */
export interface IRole {
  /** Name of the role, without its path. */
  readonly name: string;
}

/** Machines that a manager may be given: made here or elsewhere. */
export interface IRunnerFleet extends ManagedGroup {
  /** ARN of the group for a policy: `*` stands for the id that AWS puts into it. */
  readonly groupArn: string;
  /** What must be there before the manager starts and must outlive it; empty for a group made elsewhere. */
  readonly dependables: readonly ITerraformDependable[];
  /**
   * Lets a role do all that GitLab's fleeting plugin does with this group: start and stop machines, read, and log in as
   * `sshUser` where EC2 Instance Connect is used. A `ManagerRole` needs no such grant for its own fleets.
   *
   * @param role the role, made here or elsewhere
   * @param id id of the policy, where a fleet is granted to several roles
   */
  grantManage(role: IRole, id?: string): void;
}

/** What fleets made here and elsewhere have in common. */
export abstract class ManagedFleet extends Construct implements IRunnerFleet {
  abstract readonly groupName: string;
  abstract readonly sshUser: string;
  abstract readonly instanceConnect: boolean;
  abstract readonly dependables: readonly ITerraformDependable[];

  /** ARN of the group for a policy: `*` stands for the id that AWS puts into it. */
  get groupArn(): string {
    return groupArn(this.groupName, awsEnvironment(this));
  }

  /** Lets a role do all that GitLab's fleeting plugin does with this group. */
  grantManage(role: IRole, id = "ManagePolicy"): void {
    new IamRolePolicy(this, id, {
      role: role.name,
      policy: managerPolicy({
        groups: [this],
        pluginVersion: versions.awsPlugin,
        environment: awsEnvironment(this),
      }),
      lifecycle: { createBeforeDestroy: true },
    });
  }
}

/** An Auto Scaling group that exists already. */
export interface ExistingGroup {
  /** Name of the Auto Scaling group. */
  readonly groupName: string;
  /** The user that the manager logs in as. */
  readonly sshUser: string;
  /**
   * Whether the manager logs in by EC2 Instance Connect, not with a key of its own.
   *
   * @default true
   */
  readonly instanceConnect?: boolean;
}

/** A fleet whose group exists already. */
export class ExistingFleet extends ManagedFleet {
  readonly groupName: string;
  readonly sshUser: string;
  readonly instanceConnect: boolean;
  readonly dependables = [];

  constructor(scope: Construct, id: string, { groupName, sshUser, instanceConnect = true }: ExistingGroup) {
    super(scope, id);
    checkName(this.node.path, "groupName", groupName, "existingGroupName");
    this.groupName = groupName;
    this.sshUser = sshUser;
    this.instanceConnect = instanceConnect;
  }
}
