import { having, type RefusedValue } from "./refused-value";

const TOKEN = "glrt-0123456789abcdefghij";

const subnetIds = ["subnet-0123456789abcdef0"];

/** A description whose manager is an instance, with something else in it. */
const onInstance = (ec2: object, more: Readonly<Record<string, unknown>> = {}) =>
  having({ cluster: {}, "manager.platform": "ec2", ec2: { subnetIds, ...ec2 }, ...more });

/** A description whose manager is a task, with something else in it. */
const onFargate = (fargate: object, more: Readonly<Record<string, unknown>> = {}) =>
  having({
    cluster: {},
    "manager.platform": "fargate",
    "manager.image": "build",
    fargate: { subnetIds, ...fargate },
    ...more,
  });

const ecrLogin = 'DOCKER_AUTH_CONFIG={"credHelpers":{"123456789012.dkr.ecr.eu-west-1.amazonaws.com":"ecr-login"}}';

/** What is refused of a manager outside Kubernetes. */
export const awsManagerRefused: readonly RefusedValue[] = [
  {
    variables: { token_path: "ci" },
    rule: "schema-format",
    says: "token_path",
    config: onInstance({ tokens: { path: "ci" } }),
  },
  {
    variables: { token_path: `/${TOKEN}/` },
    rule: "secret-in-description",
    says: "token_path",
    config: onInstance({ tokens: { path: `/${TOKEN}/` } }),
  },
  {
    variables: { token_kms_key_arn: "alias/ci" },
    rule: "schema-format",
    says: "token_kms_key_arn",
    got: '"alias/ci"',
    config: onInstance({ tokens: { kmsKeyArn: "alias/ci" } }),
  },
  {
    variables: { metrics_security_group_ids: ["prometheus"] },
    rule: "schema-format",
    says: "metrics_security_group_ids[*]",
    got: '["prometheus"]',
    config: onInstance({ metricsSources: { securityGroupIds: ["prometheus"] } }),
  },
  {
    variables: { metrics_cidrs: ["10.0.0.0"] },
    rule: "schema-format",
    says: "metrics_cidrs[*]",
    got: '["10.0.0.0"]',
    config: onInstance({ metricsSources: { cidrs: ["10.0.0.0"] } }),
  },
  {
    variables: { metrics_cidrs: ["10.0.0.0/16", "0.0.0.0/0"] },
    rule: "metrics-open-to-the-world",
    says: "metrics_cidrs[*]",
    got: '["0.0.0.0/0"]',
    config: onInstance({ metricsSources: { cidrs: ["10.0.0.0/16", "0.0.0.0/0"] } }),
  },
  {
    variables: { log_retention_days: 31 },
    rule: "log-retention-unknown",
    says: "log_retention_days",
    got: "31",
    config: onInstance({ logRetentionDays: 31 }),
  },
  {
    variables: { alarm_action_arns: ["ci"] },
    rule: "schema-format",
    says: "alarm_action_arns[*]",
    got: '["ci"]',
    config: onInstance({ alarmActionArns: ["ci"] }),
  },
  {
    variables: { manager_subnet_id: "ci" },
    rule: "schema-format",
    says: "manager_subnet_id",
    got: '"ci"',
    config: onInstance({ subnetIds: ["ci"] }),
  },
  {
    variables: { manager_instance_type: "t4g" },
    rule: "schema-format",
    says: "manager_instance_type",
    got: '"t4g"',
    config: onInstance({ instanceType: "t4g" }),
  },
  {
    variables: { manager_instance_type: "mac2.metal" },
    rule: "manager-instance-type-unknown",
    says: "manager_instance_type",
    got: '"mac2.metal"',
    config: onInstance({ instanceType: "mac2.metal" }),
  },
  {
    variables: { manager_instance_type: "u-6tb1.metal" },
    rule: "manager-instance-type-unknown",
    says: "manager_instance_type",
    got: '"u-6tb1.metal"',
    config: onInstance({ instanceType: "u-6tb1.metal" }),
  },
  {
    variables: { manager_image_id: "al2023" },
    rule: "schema-format",
    says: "manager_image_id",
    got: '"al2023"',
    config: onInstance({ imageId: "al2023" }),
  },
  {
    variables: { manager_associate_public_ip_address: "maybe" },
    rule: "type",
    says: "manager_associate_public_ip_address",
  },
  {
    variables: { manager_root_volume_gib: 7 },
    rule: "schema-range",
    says: "manager_root_volume_gib",
    got: "7",
    config: onInstance({ rootVolumeGiB: 7 }),
  },
  {
    variables: { manager_state_volume_gib: 1025 },
    rule: "schema-range",
    says: "manager_state_volume_gib",
    got: "1025",
    config: onInstance({ stateVolumeGiB: 1_025 }),
  },
  {
    variables: { drain_timeout: "47h38m1s", manager_instance_type: "t4g.small" },
    rule: "drain-beyond-hook",
    says: "drain_timeout",
    got: '"47h38m1s"',
    config: onInstance({}, { "manager.drainTimeout": "47h38m1s" }),
    otherWords: "A module has no variable for shutdownTimeout, which a description may raise.",
  },
  {
    variables: { environment: [ecrLogin], manager_instance_type: "t4g.small" },
    rule: "ecr-login-without-helper",
    says: "environment",
    config: onInstance({}, { "linux.environment": [ecrLogin] }),
    otherWords: "A module has no variable for ecr, which installs the helper.",
  },
  {
    variables: { manager_subnet_ids: [] },
    rule: "manager-subnets-missing",
    says: "manager_subnet_ids",
    got: "[]",
    config: onFargate({ subnetIds: undefined }),
    otherWords: "A description names its platform, and whether it takes the default VPC.",
  },
  {
    variables: { manager_subnet_ids: ["ci"] },
    rule: "schema-format",
    says: "manager_subnet_ids[*]",
    got: '["ci"]',
    config: onFargate({ subnetIds: ["ci"] }),
  },
  { variables: { manager_assign_public_ip: "maybe" }, rule: "type", says: "manager_assign_public_ip" },
  {
    variables: { ecs_cluster_name: "ci cluster" },
    rule: "schema-format",
    says: "ecs_cluster_name",
    got: '"ci cluster"',
    config: onFargate({ clusterName: "ci cluster" }),
  },
  {
    variables: { manager_architecture: "x86" },
    rule: "schema-choice",
    says: "manager_architecture",
    got: '"x86"',
    config: onFargate({ architecture: "x86" }),
  },
  {
    variables: { manager_cpu: 300 },
    rule: "schema-choice",
    says: "manager_cpu",
    got: "300",
    config: onFargate({ cpu: 300 }),
  },
  {
    variables: { manager_memory_mib: 511 },
    rule: "schema-range",
    says: "manager_memory_mib",
    got: "511",
    config: onFargate({ memoryMiB: 511 }),
  },
  {
    variables: { manager_cpu: 1024, manager_memory_mib: 1024 },
    rule: "fargate-size-unknown",
    says: "manager_memory_mib",
    got: "1024",
    config: onFargate({ cpu: 1_024, memoryMiB: 1_024 }),
    otherWords: "A description shortens a long list of amounts to a range.",
  },
  {
    variables: { max_instances: 101, manager_memory_mib: 1024 },
    rule: "fargate-memory-small",
    says: "manager_memory_mib",
    got: "1024",
    config: onFargate({}, { "linux.maxInstances": 101 }),
    otherWords: "A module has one manager.",
  },
  {
    variables: { drain_timeout: "48h", manager_memory_mib: 1024 },
    rule: "drain-beyond-protection",
    says: "drain_timeout",
    got: '"48h"',
    config: onFargate({}, { "manager.drainTimeout": "48h" }),
    otherWords: "A module has no variable for shutdownTimeout, which a description may raise.",
  },
  {
    variables: { manager_kms_key_arn: "alias/ci" },
    rule: "schema-format",
    says: "manager_kms_key_arn",
    got: '"alias/ci"',
    config: onFargate({ kmsKeyArn: "alias/ci" }),
  },
];
