import type { ResourceChange } from "./resource-change";

/**
 * Attributes of which a change replaces the resource, by its type: those that the project's resources have. Source: the
 * providers' schemas (aws 6.25, gitlab 18.6, helm 3.1, kubernetes 2.38).
 */
const replacing: Readonly<Record<string, readonly string[]>> = {
  aws_autoscaling_group: ["name", "initial_lifecycle_hook"],
  aws_cloudwatch_event_rule: ["name"],
  aws_cloudwatch_event_target: ["target_id", "rule"],
  aws_cloudwatch_log_group: ["name"],
  aws_cloudwatch_log_resource_policy: ["policy_name"],
  aws_cloudwatch_metric_alarm: ["alarm_name"],
  aws_ebs_volume: ["availability_zone", "encrypted", "kms_key_id"],
  aws_ecr_lifecycle_policy: ["policy", "repository"],
  aws_ecr_pull_through_cache_rule: ["ecr_repository_prefix", "upstream_registry_url", "upstream_repository_prefix"],
  aws_ecr_repository: ["name", "encryption_configuration"],
  aws_ecr_repository_creation_template: ["prefix"],
  aws_ecs_cluster: ["name"],
  aws_ecs_service: ["name", "cluster", "launch_type"],
  aws_ecs_task_definition: [
    "container_definitions",
    "cpu",
    "execution_role_arn",
    "family",
    "memory",
    "network_mode",
    "requires_compatibilities",
    "runtime_platform",
    "task_role_arn",
    "volume",
  ],
  aws_efs_access_point: ["file_system_id", "posix_user", "root_directory"],
  aws_efs_file_system: ["creation_token", "encrypted", "kms_key_id"],
  aws_efs_file_system_policy: ["file_system_id"],
  aws_efs_mount_target: ["file_system_id", "subnet_id"],
  aws_eks_pod_identity_association: ["cluster_name", "namespace", "service_account"],
  aws_iam_instance_profile: ["name", "name_prefix", "path"],
  aws_iam_policy: ["description", "name", "name_prefix", "path"],
  aws_iam_role: ["name", "name_prefix", "path"],
  aws_iam_role_policy: ["name", "name_prefix", "role"],
  aws_iam_role_policy_attachment: ["policy_arn", "role"],
  aws_imagebuilder_component: ["data", "description", "kms_key_id", "name", "platform", "version"],
  aws_imagebuilder_distribution_configuration: ["name"],
  aws_imagebuilder_image: ["distribution_configuration_arn", "image_recipe_arn", "infrastructure_configuration_arn"],
  aws_imagebuilder_image_pipeline: ["name"],
  aws_imagebuilder_image_recipe: [
    "block_device_mapping",
    "component",
    "name",
    "parent_image",
    "systems_manager_agent",
    "user_data_base64",
    "version",
  ],
  aws_imagebuilder_infrastructure_configuration: ["name"],
  aws_imagebuilder_lifecycle_policy: ["name"],
  aws_kms_grant: ["grantee_principal", "key_id", "name", "operations"],
  aws_launch_template: ["name"],
  aws_s3_bucket: ["bucket", "bucket_prefix"],
  aws_s3_bucket_lifecycle_configuration: ["bucket"],
  aws_s3_bucket_ownership_controls: ["bucket"],
  aws_s3_bucket_policy: ["bucket"],
  aws_s3_bucket_public_access_block: ["bucket"],
  aws_s3_bucket_server_side_encryption_configuration: ["bucket"],
  aws_s3_bucket_versioning: ["bucket"],
  aws_s3_object: ["bucket", "key"],
  aws_secretsmanager_secret: ["name", "name_prefix"],
  aws_secretsmanager_secret_version: ["secret_id"],
  aws_security_group: ["description", "name", "name_prefix", "vpc_id"],
  aws_ssm_document: ["name"],
  aws_ssm_parameter: ["name"],
  aws_vpc_security_group_egress_rule: ["security_group_id"],
  aws_vpc_security_group_ingress_rule: ["security_group_id"],
  gitlab_user_runner: ["group_id", "project_id", "runner_type"],
  helm_release: ["name", "namespace"],
  kubernetes_namespace_v1: ["metadata.name"],
  kubernetes_secret_v1: ["metadata.name", "metadata.namespace", "type"],
  terraform_data: ["triggers_replace"],
};

/** Types that the tables know, which are all that the project makes. */
export const knownTypes: ReadonlySet<string> = new Set(Object.keys(replacing));

/** Whether a change of this attribute, or of something in it, replaces a resource of the type. */
export const isReplacing = (type: string, path: string): boolean =>
  (replacing[type] ?? []).some((attribute) => path === attribute || path.startsWith(`${attribute}.`));

/** What refers to a resource that is changed like this, and is itself changed by it: an address, or an attribute's. */
export function referencesChangedBy({ type, name, action, attributes }: ResourceChange): string[] {
  const address = `${type}.${name}`;
  if (action === "replace") {
    return [address];
  }
  if (action !== "change") {
    return [];
  }
  switch (type) {
    case "aws_launch_template":
      // Its own tags are no part of a version.
      return attributes.every((path) => /^tags(\.|$)/.test(path)) ? [] : [`${address}.latest_version`];
    case "terraform_data":
      return [address];
    default:
      return [];
  }
}
