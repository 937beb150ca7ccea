import type { RunnerFleetConfig } from "../schema/runner-fleet-config";
import type { Template } from "../values/template";
import { configDocument } from "./config-document";
import type { TomlTable } from "./toml-table";
import { tomlText } from "./toml-text";

const HEARTBEATS = "FF_USE_FLEETING_ACQUIRE_HEARTBEATS";

/**
 * The part of config.toml that GitLab Runner reads only when it starts, or that would make a running manager treat its
 * machines as strangers: `listen_address`, `session_server`, and of each runner its address, id, token, name, executor
 * and autoscaler without policies. All else is read again while the manager runs.
 *
 * Source: the runner's `commands/multi.go` and `executors/internal/autoscaler/provider.go`.
 */
export function restartKeys(config: RunnerFleetConfig, shard = 0): Template {
  const { listen_address, session_server, runners } = configDocument(config, shard);
  return tomlText({
    listen_address,
    session_server,
    runners: (runners as TomlTable[]).map(({ url, id, token, name, executor, autoscaler, feature_flags }) => {
      const { policy: _readAgainWhileRunning, ...rest } = (autoscaler ?? {}) as TomlTable;
      const heartbeats = (feature_flags as TomlTable | undefined)?.[HEARTBEATS];
      return { url, id, token, name, executor, autoscaler: autoscaler && rest, [HEARTBEATS]: heartbeats };
    }),
  });
}
