import type { RunnerFleetConfig } from "../schema/runner-fleet-config";
import type { Template } from "../values/template";
import { configDocument } from "./config-document";
import type { TomlTable } from "./toml-table";
import { tomlText } from "./toml-text";

/** What `gitlab-runner register` is told besides the template, or learns from GitLab. */
const REGISTERED: readonly string[] = ["name", "url", "id", "token", "executor"];

/**
 * The template that `gitlab-runner register --template-config` fills the runner in by, for one shard's manager: one
 * `[[runners]]` and nothing else, since it ignores what is above and refuses a second entry.
 */
export function renderRunnerTemplate(config: RunnerFleetConfig, shard = 0): Template {
  const runners = configDocument(config, shard).runners as readonly TomlTable[];
  return tomlText({
    runners: runners.map((runner) =>
      Object.fromEntries(Object.entries(runner).filter(([key]) => !REGISTERED.includes(key))),
    ),
  });
}
