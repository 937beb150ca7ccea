import type { RunnerFleetInput } from "@runner-fleet/config";

/** The variables without a default, and all that modules have: one fleet that nothing is said about. */
export const goodValues = {
  group_name: "ci-linux",
  region: "eu-west-1",
  cluster_name: "ci",
  docker_image: "alpine:3.22",
  instance_types: ["m7i.large", "m6i.large"],
  subnet_ids: ["subnet-0123456789abcdef0"],
  manager_security_group_ids: ["sg-0123456789abcdef0"],
  manager_subnet_id: "subnet-0123456789abcdef0",
} as const;

/** The same as a description. */
export const goodDescription: RunnerFleetInput = {
  gitlab: { url: "https://gitlab.com" },
  cluster: { name: goodValues.cluster_name },
  fleets: {
    linux: {
      executor: "docker-autoscaler",
      maxInstances: 10,
      docker: { image: goodValues.docker_image },
      machines: {
        instanceTypes: [...goodValues.instance_types],
        subnetIds: [...goodValues.subnet_ids],
        managerSecurityGroupIds: [...goodValues.manager_security_group_ids],
      },
    },
  },
};

/** Values that modules take, each variable at least once beside its default. */
export const acceptedValues: readonly Readonly<Record<string, unknown>>[] = [
  {},
  { name: "a", fleet_name: "b" },
  { name: "n".repeat(32), fleet_name: "f".repeat(31), machine_access: "ssm" },
  { group_name: "A1.b_c-d" },
  { tags: { team: "ci", "cost centre": "Größe 7", empty: " " } },
  { permissions_boundary_arn: "arn:aws-cn:iam::123456789012:policy/boundary", iam_path: "/ci/runners/" },
  { region: "us-gov-west-1" },
  { gitlab_url: "https://gitlab.example.com:8443/git" },
  { cluster_name: "CI_2-a", namespace: "ci", service_account_name: "ci-manager" },
  { token_secret_name: "ci.tokens", token_key: "linux_1", token_revision: 7 },
  { pod_identity_agent: "managed-elsewhere", node_selector: { "karpenter.sh/capacity-type": "on-demand" } },
  {
    tolerations: [
      { key: "ci", value: "manager", effect: "NoSchedule" },
      { operator: "Exists" },
      { key: "spot", operator: "Exists", effect: "NoExecute" },
    ],
  },
  { preflight: "offline", monitoring: true, wait_for_rollout: false },
  { manager_image: { repository: "registry.example.com:5000/ci/manager", tag: "19.4.0-1" } },
  {
    manager_image: { repository: "ci/manager", tag: "1", digest: `sha256:${"0a".repeat(32)}`, has_plugin: false },
    environment: ['DOCKER_AUTH_CONFIG={"credHelpers":{"123456789012.dkr.ecr.eu-west-1.amazonaws.com":"ecr-login"}}'],
  },
  { token_path: "/ci/runners/", token_kms_key_arn: "arn:aws:kms:eu-west-1:123456789012:key/0" },
  { metrics_security_group_ids: ["sg-0123456789abcdef0"], metrics_cidrs: ["10.0.0.0/16", "fd00::/8"] },
  { log_retention_days: 3653, alarm_action_arns: ["arn:aws:sns:eu-west-1:123456789012:ci"] },
  { manager_instance_type: "t3.small", manager_image_id: "ami-0123456789abcdef0" },
  { manager_instance_type: "im4gn.large", drain_timeout: "47h38m" },
  { manager_associate_public_ip_address: true, manager_root_volume_gib: 1024, manager_state_volume_gib: 1024 },
  { manager_subnet_ids: ["subnet-0123456789abcdef0"], manager_assign_public_ip: true, ecs_cluster_name: "ci_1-a" },
  { manager_architecture: "amd64", manager_kms_key_arn: "arn:aws:kms:eu-west-1:123456789012:key/0" },
  { manager_cpu: 256, manager_memory_mib: 512, max_instances: 20 },
  { manager_cpu: 4096, manager_memory_mib: 30720, max_instances: 1000, drain_timeout: "47h48m" },
  { runner_version: "20.0.1", plugin_version: "1.0.0" },
  { runner_version: "19.2.0", drain_timeout: "1h30m" },
  { drain_timeout: "144h" },
  { drain_timeout: "1m" },
  { max_instances: 1, capacity_per_instance: 4, max_use_count: 8 },
  { capacity_per_instance: 4, max_use_count: 0, root_volume: { size_gib: 100 } },
  {
    policies: [
      {},
      { periods: ["* 8-17 * * mon-fri"], timezone: "Europe/Paris", idle_count: 10, idle_time: "30m" },
      { periods: ["*/1 0-12/2 1,15 JAN,Mar-Dec 0-7", "0-30 13,16 * * SUN"], timezone: "Etc/GMT+1", idle_time: "0s" },
      {
        periods: [" 59,0 7 31 * mon "],
        timezone: "America/Argentina/Buenos_Aires",
        idle_count: 1,
        preemptive_mode: true,
      },
      { periods: ["* * 29 2 *"], scale_factor: 0.5, scale_factor_limit: 4, idle_count: 2, preemptive_mode: false },
    ],
  },
  { docker_image: "registry.example.com:5000/ci/ruby@sha256:0123" },
  { docker_image: "$CI_REGISTRY/ruby" },
  {
    privileged: true,
    allowed_images: ["docker:dind", "docker:*-dind", "registry.example.com/**"],
    allowed_privileged_images: ["docker:28.5"],
    allowed_privileged_services: ["docker:dind", "docker:*-dind"],
  },
  { volumes: ["/cache", "/opt/data:/data:ro", "certs:/certs/client"] },
  { volumes: [] },
  { volumes: ["/var/run/docker.sock:/var/run/docker.sock"] },
  { environment: ["LC_ALL=C.UTF-8", "EMPTY=", "DOCKER_AUTH_CONFIG=$REGISTRY_AUTH", "DEPLOY_TOKEN=$OTHER"] },
  { architecture: "arm64", instance_types: ["m7g.large", "a1.xlarge", "im4gn.large"] },
  { instance_types: ["g4dn.xlarge", "u-6tb1.metal", "c7i-flex.large"] },
  {
    on_demand_base_capacity: 10,
    on_demand_percentage_above_base_capacity: 0,
    spot_allocation_strategy: "lowest-price",
  },
  { instance_types: ["m7i.large"] },
  { image: { os: "ubuntu-24.04", ssm_parameter: "/runners/ami", follow: "launch", user: "ci", docker: "present" } },
  { image: { id: "ami-0123456789abcdef0", root_device_name: "/dev/sda1" } },
  { root_volume: { size_gib: 16384, throughput_mibps: 1000, iops: 16000 } },
  { root_volume: { kms_key: { arn: "arn:aws:kms:eu-west-1:123456789012:key/0", grant: false } } },
  { manager_cidrs: ["10.0.0.0/16", "fd00::/8"], security_group_ids: ["sg-0123456789abcdef0"] },
  { associate_public_ip_address: true, machine_access: "ssm" },
  { cache: {} },
  { cache: { expiration_days: 1, shared: true, path: "team-a/cache" } },
  { accept: [{ rule: "spot-single-type", reason: "one type is all there is" }] },
];
