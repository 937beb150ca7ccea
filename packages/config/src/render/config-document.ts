import { joinedText, sum, type Expression } from "../values/expression";
import { cacheServer, type CacheServer } from "../fleets/cache-server";
import { fleetShards, type FleetShard } from "../fleets/fleet-shard";
import { jobCacheDir } from "../fleets/job-cache-dir";
import { jobVariables } from "../fleets/job-variables";
import { tokenVariable } from "../fleets/names";
import { trustScripts } from "../fleets/ca-script";
import { cacheSchema } from "../schema/cache";
import { gitlabSchema } from "../schema/gitlab";
import { managerSchema } from "../schema/manager";
import { runnerSettings } from "../schema/runner-settings";
import { section } from "../schema/section";
import type { RunnerFleetConfig } from "../schema/runner-fleet-config";
import { requestConcurrency } from "../fleets/sizing";
import { executorTables } from "./executor-tables";
import { Conditional, isTomlTable, tomlNumber, tomlTable, type TomlTable, type TomlValue } from "./toml-table";

const runnerSchema = section(runnerSettings);

/** Port of the manager's metrics. Prometheus and the chart's probes use it. */
export const METRICS_PORT = 9252;

/** The whole config.toml of one shard's manager as a document. */
export function configDocument(config: RunnerFleetConfig, shard: number): TomlTable {
  const fleets = fleetShards(config, shard);
  const { session_server, ...settings } = tomlTable(managerSchema, config.manager);
  return withoutEmptyTables({
    concurrent: tomlNumber(sum(fleets.map(({ jobs }) => jobs))),
    listen_address: `:${METRICS_PORT}`,
    ...settings,
    session_server,
    runners: fleets.map((fleet) => runnerTable(config, fleet)),
  });
}

/** A runner that rotates its token but cannot write config.toml starts with a dead token the next time. */
function runnerTable(config: RunnerFleetConfig, part: FleetShard): TomlTable {
  const { fleet } = part;
  const { flags, ...tables } = executorTables(config, part);
  const { id, feature_flags, ...settings } = tomlTable(runnerSchema, {
    ...fleet,
    ...trustScripts(config, fleet),
    environment: jobVariables(config, fleet),
    cacheDir: jobCacheDir(fleet),
  });
  return {
    name: part.runnerName,
    ...tomlTable(gitlabSchema, config.gitlab),
    id,
    token: joinedText("${", tokenVariable(part.fleetName), "}"),
    executor: fleet.executor,
    limit: tomlNumber(part.jobs),
    request_concurrency: tomlNumber(requestConcurrency(part.jobs)),
    ...settings,
    feature_flags: { FF_DISABLE_AUTOMATIC_TOKEN_ROTATION: true, ...flags, ...(feature_flags as TomlTable | undefined) },
    ...tables,
    cache: config.cache && presentWhen(config.cache.presentWhen, cacheTable(config.cache, cacheServer(config))),
  };
}

/** A table that is there, or of which Terraform decides. */
const presentWhen = (condition: Expression<"flag"> | undefined, table: TomlTable): TomlValue =>
  condition ? new Conditional(condition.terraform, table) : table;

function cacheTable(cache: NonNullable<RunnerFleetConfig["cache"]>, server: CacheServer | undefined): TomlTable {
  const { s3, ...settings } = tomlTable(cacheSchema, {
    ...cache,
    s3: server
      ? {
          ...cache.s3,
          serverAddress: server.address,
          bucketName: server.bucket,
          bucketLocation: server.region,
          insecure: true,
          pathStyle: true,
        }
      : cache.s3,
  });
  return { Type: "s3", ...settings, s3: { AuthenticationType: "iam", ...(s3 as TomlTable) } };
}

/** An empty table says nothing, and smol-toml gives it no blank line. */
function withoutEmptyTables(table: TomlTable): TomlTable {
  const clean = (value: TomlValue | undefined): TomlValue | undefined => {
    if (Array.isArray(value)) {
      return value.map((item) => clean(item) as TomlValue);
    }
    if (value instanceof Conditional) {
      return new Conditional(value.condition, clean(value.value) as TomlValue);
    }
    return isTomlTable(value) ? withoutEmptyTables(value) : value;
  };
  const isSaid = (value: TomlValue | undefined) =>
    value !== undefined && !(isTomlTable(value) && Object.keys(value).length === 0);
  return Object.fromEntries(
    Object.entries(table)
      .map(([key, value]) => [key, clean(value)] as const)
      .filter(([, value]) => isSaid(value)),
  );
}
