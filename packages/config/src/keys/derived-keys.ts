/** A key of config.toml that is computed, never asked. */
export interface DerivedKey {
  /** Path of the key; with `.*` at its end, of a table and all that is in it. */
  readonly key: string;
  /** What it follows from, as the end of the sentence "it is derived from …". */
  readonly from: string;
}

const autoscaler = "runners[].autoscaler";
const connector = `${autoscaler}.connector_config`;
const machine = "the machine itself, as the AWS plugin reports it";
const ssh = "the SSH key that the machines are given";

/** The keys of config.toml that are computed from the description. */
export const derivedKeys: readonly DerivedKey[] = [
  { key: "concurrent", from: "maxInstances and capacityPerInstance of all fleets" },
  { key: "listen_address", from: "the port of the manager's metrics, which the chart and its probes use" },
  { key: "runners[].name", from: "the names of the deployment, the fleet and the shard" },
  { key: "runners[].token", from: "the Secret with the runners' tokens; config.toml only names a variable" },
  { key: "runners[].executor", from: "the fleet's executor" },
  { key: "runners[].limit", from: "maxInstances and capacityPerInstance" },
  { key: `${autoscaler}.capacity_per_instance`, from: "the fleet's capacityPerInstance" },
  { key: `${autoscaler}.max_use_count`, from: "the fleet's maxUseCount" },
  { key: `${autoscaler}.max_instances`, from: "the fleet's maxInstances" },
  { key: `${autoscaler}.plugin`, from: "the version of the AWS plugin" },
  { key: `${autoscaler}.plugin_config.*`, from: "the name of the fleet's Auto Scaling group" },
  { key: `${connector}.os`, from: machine },
  { key: `${connector}.arch`, from: machine },
  { key: `${connector}.protocol`, from: "the machines' system: Linux is reached by SSH" },
  { key: `${connector}.username`, from: "the machines' image" },
  { key: `${connector}.key_path`, from: ssh },
  { key: `${connector}.use_static_credentials`, from: ssh },
  { key: "runners[].cache.Type", from: "the cache, which is in S3" },
  { key: "runners[].cache.s3.AuthenticationType", from: "the manager's role, which reaches the bucket" },
];
