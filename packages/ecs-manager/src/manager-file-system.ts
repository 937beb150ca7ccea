import { DataAwsSubnet } from "@cdktf/provider-aws/lib/data-aws-subnet";
import { EfsAccessPoint } from "@cdktf/provider-aws/lib/efs-access-point";
import { EfsFileSystem } from "@cdktf/provider-aws/lib/efs-file-system";
import { EfsFileSystemPolicy } from "@cdktf/provider-aws/lib/efs-file-system-policy";
import { EfsMountTarget } from "@cdktf/provider-aws/lib/efs-mount-target";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { jsonDocument } from "@runner-fleet/config";
import type { Tags } from "@runner-fleet/terraform-values";
import { Fn, Lazy, ref, Token, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { AwsEnvironment } from "./aws-environment";
import { fileSystemPolicy, type FileSystemUser } from "./file-system-policy";
import { MANAGER_USER } from "./manager-folders";

/** The file system of a deployment's managers. */
export interface ManagerFileSystemProps {
  /** Name of the deployment. */
  readonly name: string;
  /** Where the file system is. */
  readonly environment: AwsEnvironment;
  /**
   * Id of a file system that exists, with mount targets in the managers' subnets which they may reach on port 2049, and
   * with a policy, if any, that lets the managers' roles in.
   *
   * @default - one is made
   */
  readonly id?: string;
  /** Subnets of the managers, one a zone; a mount target is made in each. */
  readonly subnetIds: readonly string[];
  /** The security group of the managers, which may reach a file system that is made. */
  readonly managerSecurityGroupId: string;
  /**
   * ARN of the KMS key that encrypts the file system.
   *
   * @default - AWS's own key of EFS
   */
  readonly kmsKeyArn?: string;
  /**
   * Tags of everything made.
   *
   * @default - none but the provider's own
   */
  readonly tags?: Tags;
}

/** A manager that writes its record to a file system. */
export interface FileSystemManager {
  /** Name of the manager, which is also its folder's. */
  readonly name: string;
  /** ARN of the manager's role. */
  readonly roleArn: string;
}

/** A manager's part of a file system. */
export interface ManagerRecord {
  /** Id of the file system. */
  readonly fileSystemId: string;
  /** ARN of the file system. */
  readonly fileSystemArn: string;
  /** Id of the access point. */
  readonly accessPointId: string;
  /** ARN of the access point. */
  readonly accessPointArn: string;
  /** What must be there before a task starts, and must outlive it. */
  readonly dependables: readonly ITerraformDependable[];
}

const NFS = 2_049;

/**
 * A file system of EFS for the managers' records of their machines: encrypted at rest and on its way, one folder a
 * manager that no other can open, and nobody else let in.
 *
 * It has no backups: a record of machines that are long gone is worse than none.
 */
export class ManagerFileSystem extends Construct {
  private readonly id: string;
  private readonly arn: string;
  private readonly users: FileSystemUser[] = [];
  private readonly parts: ITerraformDependable[] = [];
  private readonly securityGroup?: SecurityGroup;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ManagerFileSystemProps,
  ) {
    super(scope, id);
    const { partition, region, accountId } = props.environment;
    if (props.id !== undefined) {
      this.id = props.id;
      this.arn = `arn:${partition}:elasticfilesystem:${region}:${accountId}:file-system/${props.id}`;
      return;
    }
    const tags = withName(props.tags, `${props.name}-managers`);
    const fileSystem = new EfsFileSystem(this, "Resource", {
      encrypted: true,
      kmsKeyId: props.kmsKeyArn,
      // A record is small and seldom written: what is used is paid, and there are no credits that could run out.
      throughputMode: "elastic",
      tags,
    });
    this.id = fileSystem.id;
    this.arn = fileSystem.arn;
    this.securityGroup = new SecurityGroup(this, "SecurityGroup", {
      namePrefix: `${props.name}-managers-efs-`,
      description: "File system of GitLab Runner managers",
      vpcId: new DataAwsSubnet(this, "Subnet", { id: firstOf(props.subnetIds) }).vpcId,
      tags,
      lifecycle: { createBeforeDestroy: true },
    });
    this.parts.push(
      ...this.mountTargets(),
      new VpcSecurityGroupIngressRule(this, "Ingress", {
        securityGroupId: this.securityGroup.id,
        description: "NFS from runner managers",
        referencedSecurityGroupId: props.managerSecurityGroupId,
        ipProtocol: "tcp",
        fromPort: NFS,
        toPort: NFS,
        tags: props.tags,
      }),
      new EfsFileSystemPolicy(this, "Policy", {
        fileSystemId: this.id,
        policy: Lazy.stringValue({ produce: () => jsonDocument(fileSystemPolicy(this.arn, this.users)) }),
      }),
    );
  }

  /** Gives a manager a folder of its own. */
  addManager(id: string, manager: FileSystemManager): ManagerRecord {
    const { uid, gid } = MANAGER_USER;
    const accessPoint = new EfsAccessPoint(this, id, {
      fileSystemId: this.id,
      posixUser: { uid, gid },
      rootDirectory: {
        path: `/${manager.name}`,
        creationInfo: { ownerUid: uid, ownerGid: gid, permissions: "0700" },
      },
      tags: withName(this.props.tags, manager.name),
    });
    const record = {
      fileSystemId: this.id,
      fileSystemArn: this.arn,
      accessPointId: accessPoint.id,
      accessPointArn: accessPoint.arn,
    };
    this.users.push({ roleArn: manager.roleArn, accessPointArn: accessPoint.arn });
    return { ...record, dependables: [...this.parts] };
  }

  /** One for each subnet: by its id where that is known, so that a change of the list moves no other. */
  private mountTargets(): EfsMountTarget[] {
    const { subnetIds } = this.props;
    const common = { fileSystemId: this.id, securityGroups: [(this.securityGroup as SecurityGroup).id] };
    if (Token.isUnresolved(subnetIds)) {
      // By place: the ids of subnets that the same apply makes are not known when it is planned.
      const subnetId = Token.asString(Fn.element(subnetIds as string[], Token.asNumber(ref("count.index"))));
      return [new EfsMountTarget(this, "MountTarget", { ...common, subnetId, count: Fn.lengthOf(subnetIds) })];
    }
    return subnetIds.map(
      (subnetId, index) =>
        new EfsMountTarget(this, `MountTarget-${Token.isUnresolved(subnetId) ? index : subnetId}`, {
          ...common,
          subnetId,
        }),
    );
  }
}

const firstOf = (list: readonly string[]): string =>
  Token.isUnresolved(list) ? Fn.element(list, 0) : (list[0] as string);

/** Tags with a name, which the console shows, and which tags that are given win over. */
const withName = (tags: Tags = {}, name: string): Tags =>
  Token.isUnresolved(tags) ? Token.asStringMap(Fn.merge([{ Name: name }, tags])) : { Name: name, ...tags };
