/** Keys of config.toml that the model leaves out on purpose. */
export interface Omission {
  /** Path of the key; with `.*` at its end, of a table and all that is in it. */
  readonly keys: string;
  /** Why, and what to do instead. In lower case and without a full stop, as the end of a message. */
  readonly reason: string;
}

const usageLogger = "experimental.usage_logger";
const autoscaler = "runners[].autoscaler";
const docker = "runners[].docker";
const kubernetes = "runners[].kubernetes";
const s3 = "runners[].cache.s3";

const otherExecutor = (executor: string) =>
  `belongs to the ${executor} executor; those of fleets here are docker-autoscaler, instance and kubernetes`;
const movedToLogrotate = "deprecated since GitLab Runner 19.2; use the key of the same name in logrotate";
const dockerBySsh = "the manager talks to Docker on the machine through SSH; another way in is not set up";
const ownCluster =
  "the manager makes pods in the cluster that it runs in, as its own service account; jobs elsewhere need a manager there";
const suspendable = "for FF_SUSPENDABLE_ENVIRONMENTS, by which a job leaves its volume behind when it ends";
const noTcpHandler = "Kubernetes keeps the key for old objects only; a pod with it fails when the handler is called";
const bucketByRole =
  "holds a secret; the manager reaches the bucket by its AWS role, and another S3-compatible server by " +
  "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in its environment";
const noRotation =
  "written by `gitlab-runner register`; a manager that knew it would rotate a token that it can't save, and start " +
  "with a dead one the next time";

/** Every key that the pinned GitLab Runner knows and the model, on purpose, does not. */
export const omissions: readonly Omission[] = [
  { keys: "sentry_dsn", reason: "holds a secret; the manager reads it from its environment, SENTRY_DSN" },
  { keys: "user", reason: "belongs to the shell executor; `docker.user` is the user of a job's container" },
  { keys: "machine.*", reason: otherExecutor("docker+machine") },
  { keys: `${usageLogger}.writers`, reason: "logrotate, the default, is the only writer that the model has" },
  { keys: `${usageLogger}.snowplow_billing.*`, reason: "reports compute minutes to GitLab's own billing" },
  { keys: `${usageLogger}.labels`, reason: movedToLogrotate },
  { keys: `${usageLogger}.log_dir`, reason: movedToLogrotate },
  { keys: `${usageLogger}.max_backup_files`, reason: movedToLogrotate },
  { keys: `${usageLogger}.max_rotation_age`, reason: movedToLogrotate },
  { keys: "runners[].token_expires_at", reason: noRotation },
  { keys: "runners[].token_obtained_at", reason: noRotation },
  { keys: "runners[].referees.*", reason: "only the docker+machine executor runs referees" },
  { keys: "runners[].custom.*", reason: otherExecutor("custom") },
  {
    keys: "runners[].instance.allowed_images",
    reason: "images of virtual machines on macOS hosts; the machines of a fleet are Linux",
  },
  { keys: `${kubernetes}.host`, reason: ownCluster },
  { keys: `${kubernetes}.context`, reason: ownCluster },
  { keys: `${kubernetes}.cert_file`, reason: ownCluster },
  { keys: `${kubernetes}.key_file`, reason: ownCluster },
  { keys: `${kubernetes}.ca_file`, reason: ownCluster },
  { keys: `${kubernetes}.bearer_token`, reason: `holds a secret; ${ownCluster}` },
  {
    keys: `${kubernetes}.bearer_token_overwrite_allowed`,
    reason: "lets a job make its pod with whatever token it has; let it choose one of jobs.serviceAccounts instead",
  },
  {
    keys: `${kubernetes}.namespace_per_job`,
    reason:
      "lets the manager make and delete namespaces in all of the cluster, and none of them would have a network " +
      "policy, a quota or a service account; keep jobs apart by fleets, each of which has a namespace",
  },
  {
    keys: `${kubernetes}.pod_spec[].patch_path`,
    reason: "a file that the manager would have to have; write what is in it as patch",
  },
  { keys: `${kubernetes}.autoscaler.policy[].preemptive_mode`, reason: "for machines; pause pods do not know it" },
  { keys: `${kubernetes}.container_lifecycle.post_start.tcp_socket.*`, reason: noTcpHandler },
  { keys: `${kubernetes}.container_lifecycle.pre_stop.tcp_socket.*`, reason: noTcpHandler },
  { keys: `${kubernetes}.suspend_pvc_size`, reason: suspendable },
  { keys: `${kubernetes}.suspend_pvc_storage_class`, reason: suspendable },
  { keys: `${kubernetes}.services[].suspend_data_path`, reason: suspendable },
  { keys: "runners[].machine.*", reason: otherExecutor("docker+machine") },
  { keys: "runners[].parallels.*", reason: otherExecutor("parallels") },
  { keys: "runners[].ssh.*", reason: otherExecutor("ssh") },
  { keys: "runners[].virtualbox.*", reason: otherExecutor("virtualbox") },
  {
    keys: `${autoscaler}.connector_config.password`,
    reason: "holds a secret; the manager connects by SSH key, and a key of your own comes from a Secret",
  },
  {
    keys: `${autoscaler}.state_storage.dir`,
    reason: "the manager's state lies beside config.toml, in the directory or volume that the manager is given",
  },
  {
    keys: `${autoscaler}.vm_isolation.*`,
    reason: "virtual machines on macOS hosts; the machines of a fleet are Linux",
  },
  { keys: `${docker}.host`, reason: dockerBySsh },
  { keys: `${docker}.tls_cert_path`, reason: dockerBySsh },
  { keys: `${docker}.tls_verify`, reason: dockerBySsh },
  { keys: `${docker}.isolation`, reason: "for Windows containers; the machines of a fleet are Linux" },
  { keys: `${docker}.services[].suspend_data_path`, reason: "read only for a job on Kubernetes" },
  { keys: `${s3}.AccessKey`, reason: bucketByRole },
  { keys: `${s3}.SecretKey`, reason: bucketByRole },
  { keys: `${s3}.SessionToken`, reason: bucketByRole },
  { keys: `${s3}.UploadRoleARN`, reason: "deprecated since GitLab Runner 17.8; use roleArn" },
  { keys: "runners[].cache.gcs.*", reason: "Google's storage; machines on AWS keep their cache in S3" },
  { keys: "runners[].cache.azure.*", reason: "Azure's storage; machines on AWS keep their cache in S3" },
];

const onlyFor = (executors: string) => `belongs to a fleet with the executor ${executors}; this one has another`;

/** Tables of config.toml that the model has for fleets with certain executors alone. */
export const executorTables: readonly Omission[] = [
  { keys: "runners[].autoscaler", reason: onlyFor("docker-autoscaler or instance") },
  { keys: "runners[].docker", reason: onlyFor("docker-autoscaler") },
  { keys: "runners[].instance", reason: onlyFor("instance") },
  { keys: "runners[].kubernetes", reason: onlyFor("kubernetes") },
];
