import { readdirSync } from "node:fs";
import { join } from "node:path";
import { chartFolder, ciValues, type Json } from "../test/chart/render-chart";

/** Names of the chart's `ci` files, such as `default`. */
export const ciFiles = readdirSync(join(chartFolder, "ci")).map((file) => file.replace("-values.yaml", ""));

/** The StorageClass of the volumes that these tests ask for. */
export const storageClass = "cluster-test-encrypted";

/** Those whose manager can have no volume, with the reason. */
export const withoutVolume: Readonly<Record<string, string>> = {
  "job-namespaces": "its jobs are pods, so there are no machines to keep a record of",
  "kubernetes-executor": "its jobs are pods, so there are no machines to keep a record of",
};

/**
 * Values of a `ci` file for a cluster in which no pod is to start: no node has this label. Where nodes do run pods, a
 * kubelet would say other things of them than the test does.
 */
export function waitingValues(name: string): Json {
  const values = ciValues(name);
  return { ...values, nodeSelector: { ...values.nodeSelector, "runner-fleet/cluster-test": "no-node" } };
}

/** The same with the manager's record of its machines on a volume. */
export function withVolume(values: Json): Json {
  const toml = values.config.toml
    .replaceAll(/^ *\[runners\.autoscaler\.state_storage\]\n( *\w+ = .*\n)*/gm, "")
    .replaceAll("delete_instances_on_shutdown = true", "delete_instances_on_shutdown = false")
    .replaceAll("[runners.autoscaler.plugin_config]", "[runners.autoscaler.state_storage]\nenabled = true\n$&");
  return {
    ...values,
    config: { ...values.config, toml },
    persistence: { ...values.persistence, enabled: true, storageClass },
  };
}

/** The same without one, whatever the file says. */
export function withoutAnyVolume(values: Json): Json {
  const toml = values.config.toml.replaceAll(/^ *\[runners\.autoscaler\.state_storage\]\n( *\w+ = .*\n)*/gm, "");
  return { ...values, config: { ...values.config, toml }, persistence: { enabled: false } };
}

/** A tag that no `ci` file has. */
export const otherImageTag = "alpine-v19.4.99";

/** The same with another image. */
export function withOtherImage(values: Json): Json {
  return { ...values, image: { ...values.image, tag: otherImageTag, digest: "" } };
}

/** The same with another config.toml. */
export function withOtherConfig(values: Json): Json {
  const toml = values.config.toml.replace(/^concurrent = .*$/m, "concurrent = 59");
  if (toml === values.config.toml) {
    throw new Error("config.toml must have a line 'concurrent = …' other than 59, which this test replaces");
  }
  return { ...values, config: { ...values.config, toml } };
}
