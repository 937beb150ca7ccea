import { formatGiven, formatPath, versions } from "@runner-fleet/config";
import type { Draft } from "./draft";
import type { Path } from "./path";
import { importConnector } from "./import-connector";
import { importPolicies } from "./import-policies";
import { importTable } from "./import-table";
import { textOf } from "./text-of";
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
    importConnector({ connector, draft, path, toml });
  }
  importPolicies({ policies: autoscaler.tables("policy"), draft, path, toml });
  importTable({ table: autoscaler, draft, path: [...path, "autoscaler"], toml: [...toml, "autoscaler"] });
}

const PLUGIN_VERSION = ["manager", "pluginVersion"];

function importPlugin(autoscaler: TrackedTable, draft: Draft): void {
  const given = autoscaler.value("plugin") ?? "";
  const plugin = textOf(given) ?? "";
  const [, version] = /^(?:aws|fleeting-plugin-aws):(.+)$/.exec(plugin) ?? [];
  const to = formatPath(PLUGIN_VERSION);
  if (plugin !== "aws" && plugin !== "fleeting-plugin-aws" && version === undefined) {
    autoscaler.decision(
      "plugin",
      `${formatGiven(given)} is not the plugin for AWS, and the machines of a fleet are EC2 instances; leave the fleet out, or let its jobs run on AWS`,
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
