import { formatGiven, versions } from "@runner-fleet/config";
import { shown, type Draft, type Path } from "./draft";
import { importTable, type TableImport } from "./import-table";
import type { TrackedTable } from "./tracked-table";

/** `[runners.autoscaler]` of a fleet, but for the sizes. */
export interface AutoscalerImport {
  /** The table. */
  readonly autoscaler: TrackedTable;
  /** The description so far. */
  readonly draft: Draft;
  /** Where the fleet is in the description. */
  readonly path: Path;
  /** Where its runner is in the config.toml that the description is rendered to. */
  readonly toml: Path;
  /** Whether config.toml was rendered from a description. */
  readonly isRendered: boolean;
}

/** Takes over `[runners.autoscaler]`: plugin, group, connection and policies. */
export function importAutoscaler(input: AutoscalerImport): void {
  const { autoscaler, draft, path, toml } = input;
  importPlugin(autoscaler, draft);
  const group = autoscaler.table("plugin_config");
  if (group) {
    importPluginConfig(group, input.isRendered);
  }
  const connector = autoscaler.table("connector_config");
  if (connector) {
    importConnector(connector, draft, path);
    const at = { path: [...path, "autoscaler", "connectorConfig"], toml: [...toml, "autoscaler", "connector_config"] };
    importTable({ table: connector, draft, ...at });
  }
  importPolicies(input);
  importTable({ table: autoscaler, draft, path: [...path, "autoscaler"], toml: [...toml, "autoscaler"] });
}

const PLUGIN_VERSION = ["manager", "pluginVersion"];

function importPlugin(autoscaler: TrackedTable, draft: Draft): void {
  const plugin = String(autoscaler.value("plugin") ?? "");
  const [, version] = /^(?:aws|fleeting-plugin-aws):(.+)$/.exec(plugin) ?? [];
  const to = shown(PLUGIN_VERSION);
  if (plugin !== "aws" && plugin !== "fleeting-plugin-aws" && version === undefined) {
    autoscaler.decision(
      "plugin",
      `${formatGiven(plugin)} is not the plugin for AWS, and the machines of a fleet are EC2 instances; leave the fleet out, or let its jobs run on AWS`,
    );
  } else if (version === undefined || !/^\d+\.\d+\.\d+$/.test(version)) {
    autoscaler.changed("plugin", to, `the plugin is pinned to an exact version, ${versions.awsPlugin} by default`);
  } else if (version === versions.awsPlugin) {
    autoscaler.kept("plugin", to, "it is the default");
  } else if (draft.get(PLUGIN_VERSION) === undefined || draft.get(PLUGIN_VERSION) === version) {
    draft.set(PLUGIN_VERSION, version);
    autoscaler.decision(
      "plugin",
      `fleets are tested with version ${versions.awsPlugin}; leave pluginVersion out to take that`,
      to,
    );
  } else {
    autoscaler.decision(
      "plugin",
      "another runner has another version, and all fleets have one; choose one of them",
      to,
    );
  }
}

const BY_ROLE = "the manager finds AWS by its role and its region; nothing of the plugin's is written by hand";

function importPluginConfig(group: TrackedTable, isRendered: boolean): void {
  if (isRendered) {
    group.dropped("name", "it is derived from the name of the fleet's Auto Scaling group");
  } else {
    group.decision(
      "name",
      "an Auto Scaling group that is there already, which no fleet takes over: the fleet makes its own. Write what the " +
        "group's launch template has (instance types, image, subnets, disk) under machines, move the jobs by their tags, " +
        "and remove the old group when it is empty",
    );
  }
  for (const key of ["profile", "config_file", "credentials_file", "region"]) {
    group.dropped(key, BY_ROLE);
  }
}

const OWN_KEY =
  "the manager logs in by EC2 Instance Connect, with a new key for every connection; for a key of your own write " +
  "machines.ssh with its public half and the Secret that holds it";

function importConnector(connector: TrackedTable, draft: Draft, path: Path): void {
  const machines = (name: string) => [...path, "machines", name];
  const user = connector.value("username");
  if (user === "ec2-user") {
    connector.dropped("username", "it is derived from the machines' image");
  } else if (typeof user === "string" && user !== "") {
    draft.set(machines("image"), { user });
    connector.decision(
      "username",
      'the default image is Amazon Linux, whose user is ec2-user; write machines.image.os ("ubuntu-24.04"), or the id of ' +
        "your own image",
      shown([...machines("image"), "user"]),
    );
  }
  if (connector.value("arch") === "arm64") {
    draft.set(machines("architecture"), "arm64");
    connector.kept("arch", shown(machines("architecture")));
  } else {
    connector.dropped("arch", "it is derived from the machines; machines.architecture says which they are");
  }
  const isLinux = ["", "linux"].includes(String(connector.value("os") ?? ""));
  const isSsh = ["", "ssh"].includes(String(connector.value("protocol") ?? ""));
  const report = (key: string, isOurs: boolean) =>
    isOurs
      ? connector.dropped(key, "it is derived: the machines of a fleet are Linux, and reached by SSH")
      : connector.decision(key, "the machines of a fleet are Linux, and reached by SSH; leave this runner where it is");
  report("os", isLinux);
  report("protocol", isSsh);
  if (connector.value("use_static_credentials") === true) {
    connector.decision("use_static_credentials", OWN_KEY);
    connector.decision("key_path", OWN_KEY);
  } else {
    connector.dropped("use_static_credentials", "it is false by default");
    connector.dropped("key_path", "the plugin makes a key for every connection");
  }
}

function importPolicies({ autoscaler, draft, path, toml }: AutoscalerImport): void {
  const policies = autoscaler.tables("policy");
  const implied = policies[0] && isImplied(policies[0]) ? 1 : 0;
  policies.forEach((policy, index) => {
    const at = [...path, "policies", index - implied];
    if (index < implied) {
      policy.keys().forEach((key) => policy.kept(key, shown([...path, "policies"]), "what holds where no policy does"));
      return;
    }
    importPolicy({ table: policy, draft, path: at, toml: [...toml, "autoscaler", "policy", index] });
  });
}

/** A policy that keeps nothing at any time, as the description does by itself outside of its policies. */
function isImplied(policy: TrackedTable): boolean {
  const expected: Readonly<Record<string, readonly unknown[]>> = {
    idle_count: [undefined, 0],
    idle_time: ["20m", "20m0s"],
    timezone: [undefined, "UTC"],
  };
  return (
    isAlways(policy.value("periods")) &&
    Object.entries(expected).every(([key, values]) => values.includes(policy.value(key))) &&
    policy.keys().every((key) => key.toLowerCase() === "periods" || key.toLowerCase() in expected)
  );
}

const isAlways = (periods: unknown) => periods === undefined || JSON.stringify(periods) === '["* * * * *"]';

function importPolicy(input: TableImport): void {
  const { table, draft, path } = input;
  // An empty table still is a policy.
  draft.set(path, {});
  if (isAlways(table.value("periods"))) {
    table.kept("periods", shown([...path, "periods"]), "it is the default");
  } else if (!table.has("timezone") && table.has("periods")) {
    draft.set([...path, "periods"], table.value("periods"));
    table.changed(
      "periods",
      shown([...path, "periods"]),
      "without a timezone they were read in the manager's; here they are read in UTC",
    );
  }
  if (!table.has("idle_time")) {
    // Left out it is nothing for the runner, and 20 minutes for the description.
    draft.set([...path, "idleTime"], "0s");
  }
  importTable(input);
}
