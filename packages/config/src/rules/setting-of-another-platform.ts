import type { Rule } from "../rule/rule";
import { clusterSchema } from "../schema/cluster";
import type { RunnerFleetConfig } from "../schema/runner-fleet-config";

/** Settings are of the platform that the managers run on. */
export const settingOfAnotherPlatform: Rule = {
  id: "setting-of-another-platform",
  title: "Settings are of the platform that the managers run on",
  why:
    "Nobody reads what a description says of a platform that its managers do not run on. It would seem to be in force: a " +
    "closed network, a kept record, tokens from another place.",
  fix: "remove it, or set manager.platform to the one that it is for",
  severity: "error",
  *check(config) {
    const { platform } = config.manager;
    for (const path of foreignSettings(config)) {
      yield { path, message: `has no effect with a platform of "${platform}"` };
    }
  },
};

function foreignSettings(config: RunnerFleetConfig): (readonly string[])[] {
  const { platform, chart } = config.manager;
  const tables = (["ec2", "fargate"] as const).filter((table) => table !== platform && config[table] !== undefined);
  return [
    ...(platform !== "kubernetes" && chart !== "runner-manager" ? [["manager", "chart"]] : []),
    ...(platform === "kubernetes" ? [] : differences(config.cluster, clusterSchema.parse({}), ["cluster"])),
    ...tables.map((table) => [table]),
  ];
}

type Table = Readonly<Record<string, unknown>>;

/** Where a table says something else than its defaults. */
function differences(given: Table, defaults: Table, at: readonly string[]): (readonly string[])[] {
  return Object.entries(given).flatMap(([key, value]) => {
    const usual = defaults[key];
    if (value === usual) {
      return [];
    }
    return typeof usual === "object" && usual !== null
      ? differences(value as Table, usual as Table, [...at, key])
      : [[...at, key]];
  });
}
