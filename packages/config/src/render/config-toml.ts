import type { RunnerFleetConfig } from "../schema/runner-fleet-config";
import type { Template } from "../values/template";
import { configDocument } from "./config-document";
import { tomlText } from "./toml-text";

/**
 * The config.toml of one shard's manager: the same description gives the same bytes. Without expressions in the
 * description it is the text itself.
 */
export function renderConfigToml(config: RunnerFleetConfig, shard = 0): Template {
  return tomlText(configDocument(config, shard));
}
