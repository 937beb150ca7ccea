import { importConfig } from "../../src/import/import-config";
import type { KeyReport } from "../../src/import/key-report";

/** A config.toml with a fleet of machines. */
export const autoscaler = `
concurrent = 10
[[runners]]
name = "linux"
url = "https://gitlab.example.com"
token = "glrt-abcdefghijklmnopqrst"
executor = "docker-autoscaler"
[runners.docker]
image = "alpine:3.22"
[runners.autoscaler]
plugin = "aws"
capacity_per_instance = 1
max_use_count = 1
max_instances = 10
[runners.autoscaler.plugin_config]
name = "my-group"
[[runners.autoscaler.policy]]
idle_count = 5
idle_time = "20m0s"
`;

/** A config.toml with a fleet of machines that docker+machine starts, and more in `[runners.machine]`. */
export const machine = (table: string) =>
  autoscaler
    .replace('"docker-autoscaler"', '"docker+machine"')
    .replace(/\[runners\.autoscaler\][^]*/, `[runners.machine]\nMachineDriver = "amazonec2"\n${table}`);

/** A config.toml with a fleet of pods, and more in its tables. */
export const pods = (more = "", runner = "") => `
concurrent = 8
[[runners]]
name = "pods"
url = "https://gitlab.example.com"
token = "x"
executor = "kubernetes"
limit = 4
${runner}
[runners.kubernetes]
image = "alpine:3.22"
${more}
`;

/** A fleet of the description that a config.toml becomes. */
export const fleet = (text: string, name: string) =>
  (importConfig(text, "config.toml").description.fleets as Record<string, unknown>)[name];

/** What the report says of a key. */
export const outcomes = (text: string, key: string): readonly Omit<KeyReport, "key">[] =>
  importConfig(text, "config.toml")
    .report.filter((entry) => entry.key === key)
    .map(({ key: _, ...entry }) => entry);

/** What the report says of a key, which must be one thing. */
export const outcome = (text: string, key: string) => {
  const [only, ...more] = outcomes(text, key);
  expect(more).toEqual([]);
  return only;
};
