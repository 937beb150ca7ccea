import type { RuleCases } from "./rule-cases";

/** What the rules about extra keys find and let pass. */
export const extraCases: RuleCases = {
  "extra-known-key": {
    fires: [
      {
        when: { "linux.docker.extra": { shm_size: 1, Privileged: true } },
        says: [
          "fleets.linux.docker.extra.shm_size: must be written as shmSize; move it to shmSize [extra-known-key]",
          "fleets.linux.docker.extra.Privileged: must be written as privileged; move it to privileged [extra-known-key]",
        ],
      },
      {
        when: { "linux.extra": { request_concurrency: 1, cache: {}, url: "x", autoscaler: { plugin: "x" } } },
        says: [
          "fleets.linux.extra.request_concurrency: must be written as requestConcurrency; move it to requestConcurrency [extra-known-key]",
          "fleets.linux.extra.cache: must be written as cache; move it to cache [extra-known-key]",
          "fleets.linux.extra.url: must be written as gitlab.url; move it to gitlab.url [extra-known-key]",
          "fleets.linux.extra.autoscaler: must be written as autoscaler; move it to autoscaler [extra-known-key]",
        ],
      },
      {
        when: { "manager.extra": { runners: [], check_interval: 1, session_server: {} } },
        says: [
          "manager.extra.runners: must be written as fleets; move it to fleets [extra-known-key]",
          "manager.extra.check_interval: must be written as checkInterval; move it to checkInterval [extra-known-key]",
          "manager.extra.session_server: must be written as sessionServer; move it to sessionServer [extra-known-key]",
        ],
      },
      {
        when: { "linux.autoscaler.extra": { policy: [] } },
        says: [
          "fleets.linux.autoscaler.extra.policy: must be written as policies; move it to policies [extra-known-key]",
        ],
      },
      {
        when: { "linux.policies": [{ extra: { idle_count: 99 } }] },
        says: [
          "fleets.linux.policies[0].extra.idle_count: must be written as idleCount; move it to idleCount [extra-known-key]",
        ],
      },
      {
        when: { "linux.docker.services": [{ name: "redis:8", extra: { alias: "r" } }] },
        says: [
          "fleets.linux.docker.services[0].extra.alias: must be written as alias; move it to alias [extra-known-key]",
        ],
      },
    ],
    quiet: [{ "linux.docker.extra": {} }, {}],
  },
  "extra-derived-or-omitted": {
    fires: [
      {
        when: { "manager.extra": { concurrent: 500, listen_address: ":1" } },
        says: [
          "manager.extra.concurrent: must not be given; remove it: it is derived from maxInstances and capacityPerInstance of all fleets [extra-derived-or-omitted]",
          "manager.extra.listen_address: must not be given; remove it: it is derived from the port of the manager's metrics, which the chart and its probes use [extra-derived-or-omitted]",
        ],
      },
      {
        when: { "linux.extra": { limit: 1, name: "x", Executor: "shell", kubernetes: { image: "x" } } },
        says: [
          "fleets.linux.extra.limit: must not be given; remove it: it is derived from maxInstances and capacityPerInstance [extra-derived-or-omitted]",
          "fleets.linux.extra.name: must not be given; remove it: it is derived from the names of the deployment, the fleet and the shard [extra-derived-or-omitted]",
          "fleets.linux.extra.kubernetes: must not be given; belongs to a fleet with the executor kubernetes; this one has another [extra-derived-or-omitted]",
        ],
      },
      {
        when: {
          "linux.autoscaler.extra": {
            max_instances: 99,
            max_use_count: 0,
            plugin: "x",
            plugin_config: { name: "other" },
            vm_isolation: { enabled: true },
          },
        },
        says: [
          "fleets.linux.autoscaler.extra.max_instances: must not be given; remove it: it is derived from the fleet's maxInstances [extra-derived-or-omitted]",
          "fleets.linux.autoscaler.extra.max_use_count: must not be given; remove it: it is derived from the fleet's maxUseCount [extra-derived-or-omitted]",
          "fleets.linux.autoscaler.extra.plugin: must not be given; remove it: it is derived from the version of the AWS plugin [extra-derived-or-omitted]",
          "fleets.linux.autoscaler.extra.plugin_config: must not be given; remove it: it is derived from the name of the fleet's Auto Scaling group [extra-derived-or-omitted]",
          "fleets.linux.autoscaler.extra.vm_isolation: must not be given; virtual machines on macOS hosts; the machines of a fleet are Linux [extra-derived-or-omitted]",
        ],
      },
      {
        when: {
          "linux.autoscaler.connectorConfig": {
            extra: { use_static_credentials: true, username: "root", protocol: "winrm" },
          },
        },
        says: [
          "fleets.linux.autoscaler.connectorConfig.extra.use_static_credentials: must not be given; remove it: it is derived from the SSH key that the machines are given [extra-derived-or-omitted]",
          "fleets.linux.autoscaler.connectorConfig.extra.username: must not be given; remove it: it is derived from the machines' image [extra-derived-or-omitted]",
          "fleets.linux.autoscaler.connectorConfig.extra.protocol: must not be given; remove it: it is derived from the machines' system: Linux is reached by SSH [extra-derived-or-omitted]",
        ],
      },
      {
        when: { "linux.autoscaler.stateStorage": { extra: { dir: "/x" } } },
        says: [
          "fleets.linux.autoscaler.stateStorage.extra.dir: must not be given; the manager's state lies beside config.toml, in the directory or volume that the manager is given [extra-derived-or-omitted]",
        ],
      },
      {
        when: { "linux.docker.extra": { host: "tcp://x" } },
        says: [
          "fleets.linux.docker.extra.host: must not be given; the manager talks to Docker on the machine through SSH; another way in is not set up [extra-derived-or-omitted]",
        ],
      },
      {
        when: { cache: { extra: { Type: "gcs" }, s3: { extra: { AuthenticationType: "access-key" } } } },
        says: [
          "cache.s3.extra.AuthenticationType: must not be given; remove it: it is derived from the manager's role, which reaches the bucket [extra-derived-or-omitted]",
          "cache.extra.Type: must not be given; remove it: it is derived from the cache, which is in S3 [extra-derived-or-omitted]",
        ],
      },
    ],
    quiet: [{ "linux.docker.extra": {} }, {}],
  },
  "extra-secret": {
    fires: [
      {
        when: { "linux.extra": { token: "x" } },
        says: [
          "fleets.linux.extra.token: must not hold a secret (not shown); remove it: it is derived from the Secret with the runners' tokens; config.toml only names a variable [extra-secret]",
        ],
      },
      {
        when: { cache: { s3: { extra: { SecretKey: "x", accesskey: "y" } } } },
        says: [
          "cache.s3.extra.SecretKey: must not hold a secret (not shown); holds a secret; the manager reaches the bucket by its AWS role, and another S3-compatible server by AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in its environment [extra-secret]",
          "cache.s3.extra.accesskey: must not hold a secret (not shown); holds a secret; the manager reaches the bucket by its AWS role, and another S3-compatible server by AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in its environment [extra-secret]",
        ],
      },
      {
        when: { "linux.autoscaler.connectorConfig": { extra: { password: "x" } } },
        says: [
          "fleets.linux.autoscaler.connectorConfig.extra.password: must not hold a secret (not shown); holds a secret; the manager connects by SSH key, and a key of your own comes from a Secret [extra-secret]",
        ],
      },
      {
        when: { "linux.docker.extra": { new_table: { deep: [{ password: "x" }] } } },
        says: [
          "fleets.linux.docker.extra.new_table: must not hold a secret (not shown); remove it, and revoke what it held if it was real [extra-secret]",
        ],
      },
    ],
    quiet: [{ "linux.docker.extra": { new_table: { deep: [{ user: "x" }] } } }],
  },
  "extra-unknown-key": {
    fires: [
      {
        when: { "linux.docker.extra": { shm_sizes: 1 } },
        says: [
          "fleets.linux.docker.extra.shm_sizes: is no key that GitLab Runner 19.4.0 reads here; did you mean shmSize? [extra-unknown-key]",
        ],
      },
      {
        when: { "linux.extra": { something_new: true }, "manager.extra": { other: 1 } },
        says: [
          "fleets.linux.extra.something_new: is no key that GitLab Runner 19.4.0 reads here; remove it, or accept the rule for a key of a newer runner [extra-unknown-key]",
          "manager.extra.other: is no key that GitLab Runner 19.4.0 reads here; remove it, or accept the rule for a key of a newer runner [extra-unknown-key]",
        ],
      },
    ],
    quiet: [
      {
        "linux.docker.extra": { new_key: 1 },
        accept: [{ rule: "extra-unknown-key", reason: "read by the runner of our fork" }],
      },
    ],
  },
  "extra-unwritable": {
    fires: [
      {
        when: { "linux.docker.extra": { new_key: null } },
        says: [
          "fleets.linux.docker.extra.new_key: must be a value that TOML can hold, got null; leave the value out, or write it as a text [extra-unwritable]",
        ],
      },
      {
        when: { "linux.docker.extra": { new_key: [1, null] } },
        says: [
          "fleets.linux.docker.extra.new_key: must be a value that TOML can hold, got null; leave the value out, or write it as a text [extra-unwritable]",
        ],
      },
      {
        when: { "linux.docker.extra": { new_key: { a: 1e300 } } },
        says: [
          "fleets.linux.docker.extra.new_key: must be a value that TOML can hold, got a number beyond 2^53; leave the value out, or write it as a text [extra-unwritable]",
        ],
      },
      {
        when: { "linux.docker.extra": { new_key: "a\u0001b" } },
        says: [
          "fleets.linux.docker.extra.new_key: must be a value that TOML can hold, got a control character; leave the value out, or write it as a text [extra-unwritable]",
        ],
      },
    ],
    quiet: [{ "linux.docker.extra": { new_key: [1, 2.5, "x", { a: true }] } }],
  },
};
