import { escapeTemplate, sum } from "@runner-fleet/config";
import { countOf, numberText, type Presence, resolveExpressions, TerraformData } from "@runner-fleet/terraform-values";
import type { ITerraformDependable, LocalExecProvisioner } from "cdktf";
import type { Construct } from "constructs";
import type { Ec2ManagerProps } from "./ec2-manager-props";
import { readFile } from "./manager-files";
import { drainSeconds, START_SECONDS } from "./manager-times";

/** What is waited for, and how. */
export interface RolloutProps extends Pick<Ec2ManagerProps, "config" | "awsProfile"> {
  /** Name of the manager's group. */
  readonly groupName: string;
  /** Name of the manager's log group. */
  readonly logGroupName: string;
  /** The newest version of its launch template. */
  readonly templateVersion: string;
  /** Region of the group. */
  readonly region: string;
  /** Whether anything is waited for. */
  readonly presence: Presence;
  /** What must outlive the manager that is replaced. */
  readonly dependsOn: ITerraformDependable[];
}

/** Waits, when it is made or made again, until the manager works; `undefined` where nothing waits. */
export function rollout(scope: Construct, id: string, props: RolloutProps): TerraformData | undefined {
  const { groupName, templateVersion, config, awsProfile, presence } = props;
  if (presence === false) {
    return undefined;
  }
  const wait: LocalExecProvisioner & { readonly quiet: boolean } = {
    type: "local-exec",
    // The program itself, so that no file has to be where Terraform runs; quiet, so that an apply does not print it.
    interpreter: ["bash", "-c"],
    command: escapeTemplate(readFile("wait-for-rollout")),
    quiet: true,
    environment: {
      GROUP: groupName,
      LOG_GROUP: props.logGroupName,
      TEMPLATE_VERSION: templateVersion,
      TIMEOUT_SECONDS: numberText(resolveExpressions(sum([drainSeconds(config), START_SECONDS]))),
      AWS_REGION: props.region,
      ...(awsProfile === undefined ? {} : { AWS_PROFILE: awsProfile }),
    },
  };
  return new TerraformData(scope, id, {
    count: countOf(presence),
    triggersReplace: { group: groupName, template_version: templateVersion },
    dependsOn: props.dependsOn,
    provisioners: [wait],
  });
}
