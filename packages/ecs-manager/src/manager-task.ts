import { EcsTaskDefinition } from "@cdktf/provider-aws/lib/ecs-task-definition";
import type { FargateManagerSettings, Resolved } from "@runner-fleet/config";
import { numberText, resolveExpressions } from "@runner-fleet/terraform-values";
import { Fn, TerraformLocal } from "cdktf";
import type { Construct } from "constructs";
import { containerDefinition, STOP_TIMEOUT_SECONDS } from "./container-definition";
import { containerEnvironment } from "./container-environment";
import type { EcsManagerProps } from "./ecs-manager-props";
import { imageReference } from "./image-reference";
import type { ManagerRecord } from "./manager-file-system";
import { RECORD_FOLDER, WORK_FOLDER } from "./manager-folders";
import { systemId } from "./system-id";

/** What a manager's task is made from. */
export interface ManagerTaskProps extends Pick<
  EcsManagerProps,
  "config" | "environment" | "image" | "roleArn" | "configObject" | "tokens" | "tokensRevision" | "record" | "tags"
> {
  /** The description's `fargate`, with the defaults. */
  readonly settings: Resolved<FargateManagerSettings>;
  /** Name of the manager. */
  readonly name: string;
  /** ARN of the role by which ECS starts the task. */
  readonly executionRoleArn: string;
  /** Name of the log group with the manager's log. */
  readonly logGroupName: string;
}

/** 64 KiB are what a task definition may hold in all; what is beside the certificates is small. */
const LONGEST_BUNDLE = 48_000;

/** Architectures in the words of ECS. */
const architectures = { arm64: "ARM64", amd64: "X86_64" } as const;

/**
 * The task that a manager is, whose definition is a new one with every change.
 *
 * @throws Error when the description's certificates are too long for it
 */
export function managerTask(scope: Construct, id: string, props: ManagerTaskProps): EcsTaskDefinition {
  const { config, settings, name, record, tokens } = props;
  checkBundle(scope, config.trust.caBundle);
  const configFolder = record ? RECORD_FOLDER : WORK_FOLDER;
  // A structure in a local, encoded by Terraform: text encoded here would break where a value known later has a quote.
  const container = new TerraformLocal(
    scope,
    "container",
    containerDefinition({
      image: imageReference(props.image),
      environment: containerEnvironment({
        config,
        configObject: props.configObject,
        configFolder,
        systemId: systemId(resolveExpressions(config.name), name),
        stopTimeoutSeconds: STOP_TIMEOUT_SECONDS,
      }),
      secrets: Object.fromEntries(Object.entries(tokens).map(([variable, { arn }]) => [variable, arn])),
      tokensRevision: numberText(props.tokensRevision ?? settings.tokens.revision),
      volumes: { [WORK_FOLDER]: "work", ...(record ? { [RECORD_FOLDER]: "record" } : {}) },
      configFolder,
      logGroupName: props.logGroupName,
      region: props.environment.region,
    }),
  );
  return new EcsTaskDefinition(scope, id, {
    family: name,
    containerDefinitions: Fn.jsonencode([container.expression]),
    cpu: numberText(settings.cpu),
    memory: numberText(settings.memoryMiB),
    requiresCompatibilities: ["FARGATE"],
    networkMode: "awsvpc",
    runtimePlatform: { operatingSystemFamily: "LINUX", cpuArchitecture: architectures[settings.architecture] },
    executionRoleArn: props.executionRoleArn,
    taskRoleArn: props.roleArn,
    volume: [{ name: "work" }, ...(record ? [recordVolume(record)] : [])],
    tags: props.tags,
    // The one before goes when the service has taken over: until then ECS may have to roll back to it.
    lifecycle: { createBeforeDestroy: true },
  });
}

function checkBundle(scope: Construct, bundle: unknown): void {
  if (typeof bundle === "string" && bundle.length > LONGEST_BUNDLE) {
    throw new Error(
      `${scope.node.path}: 'config.trust.caBundle' must be at most ${LONGEST_BUNDLE} characters for a manager on Fargate, got ${bundle.length}; leave out what the image trusts already`,
    );
  }
}

const recordVolume = ({ fileSystemId, accessPointId }: ManagerRecord) => ({
  name: "record",
  efsVolumeConfiguration: {
    fileSystemId,
    transitEncryption: "ENABLED",
    authorizationConfig: { accessPointId, iam: "ENABLED" },
  },
});
