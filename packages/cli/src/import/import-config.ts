import { formatPath } from "@runner-fleet/config";
import { CommandError } from "../terminal/command-error";
import { checkDraft } from "./check-draft";
import { describedGaps, type Platform } from "./described-gaps";
import { descriptionYaml } from "./description-yaml";
import { Draft } from "./draft";
import { fleetNames, type FleetName } from "./fleet-names";
import { importGlobals } from "./import-globals";
import { importRunner } from "./import-runner";
import { inInputOrder } from "./input-order";
import type { KeyReport } from "./key-report";
import { leaveOutDefaults } from "./leave-out-defaults";
import { leaveOutSecrets } from "./leave-out-secrets";
import { sizeAt } from "./number-at";
import { orderedDescription } from "./ordered-description";
import { foreignReason, importedExecutor } from "./runner-executor";
import { tomlDocument } from "./toml-document";
import { TrackedTable } from "./tracked-table";

/** What a config.toml becomes. */
export interface ImportedConfig {
  /** The description as plain data, its keys in the order of the schema. */
  readonly description: Readonly<Record<string, unknown>>;
  /** The description in YAML, with a comment wherever a person must decide. */
  readonly yaml: string;
  /** What became of every key, in the order of config.toml. */
  readonly report: readonly KeyReport[];
}

/**
 * A description of what a config.toml says, and what became of each of its keys. Pure: the same text gives the same.
 *
 * @param source how messages call the file
 * @param platform what the managers are to run on; by default the description does not say it, which is Kubernetes
 * @throws CommandError when it is no TOML, or no runner in it can become a fleet
 */
export function importConfig(text: string, source: string, platform?: Platform): ImportedConfig {
  const document = tomlDocument(text, source);
  const found: KeyReport[] = [];
  const root = new TrackedTable(document, "", found);
  const runners = root.tables("runners");
  const imported = importableRunners(runners, source);
  const names = fleetNames(imported);
  const draft = new Draft();
  const deployment = sharedDeployment(names);
  const concurrent = sizeAt(root, "concurrent");
  imported.forEach((runner, index) => {
    const name = names[index] as FleetName;
    importRunner({ runner, name, draft, index, deployment, concurrent, report: found });
  });
  if (platform !== undefined) {
    draft.set(["manager", "platform"], platform);
  }
  if (draft.get(["gitlab"]) === undefined) {
    draft.set(["gitlab"], {});
  }
  importGlobals(root, draft, concurrent);
  for (const runner of runners.filter((each) => !imported.includes(each))) {
    reportLeftOut(runner, imported[0] as TrackedTable, found);
  }
  root.finish();
  found.push(...cacheForAll(imported, draft));
  const checked = checkDraft(draft, leaveOutSecrets(draft, found));
  const lean = leaveOutDefaults(draft, checked);
  const report = inInputOrder([...lean, ...describedGaps(draft, lean, platform)], document);
  const description = orderedDescription(draft.description);
  return { description, yaml: descriptionYaml(description, report, fleetsByRunner(runners, imported, names)), report };
}

function importableRunners(runners: readonly TrackedTable[], source: string): TrackedTable[] {
  if (runners.length === 0) {
    throw new CommandError(`${source}: must have [[runners]], has none; is it the config.toml of a GitLab Runner?`);
  }
  const possible = runners.filter((runner) => importedExecutor(runner) !== undefined);
  const [first] = possible;
  if (!first) {
    const reason = foreignReason(runners[0] as TrackedTable);
    throw new CommandError(`${source}: must have a runner that can become a fleet, has none; of the first, ${reason}`);
  }
  // A runner that does not say its GitLab, as in the values of a chart, has that of the others.
  const url = urlOf(possible);
  return possible.filter((runner) => [undefined, "", url].includes(runner.value("url") as string | undefined));
}

const urlOf = (runners: readonly TrackedTable[]): string | undefined =>
  runners.map((runner) => runner.value("url") as string | undefined).find(Boolean);

/** Reports on a runner that becomes no fleet: by one of its keys, and the rest follows. */
function reportLeftOut(runner: TrackedTable, first: TrackedTable, report: KeyReport[]): void {
  const isForeign = importedExecutor(runner) === undefined;
  const key = isForeign ? "executor" : "url";
  const note = isForeign
    ? foreignReason(runner)
    : `a description has one GitLab, and ${first.path} has another; import this runner from a config.toml of its own`;
  const isSaid = runner.has(key);
  if (isSaid) {
    runner.decision(key, note);
  } else if (runner.keys().length > 0) {
    report.push({ key: runner.path, outcome: "decision", note });
  }
  const rest = `no fleet comes of its runner: see ${isSaid ? `${runner.path}.${key}` : runner.path}`;
  for (const other of runner.keys()) {
    if (!runner.isDealtWith(other)) {
      runner.dropped(other, rest);
    }
  }
}

/** The name that all runners of a rendered config.toml begin with; else the default. */
function sharedDeployment(names: readonly FleetName[]): string {
  const [first] = names;
  return first?.deployment !== undefined && names.every(({ deployment }) => deployment === first.deployment)
    ? first.deployment
    : "gitlab-runner";
}

/** A runner without a cache gets one where another has one. */
function cacheForAll(imported: readonly TrackedTable[], draft: Draft): KeyReport[] {
  const without = imported.filter((runner) => !runner.has("cache"));
  return draft.get(["cache"]) === undefined || without.length === 0
    ? []
    : [
        {
          key: formatPath(["cache"]),
          outcome: "decision",
          to: formatPath(["cache"]),
          note: `${without.map(({ path }) => path).join(", ")} had no cache; in a description all fleets have it, or none`,
        },
      ];
}

const fleetsByRunner = (
  runners: readonly TrackedTable[],
  imported: readonly TrackedTable[],
  names: readonly FleetName[],
): ReadonlyMap<string, string> =>
  new Map(
    runners.flatMap((runner) => {
      const name = names[imported.indexOf(runner)];
      return name ? [[runner.path, name.fleet] as const] : [];
    }),
  );
