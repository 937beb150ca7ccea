import { Expression, joinedText, operand, orElse, sum, type NumberOrExpression } from "../values/expression";
import { fleetShards, type FleetShard } from "../fleets/fleet-shard";
import { instanceReadyCommand } from "../fleets/instance-ready-command";
import { tokenVariable } from "../fleets/names";
import { autoscalerSchema, connectorSchema } from "../schema/autoscaler";
import { cacheSchema } from "../schema/cache";
import { dockerSchema } from "../schema/docker";
import { gitlabSchema } from "../schema/gitlab";
import { managerSchema } from "../schema/manager";
import { runnerSettings } from "../schema/runner-settings";
import { section } from "../schema/section";
import type { RunnerFleetConfig } from "../schema/runner-fleet-config";
import { policyTables } from "./policy-tables";
import { requestConcurrency, updateIntervals } from "../fleets/sizing";
import { sshKeyFolder, sshUser } from "../fleets/ssh-user";
import { Conditional, isTomlTable, tomlTable, type TomlTable, type TomlValue } from "./toml-table";

const runnerSchema = section(runnerSettings);

/** Port of the manager's metrics. Prometheus and the chart's probes use it. */
export const METRICS_PORT = 9252;

/** The whole config.toml of one shard's manager as a document. */
export function configDocument(config: RunnerFleetConfig, shard: number): TomlTable {
  const fleets = fleetShards(config, shard);
  const { session_server, ...settings } = tomlTable(managerSchema, config.manager);
  return withoutEmptyTables({
    concurrent: number(sum(fleets.map(({ jobs }) => jobs))),
    listen_address: `:${METRICS_PORT}`,
    ...settings,
    session_server,
    runners: fleets.map((fleet) => runnerTable(config, fleet)),
  });
}

function runnerTable(config: RunnerFleetConfig, part: FleetShard): TomlTable {
  const { fleet } = part;
  const { id, feature_flags, ...settings } = tomlTable(runnerSchema, fleet);
  return {
    name: part.groupName,
    ...tomlTable(gitlabSchema, config.gitlab),
    id,
    token: joinedText("${", tokenVariable(part.fleetName), "}"),
    executor: fleet.executor,
    limit: number(part.jobs),
    request_concurrency: number(requestConcurrency(part.jobs)),
    ...settings,
    feature_flags: { ...defaultFeatureFlags(part), ...(feature_flags as TomlTable | undefined) },
    docker: dockerTable(part),
    autoscaler: autoscalerTable(config, part),
    cache: config.cache && presentWhen(config.cache.presentWhen, cacheTable(config.cache)),
  };
}

/**
 * A runner that rotates its token but cannot write config.toml starts with a dead token the next time. A heartbeat
 * before each job finds out that a spot machine is gone before the job does.
 */
function defaultFeatureFlags({ fleet }: FleetShard): TomlTable {
  return {
    FF_DISABLE_AUTOMATIC_TOKEN_ROTATION: true,
    FF_USE_FLEETING_ACQUIRE_HEARTBEATS: heartbeats(fleet.machines.onDemandPercentageAboveBaseCapacity),
  };
}

function heartbeats(onDemandShare: NumberOrExpression): TomlValue | undefined {
  return typeof onDemandShare === "number"
    ? onDemandShare !== 100 || undefined
    : new Conditional(`${operand(onDemandShare)} != 100`, true);
}

/** A table that is there, or of which Terraform decides. */
const presentWhen = (condition: Expression<"flag"> | undefined, table: TomlTable): TomlValue =>
  condition ? new Conditional(condition.terraform, table) : table;

/** `gitlab-runner register` would add the volume for local caches; nobody registers here. */
function dockerTable({ fleet: { docker } }: FleetShard): TomlTable {
  return tomlTable(dockerSchema, {
    ...docker,
    volumes: docker.volumes ?? (docker.disableCache ? undefined : ["/cache"]),
  });
}

function autoscalerTable(config: RunnerFleetConfig, part: FleetShard): TomlTable {
  const { fleet } = part;
  const { connector_config, state_storage, scale_throttle, ...settings } = tomlTable(autoscalerSchema, {
    ...fleet.autoscaler,
    // Only a record on a volume tells the next manager which machines it may keep.
    deleteInstancesOnShutdown: fleet.autoscaler.deleteInstancesOnShutdown ?? config.cluster.volume === undefined,
  });
  const intervals = updateIntervals(part.maxInstances);
  return {
    plugin: joinedText("aws:", config.manager.pluginVersion),
    capacity_per_instance: number(fleet.capacityPerInstance),
    max_use_count: number(orElse(fleet.maxUseCount, 1)),
    max_instances: number(part.maxInstances),
    instance_ready_command: instanceReadyCommand,
    update_interval: intervals.idle,
    update_interval_when_expecting: intervals.expecting,
    ...settings,
    scale_throttle,
    plugin_config: { name: part.groupName },
    connector_config: connectorTable(part),
    state_storage,
    policy: policyTables(part),
  };
}

function connectorTable({ fleet, fleetName }: FleetShard): TomlTable {
  const { ssh } = fleet.machines;
  return {
    username: sshUser(fleet.machines),
    key_path: ssh && joinedText(sshKeyFolder(fleetName), "/", ssh.privateKeySecret.key),
    use_static_credentials: ssh ? true : undefined,
    ...tomlTable(connectorSchema, fleet.autoscaler.connectorConfig),
  };
}

function cacheTable(cache: NonNullable<RunnerFleetConfig["cache"]>): TomlTable {
  const { s3, ...settings } = tomlTable(cacheSchema, cache);
  return { Type: "s3", ...settings, s3: { AuthenticationType: "iam", ...(s3 as TomlTable) } };
}

const number = (value: NumberOrExpression): TomlValue => (typeof value === "number" ? BigInt(value) : value);

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
